class OracleIntention:
    """The section "Intention" of docs/formulas.md."""

    def intention(self, signs):
        doubt = 1.0
        for weight, day in signs:
            doubt *= 1 - self.faded(weight, day)
        return 100 * (1 - doubt)

    def faded(self, weight, day):
        age = (self.as_of - day).days
        return weight / 100 * 2 ** (-age / self.policy.intention_half_life)

    def signs(self, number, documents):
        """Return ``[(percent, day)]`` of all that says that he may buy."""
        signs = [
            *self.quotation_signs(number, documents),
            *self.letter_signs(number),
            *self.meeting_signs(number),
            *self.questionnaire_signs(number),
        ]
        return [(weight, day) for weight, day in signs if weight > 0]

    # Quotations

    def quotation_signs(self, number, documents):
        for document in documents:
            if self.is_sample(document) and self.in_window(document):
                yield self.policy.intention_sent, document.moment.date()
        quoted = list(filter(self.is_open, documents))
        for document, weight, _is_version in self.offers(number, quoted):
            yield weight, document.moment.date()
        for document in filter(self.is_withdrawn, self.world.documents):
            if document.customer == number and self.is_replaced(document, quoted):
                yield self.policy.intention_version, document.moment.date()

    def offers(self, number, quoted):
        """Return ``[(document, percent, is a further version)]``; addons weigh anew."""
        found = []
        for document in quoted:
            weight, is_version = self.quoted_weight(document), False
            if self.is_version(document, quoted):
                weight = min(weight, self.policy.intention_version)
                is_version = True
            found.append((document, weight, is_version))
        return found

    def quoted_weight(self, document):
        is_draft = document.state == "draft"
        return self.policy.intention_draft if is_draft else self.policy.intention_sent

    def is_withdrawn(self, document):
        return (
            document.state == "cancel"
            and self.in_window(document)
            and not document.of_other_company
            and not document.is_sample
            and document.untaxed > 0
        )

    def is_version(self, document, quoted):
        """Each product is on another one that says more, or as much and later."""
        mine = self.strength(document)
        return all(
            any(family in self.families(o) and self.strength(o) > mine for o in quoted)
            for family in self.families(document)
        )

    def strength(self, document):
        day = document.moment.date()
        return self.faded(self.quoted_weight(document), day), document.moment

    def is_replaced(self, document, quoted):
        """Each product is on an open one of that day or later."""
        day = document.moment.date()
        later = [other for other in quoted if other.moment.date() >= day]
        return all(
            any(family in self.families(other) for other in later)
            for family in self.families(document)
        )

    def families(self, document):
        return {line.family for line in document.lines}

    # Letters, meetings, questionnaires

    def letter_signs(self, number):
        last = {}
        for letter in self.world.letters:
            if self.is_his_letter(letter, number):
                place = letter.is_view, id(letter.document)
                day = letter.moment.date()
                last[place] = max(last.get(place, day), day)
        for (is_view, _place), day in last.items():
            policy = self.policy
            yield policy.intention_viewed if is_view else policy.intention_answer, day

    def is_his_letter(self, letter, number):
        document = letter.document
        if not self.start <= letter.moment < self.end:
            return False
        if document:
            is_of_ours = document.customer == number and not document.of_other_company
            if not is_of_ours or not self.is_open(document):
                return False
        elif letter.customer != number:
            return False
        if letter.is_view:
            return document is not None
        return letter.is_from_customer and letter.kind in ("email", "comment")

    def meeting_signs(self, number):
        days = {
            (done.kind, done.day)
            for done in self.world.activities
            if done.is_done
            and done.kind in ("meeting", "call")
            and self.start.date() <= done.day < self.as_of
            and not done.of_other_company
            and self.is_with(done, number)
        }
        for kind, day in days:
            policy = self.policy
            is_call = kind == "call"
            yield policy.intention_call if is_call else policy.intention_meeting, day

    def is_with(self, activity, number):
        document = activity.document
        if document is None:
            return activity.customer == number
        return document.customer == number and not document.of_other_company

    def questionnaire_signs(self, number):
        days = [
            filled.moment.date()
            for filled in self.world.questionnaires
            if filled.customer == number
            and not filled.of_other_company
            and self.start <= filled.moment < self.end
        ]
        if days:
            yield self.policy.intention_questionnaire, max(days)
