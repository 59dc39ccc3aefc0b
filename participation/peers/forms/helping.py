"""What a helper writes of herself, of her weeks and of how it was."""

from collections.abc import Iterable, Sequence

from participation.foundation.forms import (
    ChecklistField,
    Choice,
    ChoiceField,
    FacesField,
    FileField,
    Form,
    LineField,
    ListField,
    StepperField,
    TickField,
    VoiceField,
)
from participation.foundation.i18n import lazy, show_hour, show_short_day
from participation.foundation.keys import from_text, to_text
from participation.foundation.languages import REGISTER
from participation.peers.labels import words
from participation.peers.models import Assignment, Peer, Slot
from participation.peers.operations.profile import ProfileSheet
from participation.peers.rules.afterwards import MOST_PEOPLE, AfterRefusal
from participation.peers.rules.civil import PARIS, day_of
from participation.peers.rules.handing import HandRefusal
from participation.peers.rules.kinds import (
    LIKED,
    AttendanceMark,
    Feeling,
    Gender,
    LanguageLevel,
    SlotKind,
    Topic,
)
from participation.peers.rules.profile import LONGEST_ABOUT, PeerRefusal
from participation.peers.rules.weekly import TimesRefusal

PICTURES = "image/jpeg,image/png,image/webp"
TOPICS = [Choice(key.value, said, words.TOPIC_PICTURES[key]) for key, said in words.TOPICS.items()]
FIELD_OF = {
    PeerRefusal.NAME_MISSING: "name",
    PeerRefusal.ABOUT_TOO_LONG: "about",
    PeerRefusal.DUO_UNKNOWN: "duo",
    PeerRefusal.LANGUAGE_UNKNOWN: "language",
    PeerRefusal.TOO_MANY_LANGUAGES: "language",
    PeerRefusal.SHOWN_NOT_LIVED: "shown",
    PeerRefusal.WANTED_NOT_LIVED: "wanted",
    PeerRefusal.VOICE_UNREADABLE: "voice",
    PeerRefusal.PHOTO_UNREADABLE: "photo",
    PeerRefusal.PHOTO_TOO_HEAVY: "photo",
    TimesRefusal.SAME_HOURS: "ends",
    TimesRefusal.OVERLAPS: "starts",
    TimesRefusal.UNTIL_BEFORE_SINCE: "last",
    TimesRefusal.DAYS_REVERSED: "last",
    TimesRefusal.HOURS_REVERSED: "ends",
    TimesRefusal.OVER: "first",
    TimesRefusal.TOO_LONG: "last",
    TimesRefusal.TOO_FAR: "first",
    TimesRefusal.SAID_ALREADY: "first",
    TimesRefusal.CONTRADICTS: "first",
    TimesRefusal.THERE_NEEDS_HOURS: "starts",
    TimesRefusal.ONE_SOURCE: "address",
    TimesRefusal.CALENDAR_KNOWN: "address",
    TimesRefusal.CALENDAR_BAD_ADDRESS: "address",
    TimesRefusal.CALENDAR_UNREACHABLE: "address",
    HandRefusal.SWAP_NOT_THEIRS: "wished",
    AfterRefusal.HOW_MANY: "came",
}
"""Beside which field a refusal stands."""


class AboutForm(Form):
    """What a helper wants known of her."""

    name = LineField(lazy("Le nom que vous utilisez ici"), limit=60)
    gender = ChoiceField(
        lazy("Comment voulez-vous être connu ?"),
        [
            Choice(key.value, said, words.GENDER_PICTURES[key])
            for key, said in words.GENDERS.items()
        ],
        hint=lazy("Certaines personnes demandent à parler à une femme ou à un homme."),
    )
    about = LineField(
        lazy("Une phrase sur vous"),
        required=False,
        limit=LONGEST_ABOUT,
        hint=lazy("Vous n’avez jamais à raconter votre histoire. Sans phrase, c’est très bien."),
    )
    prefers = LineField(
        lazy("Qui préférez-vous aider ?"),
        required=False,
        hint=lazy("Seule la coordination le lit."),
    )
    likes = ChecklistField(
        lazy("Ce que vous aimez le mieux faire"),
        [Choice(kind.value, words.SLOTS[kind], words.SLOT_PICTURES[kind]) for kind in LIKED],
        required=False,
        hint=lazy("Le planning en tient compte quand il peut."),
    )
    duo = ListField(
        lazy("Avec qui aimez-vous travailler à deux ?"),
        required=False,
        hint=lazy("Cela compte quand vous vous êtes choisis tous les deux."),
    )
    at_night = TickField(lazy("Je veux bien aider le soir et la nuit"))
    at_home = TickField(
        lazy("Je veux aider aussi là où j’habite"),
        hint=lazy("Sinon, on ne vous le propose jamais."),
    )

    def offer_colleagues(self, peers: Iterable[Peer]) -> None:
        """Offer those who help at the same places."""
        self.duo.offer([Choice(to_text(one.id), one.name) for one in peers])

    def sheet(self, locale: str) -> ProfileSheet:
        """Give what was written, in the language of the page."""
        return ProfileSheet(
            name=self.name.data or "",
            gender=Gender(str(self.gender.data)),
            prefers=self.prefers.data or "",
            about=self.about.data or "",
            locale=locale,
            at_home=bool(self.at_home.data),
            at_night=bool(self.at_night.data),
            duo_id=from_text(str(self.duo.data)) if self.duo.data else None,
            likes=frozenset(SlotKind(each) for each in self.likes.data or ()),
        )


