"""Fills whatever stands on a form, as a person would: looks for empty fields."""

import contextlib
import re

from playwright.sync_api import TimeoutError

DIALOG = ".modal .o_form_renderer"
SECTION = ".o_form_sheet .tab-pane.active"
CHOICES = ".o_select_menu_menu .o_select_menu_item, .o_bottom_sheet .o_select_menu_item"
MENU = ".o-autocomplete--dropdown-menu"
LOADED = f"{MENU} .ui-menu-item:not(:has(.o_loading))"
SUGGESTIONS = f"{LOADED}:not(.o_m2o_dropdown_option):not(.o_m2o_no_result) a"
# On a phone one looks something up in a screen of its own.
SEARCH = ".modal .o_select_create_dialog_content"
FOUND = f"{SEARCH} .o_kanban_record:not(.o_kanban_ghost)"
NOTHING = f"{SEARCH} .o_view_nocontent"
# The names of fields that stand outside lists and cards, which are filled row by row.
EDITABLE = """nodes => nodes.filter(
    node => !node.closest(".o_list_renderer, .o_kanban_renderer")
        && !node.classList.contains("o_readonly_modifier")
).map(node => node.getAttribute("name"))"""
WORDS = "Known"
NUMBER, YEAR = "12", "2015"
DAY = "03/04/2020"
UNTRUE = ("insight_has_left",)


class Filler:
    """Types into the empty fields below an element of ``page``."""

    def __init__(self, page):
        self.page = page

    def fill(self, area):
        """Fill every field there that is empty and may be edited."""
        fields = area.locator(".o_field_widget:visible")
        for name in dict.fromkeys(fields.evaluate_all(EDITABLE)):
            widget = area.locator(f".o_field_widget[name={name}]:visible").first
            if widget.count():  # an answer may hide another question
                self.fill_field(widget)

    def fill_field(self, widget):
        kinds = widget.get_attribute("class").split()
        kind = next((k for k in kinds if k in KINDS), None)
        if kind:
            KINDS[kind](self, widget)

    def add_row(self, area):
        """Add one line to each list there and fill it."""
        for add in area.locator(".o_field_x2many_list_row_add a:visible").all():
            add.click()
            row = area.locator(".o_selected_row")
            row.locator(":focus").wait_for()  # what is typed before that is lost
            for widget in row.locator(".o_field_widget:visible").all():
                self.fill_field(widget)
        # a phone shows cards, and fills each in a dialog
        for add in area.locator(".o-kanban-button-new:visible").all():
            add.click()
            self._fill_dialog()

    def add_person(self, area, name, role):
        """Add somebody with a decision role in the dialog of the people's cards."""
        area.locator(".o-kanban-button-new").click()
        dialog = self.page.locator(DIALOG)
        dialog.locator("[name=name] input").fill(name)
        self._choose(dialog.locator("[name=insight_decision_role]"), role)
        self._fill_dialog()

    def _fill_dialog(self):
        dialog = self.page.locator(DIALOG)
        dialog.wait_for()
        self.fill(dialog)
        self.page.locator(".modal .o_form_button_save").click()
        dialog.wait_for(state="detached")

    def _email(self, widget):
        self._text(widget, "known@example.com")

    def _address(self, widget):
        self._text(widget, "https://www.example.com")

    def _text(self, widget, words=WORDS):
        entry = widget.locator("input:visible, textarea:visible").first
        if entry.count() and entry.input_value() in ("", "0", "0.00", "0.0"):
            entry.fill(words)
            entry.blur()

    def _number(self, widget):
        is_year = widget.get_attribute("name").endswith("year")
        self._text(widget, YEAR if is_year else NUMBER)

    def _day(self, widget):
        entry = widget.locator("input")
        if entry.count() and not entry.input_value():
            picker = self.page.locator(".o_datetime_picker")
            entry.click()
            picker.wait_for()  # one that opened after Enter would stay
            entry.fill(DAY)
            entry.press("Enter")
            picker.wait_for(state="detached")

    def _tick(self, widget):
        box = widget.locator("input[type=checkbox]")
        if widget.get_attribute("name") not in UNTRUE and not box.is_checked():
            box.check(force=True)

    def _radio(self, widget):
        if not widget.locator("input:checked").count():
            widget.locator("input[type=radio]").first.check(force=True)

    def _badge(self, widget):
        if not widget.locator(".o_selection_badge.active").count():
            widget.locator(".o_selection_badge").first.click()

    def _choose(self, widget, choice=""):
        entry = widget.locator("input, .o_select_menu_toggler").first
        if entry.evaluate("node => node.value || node.textContent").strip():
            return
        entry.click()
        # a phone's sheet is still sliding in, and scrolling to it would close it
        found = self.page.locator(CHOICES).filter(has_text=choice)
        found.first.dispatch_event("click")
        self.page.locator(CHOICES).first.wait_for(state="detached")
        if choice:
            self.page.wait_for_function(
                "([node, text]) => (node.value || node.textContent).includes(text)",
                arg=[entry.element_handle(), choice],
            )

    def _look_up(self, widget):
        entry = widget.locator("input").first
        if not entry.count() or entry.input_value() or widget.locator(".o_tag").count():
            return
        self._open_choices(entry)
        found = self.page.locator(f"{SUGGESTIONS}, {FOUND}")
        if self.page.locator(NOTHING).count():
            self.page.locator(f"{SEARCH} .o_form_button_cancel").click()
        elif found.count():
            found.first.dispatch_event("click")
        else:
            entry.press("Escape")
        self.page.locator(SEARCH).wait_for(state="detached")

    def _open_choices(self, entry):
        """Click until it opens: an address is drawn again while it is filled."""
        opened = self.page.locator(f"{LOADED}, {FOUND}, {NOTHING}").first
        for _attempt in range(5):
            if not self.page.locator(SEARCH).count():
                entry.click()
            with contextlib.suppress(TimeoutError):
                return opened.wait_for(timeout=3000)
        return opened.wait_for()


KINDS = {
    "o_field_char": Filler._text,
    "o_field_text": Filler._text,
    "o_field_field_partner_autocomplete": Filler._text,
    "o_field_url": Filler._address,
    "o_field_email": Filler._email,
    "o_field_phone": Filler._text,
    "o_field_integer": Filler._number,
    "o_field_float": Filler._number,
    "o_field_monetary": Filler._number,
    "o_field_percentage": Filler._number,
    "o_field_date": Filler._day,
    "o_field_boolean": Filler._tick,
    "o_field_boolean_toggle": Filler._tick,
    "o_field_radio": Filler._radio,
    "o_field_selection": Filler._choose,
    "o_field_selection_badge": Filler._badge,
    "o_field_many2one": Filler._look_up,
    "o_field_many2many_tags": Filler._look_up,
}


def section(page, name):
    """Open a page of the file and return its area."""
    tab = page.locator(f".o_notebook .nav-link[name={name}]")
    tab.scroll_into_view_if_needed()
    tab.click()
    page.wait_for_selector(f".o_notebook .nav-link.active[name={name}]")
    return page.locator(SECTION)


def percent(page):
    """The completeness that the form shows."""
    text = page.locator("[name=insight_file_completeness]").first.inner_text()
    return int(re.search(r"\d+", text)[0])
