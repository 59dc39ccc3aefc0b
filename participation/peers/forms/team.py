"""What the coordinator writes of a helper and of a roster."""

import datetime as dt
from collections.abc import Iterable, Mapping
from enum import StrEnum

from participation.accounts.models import User
from participation.foundation.forms import (
    ChecklistField,
    Choice,
    ChoiceField,
    DateField,
    Form,
    LineField,
    ListField,
    TickField,
    WholeNumberField,
)
from participation.foundation.i18n import staff_lazy as _
from participation.foundation.keys import from_text, to_text
from participation.organisations.models import Service
from participation.peers.labels.rostering import PERIODS
from participation.peers.labels.words import STATUSES
from participation.peers.models import Peer
from participation.peers.operations.learning import QualificationSheet
from participation.peers.operations.profile import EngagementSheet
from participation.peers.queries.team import Newcomer
from participation.peers.rules.civil import DAY
from participation.peers.rules.kinds import Status
from participation.peers.rules.planning import Period
from participation.peers.rules.profile import PeerRefusal

FIELD_OF: dict[StrEnum, str] = {
    PeerRefusal.ALREADY_PEER: "person",
    PeerRefusal.NAME_MISSING: "name",
    PeerRefusal.UNTIL_BEFORE_SINCE: "until",
    PeerRefusal.NO_TIME: "hours",
    PeerRefusal.REFERENT_HERSELF: "referent",
    PeerRefusal.NOT_HELPER_THERE: "service",
    PeerRefusal.LIVES_THERE: "service",
    PeerRefusal.TRAVEL_TOO_LONG: "travel",
}
HOUR = 60


class EngagementForm(Form):
    """In which quality somebody helps, and for how long a week."""

    status = ListField(_("Statut"), [Choice(one.value, words) for one, words in STATUSES.items()])
    since = DateField(_("Premier jour"))
    last = DateField(_("Dernier jour du contrat ou de l’engagement"), required=False)
    hours = WholeNumberField(_("Heures par semaine, au plus"), maximum=168)
    extra = WholeNumberField(_("et minutes"), maximum=59, required=False)
    is_minor = TickField(_("A moins de 18 ans"))
    is_lead = TickField(_("Peut mener une équipe dehors"))
    referent = ListField(
        _("Référent"), required=False, hint=_("À qui parler. Pas son responsable.")
    )

    def offer_referents(self, people: Iterable[User]) -> None:
        """Set who may be a referent."""
        self.referent.offer([Choice(to_text(one.id), one.name) for one in people])

    def engagement(self) -> EngagementSheet:
        """Give what was written; a contract lasts its last day too."""
        last: dt.date | None = self.last.data
        return EngagementSheet(
            status=Status(self.status.data),
            since=self.since.data or dt.date.min,
            weekly_minutes=(self.hours.data or 0) * HOUR + (self.extra.data or 0),
            until=None if last is None else last + DAY,
            is_minor=bool(self.is_minor.data),
            is_lead=bool(self.is_lead.data),
            referent_id=from_text(str(self.referent.data)) if self.referent.data else None,
        )

    @staticmethod
    def of(peer: Peer) -> dict[str, object]:
        """Give what the form holds of a helper."""
        return {
            "status": peer.status.value,
            "since": peer.since,
            "last": None if peer.until is None else peer.until - DAY,
            "hours": peer.weekly_minutes // HOUR,
            "extra": peer.weekly_minutes % HOUR,
            "is_minor": peer.is_minor,
            "is_lead": peer.is_lead,
            "referent": None if peer.referent_id is None else to_text(peer.referent_id),
        }


class NewPeerForm(EngagementForm):
    """A person who becomes a helper, and her first service."""

    person = ListField(_("Personne"))
    service = ListField(_("Où"))
    travel = WholeNumberField(_("Trajet, en minutes"), maximum=240)

    def offer(self, newcomers: Iterable[Newcomer], services: Mapping[int, Service]) -> None:
        """Set who may be added, and where."""
        self.person.offer([Choice(to_text(one.user.id), one.user.name) for one in newcomers])
        self.service.offer([Choice(to_text(one.id), one.public_name) for one in services.values()])

    @property
    def person_id(self) -> int:
        """Give who was chosen."""
        return from_text(str(self.person.data))

    @property
    def service_id(self) -> int:
        """Give where."""
        return from_text(str(self.service.data))


class PlaceForm(Form):
    """A service where a helper helps, and her way to it."""

    service = ListField(_("Service"))
    travel = WholeNumberField(_("Trajet, en minutes"), maximum=240)

    def offer(self, services: Mapping[int, Service]) -> None:
        """Set the services."""
        self.service.offer([Choice(to_text(one.id), one.public_name) for one in services.values()])

    @property
    def service_id(self) -> int:
        """Give the service that was chosen."""
        return from_text(str(self.service.data))


class QualificationForm(Form):
    """A training or an accreditation."""

    name = LineField(_("Formation ou agrément"), limit=120)
    got_on = DateField(_("Suivie le"))
    expires_on = DateField(_("Valable jusqu’au"), required=False)
    is_required = TickField(
        _("Obligatoire"), hint=_("Sans elle, rien de nouveau n’est donné à cette personne.")
    )

    def sheet(self) -> QualificationSheet:
        """Give what was written; it is still valid on its last day."""
        last: dt.date | None = self.expires_on.data
        return QualificationSheet(
            name=self.name.data or "",
            got_on=self.got_on.data or dt.date.min,
            expires_on=None if last is None else last + DAY,
            is_required=bool(self.is_required.data),
        )


class RosterForm(Form):
    """Which services, which week or month, how long to think."""

    services = ChecklistField(_("Services"))
    period = ChoiceField(_("Durée"), [Choice(one.value, words) for one, words in PERIODS.items()])
    day = DateField(_("Un jour de cette semaine ou de ce mois"))
    seconds = ListField(
        _("Temps de calcul, au plus"),
        [
            Choice("20", _("20 secondes")),
            Choice("60", _("1 minute")),
            Choice("180", _("3 minutes")),
        ],
    )

    def offer(self, services: Mapping[int, Service]) -> None:
        """Set the services."""
        offered = [Choice(to_text(one.id), one.public_name) for one in services.values()]
        self.services.choices = tuple(offered)

    def service_ids(self) -> list[int]:
        """Give the services that were chosen."""
        return [from_text(each) for each in self.services.data or ()]

    def kind(self) -> Period:
        """Give a week or a month."""
        return Period(self.period.data)


class PairForm(Form):
    """A helper for an empty place of a proposal."""

    helper = ListField(_("Qui"))

    @property
    def helper_id(self) -> int:
        """Give who was chosen."""
        return from_text(str(self.helper.data))