class LanguageForm(Form):
    """One language that a helper speaks."""

    language = ListField(
        lazy("Quelle langue ?"),
        [Choice(tag, one.autonym) for tag, one in REGISTER.items() if "@" not in tag],
    )
    level = ChoiceField(
        lazy("Vous la parlez comment ?"),
        [Choice(key.value, said) for key, said in words.LEVELS.items()],
    )

    def spoken(self) -> tuple[str, LanguageLevel]:
        """Give the language and how well."""
        return str(self.language.data), LanguageLevel(str(self.level.data))


class TopicsForm(Form):
    """What a helper has lived, what of it she wants shown, and what she likes to help with."""

    lived = ChecklistField(
        lazy("Ce que vous connaissez de votre vie"),
        TOPICS,
        required=False,
        hint=lazy(
            "Cela sert à vous proposer les bonnes rencontres. Les personnes ne le voient pas."
        ),
    )
    shown = ChecklistField(
        lazy("Ce que vous voulez bien montrer"),
        TOPICS,
        required=False,
        hint=lazy(
            "Les personnes le liront à côté de votre nom. Rien n’est montré sans votre accord."
        ),
    )

    wanted = ChecklistField(
        lazy("Ce pour quoi vous aimez le mieux aider"),
        TOPICS,
        required=False,
        hint=lazy("Pour ces rencontres, on vous propose plus souvent. Personne ne le lit."),
    )

    def topics(self) -> tuple[set[Topic], set[Topic], set[Topic]]:
        """Give what she has lived, what she shows, and what she likes best."""
        lived, shown, wanted = (
            {Topic(each) for each in one.data} for one in (self.lived, self.shown, self.wanted)
        )
        return lived, shown, wanted


class HelloForm(Form):
    """A hello in her own voice."""

    voice = VoiceField(lazy("Dites bonjour, dans vos langues. Dix secondes suffisent."))


class FaceForm(Form):
    """Her picture."""

    photo = FileField(lazy("Ma photo"), accepts=PICTURES, render_kw={"capture": "user"})


class SwapForm(Form):
    """The time of a colleague that she would take in exchange."""

    wished = ListField(lazy("Contre quel moment ?"))

    def offer(self, found: Sequence[tuple[Assignment, Slot, Peer]]) -> None:
        """Offer what colleagues promised, by beginning."""
        self.wished.offer(
            [Choice(to_text(one.id), f"{_when(slot)} · {whose.name}") for one, slot, whose in found]
        )


def _when(slot: Slot) -> str:
    return f"{show_short_day(day_of(slot.starts, PARIS))} {show_hour(slot.starts)}"


class AfterForm(Form):
    """What took place, coded: nobody is named."""

    mark = ChoiceField(
        lazy("Comment cela s’est passé ?"),
        [
            Choice(AttendanceMark.CAME.value, lazy("Cela a eu lieu"), "friendship"),
            Choice(AttendanceMark.NOT_SEEN.value, lazy("Personne n’est venu"), "clock"),
            Choice(AttendanceMark.PUT_OFF.value, lazy("Cela n’a pas eu lieu"), "calendar"),
        ],
        hint=lazy("Ne pas venir n’est la faute de personne."),
    )
    came = StepperField(lazy("Combien de personnes ?"), maximum=MOST_PEOPLE, required=False)

    def chosen(self) -> AttendanceMark:
        """Give what took place."""
        return AttendanceMark(str(self.mark.data))


class FeelingForm(Form):
    """How it was, in one of three faces."""

    feeling = FacesField(
        lazy("Et pour vous, c’était comment ?"),
        [
            Choice(key.value, said, score=words.FEELING_SCORES[key])
            for key, said in words.FEELINGS.items()
        ],
    )

    def felt(self) -> Feeling:
        """Give the face."""
        return Feeling(str(self.feeling.data))
