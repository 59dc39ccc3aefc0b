"""What staff write of questionnaires, campaigns, numbers of people and comments."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from participation.followups.labels import LEVELS
from participation.followups.rules import ParticipationLevel
from participation.foundation.act import Refused
from participation.foundation.forms import (
    ChecklistField,
    Choice,
    ChoiceField,
    DateField,
    FileField,
    FilesField,
    Form,
    LineField,
    ListField,
    LocalizedField,
    TextField,
    TickField,
    WholeNumberField,
)
from participation.foundation.i18n import staff_lazy as _
from participation.foundation.keys import from_text
from participation.foundation.languages import REGISTER, find
from participation.foundation.localized import Localized
from participation.surveys.adapters.parcels import Sent
from participation.surveys.adapters.xlsform import Doubt
from participation.surveys.labels.fieldwork import OUTCOME_WORDS
from participation.surveys.labels.publics import PUBLICS
from participation.surveys.operations.campaigns import CampaignSheet
from participation.surveys.rules.coding import ThemeSheet
from participation.surveys.rules.media import LARGEST_FILE
from participation.surveys.rules.sampling import Stratum
from participation.surveys.rules.stages import Public, Refusal
from participation.surveys.rules.tallies import OUTCOMES, Tally

MOST_PEOPLE = 100_000


class FormFileForm(Form):
    """An XLSForm to bring in."""

    file = FileField(
        _("Fichier du questionnaire"),
        accepts=".xlsx,.xls,.csv",
        hint=_("Au format XLSForm (.xlsx, .xls ou .csv), 5 Mo au plus."),
    )


class TextsForm(Form):
    """A translator's file to bring in, for one language."""

    language = ChoiceField(_("Langue"))
    file = FileField(_("Fichier de traduction"), accepts=".po")


class MediaForm(Form):
    """The pictures and sounds that a form names, one by one or in a ZIP."""

    files = FilesField(
        _("Images et sons"),
        accepts=".jpg,.jpeg,.png,.webp,.gif,.ogg,.opus,.webm,.m4a,.mp4,.wav,.zip",
        hint=_("Un ou plusieurs fichiers, ou un ZIP : 12 Mo au plus par envoi."),
    )

    def sent(self) -> list[Sent]:
        """Give each file with its name, read up to the byte that makes it too heavy."""
        return [
            Sent(each.filename or "", each.read(LARGEST_FILE + 1)) for each in self.files.data or ()
        ]


class TonguesForm(Form):
    """The languages of which a reading was unsure; its lists come with `tongues_form`."""

    def answers(self, asked: Sequence[Doubt]) -> dict[str, str]:
        """Give the tag chosen for each language as typed."""
        chosen = [str(self[_tongue(number)].data) for number in range(len(asked))]
        return {doubt.typed: tag for doubt, tag in zip(asked, chosen, strict=True)}

    def refuse_all(self, typed: str, asked: Sequence[Doubt], sentence: str) -> None:
        """Tie a refusal to the list of one language."""
        for number, doubt in enumerate(asked):
            if doubt.typed == typed:
                self.refuse(_tongue(number), sentence)


def tongues_form(asked: Sequence[Doubt], first: Sequence[str]) -> type[TonguesForm]:
    """Give the form with one list a doubtful language; the languages `first` come first.

    What was guessed is chosen already when the platform knows it; a language that it does not
    know may keep the name that the reading gave it.
    """
    lists = {}
    for number, doubt in enumerate(asked):
        tags = list(dict.fromkeys([*first, *REGISTER]))
        known = doubt.tag in REGISTER
        offered = [Choice(tag, find(tag).autonym) for tag in tags]
        if not known:
            offered.append(Choice(doubt.tag, str(_("Une autre langue, gardée à part"))))
        empty = [] if known else [Choice("", "—")]
        lists[_tongue(number)] = ListField(
            _("Langue de « %(header)s »", header=doubt.header),
            [*empty, *offered],
            default=doubt.tag if known else "",
        )
    return type("TonguesFormOfThisFile", (TonguesForm,), lists)


def _tongue(number: int) -> str:
    return f"tongue{number}"


class CampaignForm(Form):
    """A campaign while it is a draft; texts come with `campaign_form`."""

    title: LocalizedField
    purpose: LocalizedField
    version_id = ListField(_("Questionnaire"))
    services = ChecklistField(_("Services"), hint=_("Chaque service garde ses propres réponses."))
    languages = ChecklistField(
        _("Langues proposées"), hint=_("Chaque langue doit être complète avant l’ouverture.")
    )
    public = ChoiceField(
        _("Qui est interrogé ?"),
        [Choice(public.value, words) for public, words in PUBLICS.items()],
        required=False,
        default=Public.RESIDENTS.value,
    )
    level = ChoiceField(
        _("À quel niveau participent les personnes ?"),
        [Choice(level.value, words) for level, words in LEVELS.items()],
    )
    opens_on = DateField(_("Ouverture"))
    closes_on = DateField(_("Fermeture"))
    previous_id = ListField(
        _("Enquête d’avant"), required=False, hint=_("Pour dire ce qui a changé.")
    )

    def sheet(self) -> CampaignSheet:
        """Give what was written."""
        opens_on, closes_on = self.opens_on.data, self.closes_on.data
        assert isinstance(opens_on, dt.date)  # noqa: S101 - both fields are required
        assert isinstance(closes_on, dt.date)  # noqa: S101
        return CampaignSheet(
            version_id=from_text(str(self.version_id.data)),
            title=Localized(self.title.data),
            purpose=Localized(self.purpose.data),
            level=ParticipationLevel(self.level.data),
            public=Public(self.public.data or Public.RESIDENTS),
            languages=tuple(self.languages.data or ()),
            opens_on=opens_on,
            closes_on=closes_on,
            previous_id=from_text(self.previous_id.data) if self.previous_id.data else None,
        )

    def service_ids(self) -> list[int]:
        """Give the services chosen."""
        return [from_text(text) for text in self.services.data or ()]


