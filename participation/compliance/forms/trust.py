"""What staff write in the papers of trust: facts of the association, breaches of data."""

import datetime as dt
from collections.abc import Mapping

from participation.compliance.labels.trust import FACTS, HARMS, HINTS, RISKS
from participation.compliance.models import Breach
from participation.compliance.operations.trust import IncidentSheet
from participation.compliance.rules.facts import IDENTITY, JUDGED, Fact
from participation.compliance.rules.incidents import Harm, Refusal, Risk
from participation.foundation import clock
from participation.foundation.clock import PARIS
from participation.foundation.forms import (
    Choice,
    DateField,
    Form,
    HourField,
    LineField,
    ListField,
    MailField,
    PhoneField,
    TextField,
    WholeNumberField,
)
from participation.foundation.i18n import staff_lazy as _

FIELD_OF = {
    Refusal.NOT_FOUND_YET: "found_on",
    Refusal.TOLD_BEFORE_FOUND: "told_on",
    Refusal.TOLD_NOT_YET: "told_on",
    Refusal.LATE_BECAUSE: "late_because",
}
"""Beside which field a refusal stands."""
LINES = frozenset({Fact.REPRESENTATIVE, Fact.CONTACT, Fact.OFFICER})
MAILS = frozenset({Fact.CONTACT_MAIL, Fact.OFFICER_MAIL})
EXAMPLE = _("Par exemple 14:30.")


class FactsForm(Form):
    """What only the association knows; nothing is asked for."""

    def said(self) -> dict[Fact, str]:
        """Give what was written, by fact."""
        return {fact: str(self[_name(fact)].data or "") for fact in (*IDENTITY, *JUDGED)}


def facts_form() -> type[FactsForm]:
    """Give the form of every fact."""
    fields = {_name(fact): _field(fact) for fact in (*IDENTITY, *JUDGED)}
    return type("FactsFormOfAssociation", (FactsForm,), fields)


def written(words: Mapping[Fact, str]) -> dict[str, str]:
    """Give what is written already, as the form reads it."""
    return {_name(fact): said for fact, said in words.items()}


def fields_of(form: FactsForm, facts: tuple[Fact, ...]) -> list[object]:
    """Give the fields of some facts, in their order."""
    return [form[_name(fact)] for fact in facts]


def _name(fact: Fact) -> str:
    return fact.value.replace("-", "_")


def _field(fact: Fact) -> LineField:
    hint = HINTS.get(fact, "")
    if fact in MAILS:
        return MailField(FACTS[fact], required=False)
    if fact is Fact.CONTACT_PHONE:
        return PhoneField(FACTS[fact], required=False)
    if fact in LINES:
        return LineField(FACTS[fact], hint=hint, required=False)
    return TextField(FACTS[fact], hint=hint, required=False)


class IncidentForm(Form):
    """A breach: when it was known, what happened, what was done, who was told."""

    found_on = DateField(_("Su le"))
    found_hour = HourField(_("À quelle heure"), limit=8, hint=EXAMPLE)
    harm = ListField(_("Ce qui s’est passé"), [Choice(one.value, HARMS[one]) for one in Harm])
    words = TextField(
        _("Racontez en quelques mots"),
        limit=2000,
        hint=_("Aucun nom : « une personne », jamais qui."),
    )
    people = WholeNumberField(_("Combien de personnes, à peu près"), required=False)
    risk = ListField(_("Quel risque pour elles"), [Choice(one.value, RISKS[one]) for one in Risk])
    done = TextField(_("Ce qui a été fait"), limit=2000, required=False)
    told_on = DateField(_("CNIL prévenue le"), required=False)
    told_hour = HourField(_("À quelle heure"), limit=8, hint=EXAMPLE, required=False)
    late_because = TextField(_("Si c’est après le délai : pourquoi"), limit=400, required=False)
    people_told_on = DateField(_("Personnes prévenues le"), required=False)
    closed_on = DateField(_("Terminé le"), required=False)

    def sheet(self) -> IncidentSheet:
        """Give what was written; a day without an hour is its end, never its start."""
        return IncidentSheet(
            found_at=_instant(self.found_on.data, self.found_hour.hour),
            harm=Harm(self.harm.data),
            risk=Risk(self.risk.data),
            words=self.words.data or "",
            done=self.done.data or "",
            people=self.people.data,
            told_at=self._told_at(),
            late_because=self.late_because.data or "",
            people_told_on=self.people_told_on.data,
            closed_on=self.closed_on.data,
        )

    def _told_at(self) -> dt.datetime | None:
        if self.told_on.data is None:
            return None
        if self.told_hour.data:
            return _instant(self.told_on.data, self.told_hour.hour)
        if self.told_on.data == clock.today():
            return clock.now()
        return _instant(self.told_on.data, dt.time(23, 59))


def known_of(incident: Breach) -> dict[str, object]:
    """Give what is written of a breach, as its form reads it."""
    found, told = incident.found_at.astimezone(PARIS), incident.told_at
    here = told.astimezone(PARIS) if told else None
    return {
        "found_on": found.date(),
        "found_hour": f"{found:%H:%M}",
        "harm": incident.harm.value,
        "risk": incident.risk.value,
        "words": incident.words,
        "done": incident.done,
        "people": incident.people,
        "told_on": here.date() if here else None,
        "told_hour": f"{here:%H:%M}" if here else "",
        "late_because": incident.late_because,
        "people_told_on": incident.people_told_on,
        "closed_on": incident.closed_on,
    }


def _instant(day: dt.date | None, hour: dt.time) -> dt.datetime:
    return dt.datetime.combine(day or dt.date.min, hour, PARIS).astimezone(dt.UTC)
