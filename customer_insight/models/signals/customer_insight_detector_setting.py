import logging

from psycopg2.errors import SerializationFailure

from odoo import api, fields, models

_logger = logging.getLogger(__name__)


class CustomerInsightDetectorSetting(models.Model):
    """How one company uses one detector: whether, with which numbers, how it went."""

    _name = "customer.insight.detector.setting"
    _description = "Signal Detector Setting"
    _rec_name = "detector"
    _order = "company_id, sequence, id"

    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade"
    )
    sequence = fields.Integer(readonly=True)
    detector = fields.Selection("_get_detectors", required=True, readonly=True)
    active = fields.Boolean(
        default=True, help="An archived detector raises no new signals."
    )
    by_hand = fields.Boolean(compute="_compute_words")
    about = fields.Text(string="What It Notices", compute="_compute_words")
    quiet_days = fields.Integer(
        string="Quiet After Closing (days)",
        help="For so long after a signal was closed, the same is no news.",
    )
    parameter_ids = fields.One2many(
        "customer.insight.detector.parameter", "setting_id", string="Parameters"
    )
    last_run = fields.Datetime(readonly=True)
    last_count = fields.Integer(
        string="Found Last Time",
        readonly=True,
        help="New signals, and those that changed.",
    )
    last_error = fields.Text(
        readonly=True, help="Why the last run failed. The other detectors went on."
    )
    signal_count = fields.Integer(string="Signals", compute="_compute_counts")
    dismissed_count = fields.Integer(string="False Alarms", compute="_compute_counts")
    judged_count = fields.Integer(compute="_compute_counts")
    precision = fields.Float(
        string="Precision (%)",
        digits=(5, 1),
        compute="_compute_counts",
        help="Of the signals that people closed, those that were no false alarm. Empty "
        "until somebody closes one; those that close by themselves don't count.",
    )

    _detector_unique = models.Constraint(
        "UNIQUE(company_id, detector)", "A company has each detector once."
    )
    _quiet_positive = models.Constraint(
        "CHECK(quiet_days >= 0)", "A quiet time cannot be negative."
    )

    @api.model
    def _get_detectors(self):
        detectors = self.env["customer.insight.detector"]._detectors()
        return [(key, one._words(one._title) or key) for key, one in detectors.items()]

    def _detector(self):
        """Return the detector, or None where its addon was removed."""
        return self.env["customer.insight.detector"]._detectors().get(self.detector)

    @api.depends("detector")
    @api.depends_context("lang")
    def _compute_words(self):
        for setting in self:
            detector = setting._detector()
            setting.about = detector is not None and detector._words(detector._about)
            setting.by_hand = detector is not None and detector._by_hand

    @api.depends("detector")
    @api.depends_context("lang")
    def _compute_display_name(self):
        titles = dict(self._get_detectors())
        for setting in self:
            setting.display_name = titles.get(setting.detector, setting.detector)

    def _compute_counts(self):
        """Count the company's signals, and those that people called a false alarm.

        What closed by itself, without a cause, says nothing of a detector.
        """
        groups = (
            self.env["customer.insight.signal"]
            .sudo()
            ._read_group(
                [("company_id", "in", self.company_id.ids)],
                ["company_id", "detector", "state"],
                ["__count", "reason_id:count"],
            )
        )
        counts = {(c.id, key, state): n for c, key, state, *n in groups}
        for setting in self:
            key = (setting.company_id.id, setting.detector)
            states = {k[2]: n for k, n in counts.items() if k[:2] == key}
            wrong, right = states.get("dismissed", [0])[0], states.get("explained")
            right = right[1] if right else 0
            setting.signal_count = sum(count for count, _caused in states.values())
            setting.dismissed_count = wrong
            setting.judged_count = wrong + right
            setting.precision = right and 100 * right / (wrong + right)

    # Keeping up with what is installed

    @api.model
    def _sync(self):
        """Give every company a row of each installed detector, and each parameter.

        What belongs to a removed detector goes; numbers that people set stay.
        """
        detectors = self.env["customer.insight.detector"]._detectors()
        settings = self.sudo().with_context(active_test=False)
        known = settings.search([])
        known.filtered(lambda setting: setting.detector not in detectors).unlink()
        known = known.exists()
        for company in self.env["res.company"].sudo().search([]):
            own = known.filtered(lambda s, c=company: s.company_id == c)
            missing = detectors.keys() - set(own.mapped("detector"))
            known |= settings.create(
                [self._shipped(company, key, detectors[key]) for key in missing]
            )
        known._sync_parameters()

    @api.model
    def _shipped(self, company, key, detector):
        return {
            "company_id": company.id,
            "detector": key,
            "sequence": detector._sequence,
            "quiet_days": detector._quiet_days,
        }

    def _sync_parameters(self):
        for setting in self:
            detector = setting._detector()
            rows = {row.name: row for row in setting.parameter_ids}
            for sequence, parameter in enumerate(detector._parameters):
                if not rows.pop(parameter.name, None):
                    setting.parameter_ids.create(
                        {
                            "setting_id": setting.id,
                            "sequence": sequence,
                            "name": parameter.name,
                            "value": parameter.default,
                        }
                    )
            for row in rows.values():
                row.unlink()

    @api.model
    def _of(self, company, detector):
        """Return a company's setting of a detector, as superuser; or none."""
        here = [("company_id", "=", company.id), ("detector", "=", detector)]
        return self.sudo().with_context(active_test=False).search(here, limit=1)

    def _values(self):
        """Return ``{name: number}``, as the detector's statement wants them."""
        self.ensure_one()
        values = {row.name: row.value for row in self.parameter_ids}
        return {**self._detector()._defaults(), **values}

    # Running

    def _run(self, as_of):
        """Find this detector's events as of a date; return how many signals changed.

        Whatever goes wrong in a detector (others may write one) is noted here, and
        the next one goes on.
        """
        self.ensure_one()
        values = {"last_run": fields.Datetime.now(), "last_count": 0}
        try:
            with self.env.cr.savepoint():
                signals = self.env["customer.insight.signal"]
                values["last_count"] = signals._detect(self, as_of)
                values["last_error"] = False
        except SerializationFailure:
            # somebody worked on a signal in this moment: the next night brings it
            _logger.info("Detector %s gave way to a user", self.detector)
        except Exception as error:
            _logger.exception("Detector %s failed", self.detector)
            values["last_error"] = str(error)
        self.sudo().write(values)
        return values["last_count"]

    # Buttons

    def action_run(self):
        """Look for events now, with the numbers as they are."""
        self.check_access("write")
        as_of = self.env["customer.insight.engine"]._today()
        found = sum(setting._run(as_of) for setting in self)
        has_failed = any(self.mapped("last_error"))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "danger" if has_failed else "success",
                "message": self._run_message(found, has_failed),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _run_message(self, found, has_failed):
        if has_failed:
            return self.env._("It failed; the reason is shown on the detector.")
        if not found:
            return self.env._("Nothing is new.")
        if found == 1:
            return self.env._("1 signal is new or has changed.")
        return self.env._("%(count)s signals are new or have changed.", count=found)

    def action_reset(self):
        """Take the numbers that were shipped."""
        self.check_access("write")
        for setting in self:
            defaults = setting._detector()._defaults()
            for row in setting.parameter_ids:
                row.value = defaults[row.name]

    def action_open_signals(self):
        """Open all signals of this detector, closed ones too."""
        self.ensure_one().check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": dict(self._get_detectors()).get(self.detector),
            "res_model": "customer.insight.signal",
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "mobile_view_mode": "kanban",
            "domain": [
                ("detector", "=", self.detector),
                ("company_id", "=", self.company_id.id),
            ],
        }

    def action_open_settings(self):
        """Open the detectors, those of newly installed addons among them."""
        self.check_access("write")
        self._sync()
        return self.env["ir.actions.actions"]._for_xml_id(
            "customer_insight.customer_insight_detector_setting_action"
        )