def campaign_form(tags: Sequence[str]) -> type[CampaignForm]:
    """Give the form with its texts in these languages, French first."""
    texts = {
        "title": LocalizedField(_("Titre"), tags, hint=_("Court : « Votre avis 2026 ».")),
        "purpose": LocalizedField(
            _("À quoi serviront les réponses"),
            tags,
            hint=_("Les personnes le lisent avant de commencer, et sur l’affiche."),
            long=True,
        ),
    }
    return type("CampaignFormInLanguages", (CampaignForm,), texts)


def languages_offered(tags: Sequence[str]) -> list[Choice]:
    """Give the languages as choices, each by its own name."""
    return [Choice(tag, Localized({tag: find(tag).autonym})) for tag in tags]


class PopulationForm(Form):
    """The number of people present, when the roll is wrong."""

    population = WholeNumberField(_("Personnes présentes le jour de l’ouverture"), maximum=100_000)
    because = LineField(
        _("Pourquoi ce nombre"), hint=_("Par exemple : « file active de la semaine »."), limit=200
    )


class ThemeForm(Form):
    """A theme that messages are read for."""

    name = LineField(_("Nom du thème"), limit=60, hint=_("Un ou deux mots : « Repas »."))
    belongs = TextField(_("Ce qui en fait partie"), required=False, limit=400)
    excludes = TextField(_("Ce qui n’en fait pas partie"), required=False, limit=400)
    criterion = LineField(_("Critère de la HAS"), required=False, limit=20)
    is_open = TickField(_("Ce thème est proposé"))

    def sheet(self) -> ThemeSheet:
        """Give what was written."""
        return ThemeSheet(
            name=self.name.data or "",
            belongs=self.belongs.data or "",
            excludes=self.excludes.data or "",
            criterion=self.criterion.data or "",
            is_open=bool(self.is_open.data),
        )


class CommentForm(Form):
    """What may be shown of a comment."""

    public_text = TextField(
        _("Mots qui pourront être montrés"),
        required=False,
        hint=_("Remplacez chaque nom de personne par « […] »."),
    )


class SampleForm(Form):
    """How many people to draw, and the groups to draw from; sent by GET, for nothing is kept."""

    class Meta:
        csrf = False

    size = WholeNumberField(_("Personnes à tirer au sort"), minimum=1, maximum=MOST_PEOPLE)
    strata = TextField(
        _("Groupes"),
        required=False,
        hint=_("Un par ligne, avec son nombre : « Étage 1 : 20 ». Vide : un seul groupe."),
        limit=2000,
    )

    def wish(self, people: int) -> tuple[int, list[Stratum]]:
        """Give the size and the groups; refuse what disagrees with the number of people present."""
        size, strata = self.size.data or 0, list(self._strata()) or [Stratum("", people)]
        if size > people:
            raise Refused(Refusal.SAMPLE_TOO_LARGE, size=size, people=people)
        if (counted := sum(each.people for each in strata)) != people:
            raise Refused(Refusal.STRATA_DISAGREE, sum=counted, people=people)
        return size, strata

    def blamed(self, refused: Refused) -> str:
        """Name the field that a refusal is about."""
        return "size" if refused.reason is Refusal.SAMPLE_TOO_LARGE else "strata"

    def _strata(self) -> Iterator[Stratum]:
        for line in filter(str.strip, (self.strata.data or "").splitlines()):
            name, _between, number = line.rpartition(":")
            if not name.strip() or not number.strip().isdecimal():
                raise Refused(Refusal.STRATUM_UNREADABLE, line=line.strip()[:40])
            yield Stratum(name.strip()[:80], min(int(number), 1_000_000))


class MarginForm(Form):
    """The margin that somebody wishes; sent by GET, for nothing is kept."""

    class Meta:
        csrf = False

    margin = WholeNumberField(_("Marge souhaitée, en points"), minimum=1, maximum=50)


class PileForm(Form):
    """The code of a pile of sheets; sent by GET, for nothing is kept."""

    class Meta:
        csrf = False

    code = LineField(
        _("Code de la pile"), hint=_("Au bas de chaque feuille."), required=False, limit=20
    )


class OutcomesForm(Form):
    """How many people did not answer, by reason."""

    refused = WholeNumberField(OUTCOME_WORDS[Tally.REFUSED], maximum=MOST_PEOPLE)
    unable = WholeNumberField(OUTCOME_WORDS[Tally.UNABLE], maximum=MOST_PEOPLE)
    absent = WholeNumberField(OUTCOME_WORDS[Tally.ABSENT], maximum=MOST_PEOPLE)
    proxy = WholeNumberField(OUTCOME_WORDS[Tally.PROXY], maximum=MOST_PEOPLE)
    not_reached = WholeNumberField(OUTCOME_WORDS[Tally.NOT_REACHED], maximum=MOST_PEOPLE)

    def numbers(self) -> dict[Tally, int]:
        """Give the numbers written, by reason."""
        return {kind: self[kind.name.lower()].data or 0 for kind in OUTCOMES}


def outcomes_before(tallies: Mapping[Tally, int]) -> dict[str, int]:
    """Give what was counted before, as the form shows it."""
    return {kind.name.lower(): tallies.get(kind, 0) for kind in OUTCOMES}
