from itertools import count

from psycopg2.extras import execute_values

ROWS = {
    "sale_order": (
        "id, name, company_id, partner_id, partner_invoice_id, partner_shipping_id,"
        " date_order, state, currency_id, currency_rate, amount_untaxed,"
        " insight_is_sample, validity_date"
    ),
    "sale_order_line": (
        "id, order_id, name, customer_lead, product_uom_qty, price_unit, product_id,"
        " product_uom_id, price_subtotal, discount, is_downpayment, company_id"
    ),
    "account_move": (
        "id, auto_post, company_id, currency_id, date, journal_id, move_type, state"
    ),
    "account_move_line": (
        "id, move_id, account_id, currency_id, display_type, date, parent_state,"
        " balance, amount_currency, debit, credit, company_id"
    ),
    "customer_insight_rating": (
        "id, partner_id, company_id, user_id, date, expected_contribution"
    ),
    "sale_order_line_invoice_rel": "order_line_id, invoice_line_id",
    "mail_message": (
        "id, model, res_id, date, message_type, subtype_id, author_id, is_internal"
    ),
    "mail_activity": (
        "id, res_model_id, res_model, res_id, activity_type_id, date_deadline,"
        " date_done, active, user_id, insight_company_id"
    ),
    "customer_insight_questionnaire": (
        "id, partner_id, company_id, lang, state, answered_date"
    ),
}
FACTS = """
    UPDATE res_partner partner
       SET active = facts.active, company_id = facts.company::int,
           customer_rank = facts.customer_rank, supplier_rank = facts.supplier_rank,
           user_id = facts.salesperson::int, insight_type_id = facts.kind::int,
           insight_referred_by_id = facts.referrer::int,
           insight_rival_response = facts.response
      FROM (VALUES %s) facts(id, active, company, customer_rank, supplier_rank,
           salesperson, kind, referrer, response)
     WHERE partner.id = facts.id
"""
ENTERED = """
    UPDATE res_partner partner SET create_date = facts.entered
      FROM (VALUES %s) facts(id, entered) WHERE partner.id = facts.id
"""


class Rows:
    """Writes an oracle's world straight into the tables, as Odoo would leave it.

    Ids start high above those in use; whoever calls rolls everything back.
    """

    tables = ROWS

    def __init__(self, case):
        self.case = case
        self.rows = {table: [] for table in self.tables}
        self.ids = count(10**9)
        self.orders = {}

    def save(self, world):
        facts = [
            self._facts(number, customer)
            for number, customer in world.customers.items()
            if not customer.is_ours
        ]
        execute_values(self.case.env.cr._obj, FACTS, facts)
        entered = [(id_, customer.entered) for id_, customer in world.customers.items()]
        execute_values(self.case.env.cr._obj, ENTERED, entered)
        for number, customer in world.customers.items():
            for day, score in customer.ratings:
                self._add_rating(number, day, score)
        for document in world.documents:
            self._add_order(document)
        for letter in world.letters:
            self._add_letter(letter)
        for activity in world.activities:
            self._add_activity(activity)
        for filled in world.questionnaires:
            self._add_questionnaire(filled)
        self._insert()

    def _facts(self, number, customer):
        case = self.case
        companies = {"shared": None, "ours": case.company.id, "other": case.other.id}
        return (
            number,
            customer.is_active,
            companies[customer.company],
            customer.customer_rank,
            customer.supplier_rank,
            case.env.uid if customer.has_salesperson else None,
            case.kind.id if customer.has_type else None,
            customer.referred_by,
            customer.rival_response,
        )

    def _insert(self):
        for table, columns in self.tables.items():
            if self.rows[table]:
                query = f"INSERT INTO {table} ({columns}) VALUES %s"
                execute_values(self.case.env.cr._obj, query, self.rows[table])

    def _add(self, table, *values):
        id_ = next(self.ids)
        self.rows[table].append((id_, *values))
        return id_

    def _add_rating(self, number, day, score):
        case = self.case
        self._add(
            "customer_insight_rating", number, case.company.id, case.env.uid, day, score
        )

    def _add_order(self, document):
        case = self.case
        partner = document.customer
        if document.of_contact:
            partner = case.contacts[partner]
        company = case.other if document.of_other_company else case.company
        order = self._add(
            "sale_order",
            "Order",
            company.id,
            partner,
            partner,
            partner,
            document.moment,
            document.state,
            case.company.currency_id.id,
            None if document.rate is None else float(document.rate),
            float(document.untaxed),
            document.is_sample,
            document.validity,
        )
        self.orders[id(document)] = order
        lines = [self._add_line(order, line, company) for line in document.lines]
        for item in document.items:
            self._add_item(order, lines[0], item, company)

    def _add_line(self, order, line, company, is_downpayment=False):
        product = self.case.products[line.family] if line else self.case.product
        subtotal = float(line.subtotal) if line else 0
        return self._add(
            "sale_order_line",
            order,
            "Line",
            0,
            0 if is_downpayment else 1,
            subtotal,
            product.id,
            product.uom_id.id,
            subtotal,
            line.discount if line else 0,
            is_downpayment,
            company.id,
        )

    def _add_item(self, order, line, item, company):
        """An invoice or credit note with one line, linked to the order's line."""
        if item.is_downpayment:
            line = self._add_line(order, None, company, is_downpayment=True)
        is_credit = item.kind == "credit"
        amount, currency = float(item.amount), company.currency_id.id
        move = self._add(
            "account_move",
            "no",
            company.id,
            currency,
            item.day,
            self.case.journal.id,
            "out_refund" if is_credit else "out_invoice",
            item.state,
        )
        balance = amount if is_credit else -amount
        entry = self._add(
            "account_move_line",
            move,
            self.case.income.id,
            currency,
            "product",
            item.day,
            item.state,
            balance,
            balance,
            max(balance, 0),
            max(-balance, 0),
            company.id,
        )
        self.rows["sale_order_line_invoice_rel"].append((line, entry))

    def _place(self, sign):
        """Return the model and the id that a message or an activity is on."""
        if sign.document:
            return "sale.order", self.orders[id(sign.document)]
        return "res.partner", self._person(sign)

    def _person(self, sign):
        return self.case.contacts[sign.customer] if sign.of_contact else sign.customer

    def _add_letter(self, letter):
        case = self.case
        viewed = case.env.ref("sale.mt_order_viewed").id
        author = self._person(letter) if letter.is_from_customer else case.ours[0].id
        self._add(
            "mail_message",
            *self._place(letter),
            letter.moment,
            letter.kind,
            viewed if letter.is_view else None,
            author,
            False,
        )

    def _add_activity(self, activity):
        case = self.case
        names = {"meeting": "meeting", "call": "call", "other": "todo"}
        kind = case.env.ref(f"mail.mail_activity_data_{names[activity.kind]}")
        model, record = self._place(activity)
        self._add(
            "mail_activity",
            case.env["ir.model"]._get_id(model),
            model,
            record,
            kind.id,
            activity.day,
            activity.day if activity.is_done else None,
            not activity.is_done,
            case.env.uid,
            case.other.id if activity.of_other_company else None,
        )

    def _add_questionnaire(self, filled):
        case = self.case
        company = case.other if filled.of_other_company else case.company
        self._add(
            "customer_insight_questionnaire",
            filled.customer,
            company.id,
            "en_US",
            "answered",
            filled.moment,
        )
