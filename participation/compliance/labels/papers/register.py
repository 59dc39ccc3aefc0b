"""The register of processing: one record a purpose, as article 30 asks."""

from collections.abc import Iterator

from participation.accounts.labels import ROLES
from participation.compliance.labels.kept import HOLDINGS, say_stay
from participation.compliance.labels.measures import MEASURES
from participation.compliance.labels.trust import AIMS, PEOPLE, PURPOSES
from participation.compliance.rules.facts import Fact
from participation.compliance.rules.holdings import of_purpose
from participation.compliance.rules.measures import Measure
from participation.compliance.rules.purposes import Purpose
from participation.elections.adapters.count_papers import Block, Section
from participation.foundation.i18n import staff_gettext as _

from .known import Known, own, roles_of, say_verified, table, text

EVERYWHERE = (Measure.TENANTS, Measure.DOORS, Measure.JOURNAL, Measure.COPIES)
OF_PURPOSE = {
    Purpose.ACCOUNTS: (Measure.SECOND_FACTOR, Measure.FEW_TRIES, Measure.ERASURE),
    Purpose.COUNCILS: (Measure.ERASURE,),
    Purpose.ELECTIONS: (
        Measure.SEALED_VOTE,
        Measure.URN,
        Measure.PROVED_BALLOTS,
        Measure.KEYS_ELSEWHERE,
    ),
    Purpose.SURVEYS: (Measure.NAMELESS_ANSWERS, Measure.SMALL_GROUPS),
    Purpose.VOICES: (Measure.FORGETTING,),
    Purpose.PEERS: (Measure.NEVER_TWICE, Measure.FORGETTING),
    Purpose.MESSAGES: (Measure.FORGETTING,),
    Purpose.SCREENS: (Measure.SCREEN_FORGETS,),
    Purpose.SECURITY: (Measure.HEADERS, Measure.FEW_TRIES, Measure.FORGETTING),
}


def write_register(known: Known) -> Iterator[Section]:
    """Give who answers for the data, then a record a purpose."""
    article = known.law.articles["register"]
    says = _("Le contenu suit %(article)s.", article=article.article)
    yield Section(
        _("Le responsable"),
        (
            text(_("Responsable du traitement : %(name)s.", name=known.organisation)),
            own(
                known,
                *(Fact.REPRESENTATIVE, Fact.ADDRESS, Fact.CONTACT, Fact.CONTACT_MAIL),
                *(Fact.OFFICER, Fact.OFFICER_MAIL, Fact.PROCESSORS),
            ),
            text(says + say_verified(is_verified=article.verified)),
            text(
                _(
                    "Les bases légales sont proposées par le programme. Aucune source lue ne dit "
                    "laquelle convient ici : l’association décide, avec son délégué."
                )
            ),
        ),
    )
    for purpose in Purpose:
        yield Section(str(PURPOSES[purpose]), (_record(known, purpose),))


def _record(known: Known, purpose: Purpose) -> Block:
    basis, found = known.law.bases[purpose], of_purpose(purpose)
    people = dict.fromkeys(each for one in found for each in one.people)
    readers = roles_of(each for one in found for each in one.readers)
    measures = dict.fromkeys((*EVERYWHERE, *OF_PURPOSE.get(purpose, ())))
    rows = (
        (_("Pour quoi"), str(AIMS[purpose])),
        (
            _("Base légale"),
            _("Article 6.1.%(letter)s.", letter=basis.letter)
            + f" {basis.rests_on}"
            + say_verified(is_verified=basis.verified),
        ),
        (_("Personnes"), ", ".join(str(PEOPLE[one]) for one in people) or _("personne")),
        (_("Données"), " ; ".join(str(HOLDINGS[one.key]) for one in found)),
        (_("Qui les reçoit"), ", ".join(str(ROLES[one]) for one in readers) or _("personne")),
        (_("Durées"), " ".join(dict.fromkeys(say_stay(one, known.months) for one in found))),
        (_("Hors de l’Union européenne"), _("Rien n’y est envoyé par le programme.")),
        (_("Sécurité"), " ".join(str(MEASURES[one]) for one in measures)),
    )
    columns = ((_("Rubrique"), "text"), (_("Contenu"), "wide"))
    return table(str(PURPOSES[purpose]), columns, rows)
