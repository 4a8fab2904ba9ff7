from unittest import SkipTest

from odoo.tests import tagged

from .test_person import PersonCase


@tagged("post_install", "-at_install")
class TestPersonPrivacy(PersonCase):
    """Who asks for his data to be erased is found, with his personal file."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if "privacy.lookup.wizard" not in cls.env:
            raise SkipTest("needs the addon privacy_lookup")
        cls.contact.write({"name": "Ines Peña", "email": "ines@example.com"})
        cls.person = cls.file(hobbies="Orchids")
        cls.wizard = cls.env["privacy.lookup.wizard"].create(
            {"name": "Ines Peña", "email": "ines@example.com"}
        )
        cls.wizard.action_lookup()

    def line(self, model):
        return self.wizard.line_ids.filtered(lambda line: line.res_model == model)

    def test_the_file_is_found_by_name_or_address(self):
        self.assertEqual(self.line("customer.insight.person").res_id, self.person.id)

    def test_erasing_there_erases_the_file(self):
        self.line("customer.insight.person").action_unlink()
        self.assertFalse(self.person.exists())
        self.assertTrue(self.contact.exists())

    def test_erasing_the_contact_erases_the_file(self):
        self.line("res.partner").action_unlink()
        self.assertFalse(self.person.exists())

    def test_erasing_all_at_once_works_in_whatever_order(self):
        self.wizard.line_ids.action_unlink_all()
        self.assertFalse(self.person.exists())
        self.assertFalse(self.contact.exists())
