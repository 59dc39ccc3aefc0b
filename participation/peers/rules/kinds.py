"""The words of peer help; a value never names health or justice, since values reach logs."""

from enum import StrEnum


class Status(StrEnum):
    """In which quality somebody helps; the dated law says what each may do."""

    EMPLOYEE = "employee"
    INSERTION = "insertion"
    CIVIC_SERVICE = "civic-service"
    VOLUNTEER = "volunteer"
    FLAT_SHARE = "flat-share"
    PROFESSIONAL = "professional"


class LanguageLevel(StrEnum):
    """How well a helper speaks a language, in her own opinion."""

    LITTLE = "little"
    WELL = "well"
    NATIVE = "native"


class Topic(StrEnum):
    """What a talk is about, or what a helper has lived and wants to be known for."""

    STREET = "street"
    HABITS = "habits"
    MIND = "mind"
    INSIDE = "inside"
    ROAD = "road"
    BODY = "body"
    FAMILY = "family"
    WORK = "work"
    PAPERS = "papers"
    HOME = "home"
    AROUND = "around"


class Gender(StrEnum):
    """How a helper wants to be known to those who ask for a woman or a man."""

    WOMAN = "woman"
    MAN = "man"
    UNSAID = "unsaid"


class SlotKind(StrEnum):
    """What is scheduled."""

    MEETING = "meeting"
    DROP_IN = "drop-in"
    GROUP = "group"
    ROUND = "round"
    COMPANY = "company"
    TRAINING = "training"
    SUPERVISION = "supervision"
    PRACTICE = "practice"


LIKED = (SlotKind.MEETING, SlotKind.DROP_IN, SlotKind.GROUP, SlotKind.ROUND, SlotKind.COMPANY)
"""What a helper may like better; learning and being heard are for everybody."""


class Invited(StrEnum):
    """Who comes from outside the team, by what she is there for: never a name, never a house."""

    RIGHTS = "rights"
    WORK = "work"
    HOME = "home"
    CULTURE = "culture"
    PARTNER = "partner"
    SERVICE = "service"


SUPPORT_KINDS = frozenset(
    {SlotKind.MEETING, SlotKind.DROP_IN, SlotKind.GROUP, SlotKind.ROUND, SlotKind.COMPANY}
)
"""Direct support of somebody; the rest is for the helper herself."""
SUPERVISION_KINDS = frozenset({SlotKind.SUPERVISION, SlotKind.PRACTICE})
"""Where helpers speak of their own work with somebody from outside."""


class SlotState(StrEnum):
    """Where something scheduled stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class AssignmentState(StrEnum):
    """Where a helper stands towards something scheduled."""

    PROPOSED = "proposed"
    PROMISED = "promised"
    DECLINED = "declined"
    COVER_WANTED = "cover-wanted"
    LEFT = "left"


class BookingState(StrEnum):
    """Where a resident stands towards something scheduled."""

    BOOKED = "booked"
    CANCELLED = "cancelled"
    CAME = "came"
    ABSENT = "absent"
    WAITING = "waiting"
    OFFERED = "offered"


class AttendanceMark(StrEnum):
    """What was noted afterwards: coded, never in words, and nobody's fault."""

    UNMARKED = "unmarked"
    CAME = "came"
    NOT_SEEN = "not-seen"
    PUT_OFF = "put-off"


class ReminderChannel(StrEnum):
    """How somebody wants to be reminded; nothing at all is a choice too."""

    NOTHING = "nothing"
    SLIP = "slip"
    SMS = "sms"
    VOICE = "voice"
    EMAIL = "email"


class RequestState(StrEnum):
    """Where a request stands that nobody could take at once."""

    WAITING = "waiting"
    PROMISED = "promised"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class RosterState(StrEnum):
    """Where a roster stands."""

    DRAFT = "draft"
    SOLVING = "solving"
    PROPOSED = "proposed"
    PUBLISHED = "published"
    STOPPED = "stopped"


class Feeling(StrEnum):
    """How a helper says that it was, in one touch."""

    EASY = "easy"
    ALL_RIGHT = "all-right"
    DIFFICULT = "difficult"


class StopReason(StrEnum):
    """Which button stopped her day; why she pressed it is never asked."""

    BY_HERSELF = "by-herself"
    AFTER_DIFFICULT = "after-difficult"
    BY_REFERENT = "by-referent"


class AbsenceKind(StrEnum):
    """Why a time is not free; no more is kept than this."""

    AWAY = "away"
    BUSY = "busy"
    STOPPED = "stopped"
