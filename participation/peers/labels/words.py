"""Words and drawings for every enum of peer help; none outside a screen names health or justice."""

from participation.foundation.i18n import lazy
from participation.peers.rules.kinds import (
    AbsenceKind,
    AssignmentState,
    AttendanceMark,
    BookingState,
    Feeling,
    Gender,
    Invited,
    LanguageLevel,
    ReminderChannel,
    RequestState,
    RosterState,
    SlotKind,
    SlotState,
    Status,
    StopReason,
    Topic,
)

STATUSES = {
    Status.EMPLOYEE: lazy("Salarié"),
    Status.INSERTION: lazy("Salarié en insertion"),
    Status.CIVIC_SERVICE: lazy("Volontaire en service civique"),
    Status.VOLUNTEER: lazy("Bénévole"),
    Status.FLAT_SHARE: lazy("Étudiant en colocation"),
    Status.PROFESSIONAL: lazy("Professionnel"),
}
LEVELS = {
    LanguageLevel.LITTLE: lazy("Un peu"),
    LanguageLevel.WELL: lazy("Bien"),
    LanguageLevel.NATIVE: lazy("C’est ma langue"),
}
TOPICS = {
    Topic.STREET: lazy("La rue"),
    Topic.HABITS: lazy("Alcool, drogues, jeux"),
    Topic.MIND: lazy("Le moral, la tête"),
    Topic.INSIDE: lazy("La prison"),
    Topic.ROAD: lazy("L’exil, la route"),
    Topic.BODY: lazy("La santé, le corps"),
    Topic.FAMILY: lazy("La famille, les enfants"),
    Topic.WORK: lazy("Le travail"),
    Topic.PAPERS: lazy("Les papiers, les droits"),
    Topic.HOME: lazy("Le logement"),
    Topic.AROUND: lazy("Se sentir seul"),
}
"""On the screen alone: never on a slip, in a message, in a calendar or in an address."""
TOPIC_PICTURES = {
    Topic.STREET: "umbrella",
    Topic.HABITS: "alcohol",
    Topic.MIND: "mind",
    Topic.INSIDE: "key",
    Topic.ROAD: "travel",
    Topic.BODY: "health",
    Topic.FAMILY: "family",
    Topic.WORK: "work",
    Topic.PAPERS: "papers",
    Topic.HOME: "house",
    Topic.AROUND: "friendship",
}
GENDERS = {
    Gender.WOMAN: lazy("Une femme"),
    Gender.MAN: lazy("Un homme"),
    Gender.UNSAID: lazy("Sans le dire"),
}
GENDER_PICTURES = {
    Gender.WOMAN: "woman",
    Gender.MAN: "man",
    Gender.UNSAID: "person",
}
SLOTS = {
    SlotKind.MEETING: lazy("Rencontre à deux"),
    SlotKind.DROP_IN: lazy("Permanence"),
    SlotKind.GROUP: lazy("Groupe de parole"),
    SlotKind.ROUND: lazy("Tournée dehors"),
    SlotKind.COMPANY: lazy("Accompagnement à un rendez-vous"),
    SlotKind.TRAINING: lazy("Formation"),
    SlotKind.SUPERVISION: lazy("Supervision"),
    SlotKind.PRACTICE: lazy("Analyse de la pratique"),
}
INVITED = {
    Invited.RIGHTS: lazy("Quelqu’un pour les droits et les papiers"),
    Invited.WORK: lazy("Quelqu’un pour le travail"),
    Invited.HOME: lazy("Quelqu’un pour le logement"),
    Invited.CULTURE: lazy("Quelqu’un pour les sorties"),
    Invited.PARTNER: lazy("Quelqu’un d’une autre association"),
    Invited.SERVICE: lazy("Quelqu’un d’un autre service"),
}
"""Who comes besides the team, told to those who come: by what she is there for."""
SLOT_PICTURES = {
    SlotKind.MEETING: "talk",
    SlotKind.DROP_IN: "door",
    SlotKind.GROUP: "meeting",
    SlotKind.ROUND: "walk",
    SlotKind.COMPANY: "walk-with-help",
    SlotKind.TRAINING: "school",
    SlotKind.SUPERVISION: "listener",
    SlotKind.PRACTICE: "forum",
}
SLOT_STATES = {
    SlotState.PLANNED: lazy("Prévu"),
    SlotState.HELD: lazy("A eu lieu"),
    SlotState.CANCELLED: lazy("Annulé"),
}
ASSIGNMENTS = {
    AssignmentState.PROPOSED: lazy("Proposé"),
    AssignmentState.PROMISED: lazy("Promis"),
    AssignmentState.DECLINED: lazy("Refusé"),
    AssignmentState.COVER_WANTED: lazy("Cherche un remplaçant"),
    AssignmentState.LEFT: lazy("Remplacé"),
}
ASSIGNMENT_MARKS = {
    AssignmentState.PROPOSED: "plain",
    AssignmentState.PROMISED: "better",
    AssignmentState.DECLINED: "plain",
    AssignmentState.COVER_WANTED: "worse",
    AssignmentState.LEFT: "plain",
}
"""How the badge of a state looks."""
BOOKINGS = {
    BookingState.BOOKED: lazy("Réservé"),
    BookingState.CANCELLED: lazy("Annulé"),
    BookingState.CAME: lazy("Venu"),
    BookingState.ABSENT: lazy("Pas venu"),
    BookingState.WAITING: lazy("En attente d’une place"),
    BookingState.OFFERED: lazy("Une place est gardée pour vous"),
}
ATTENDANCES = {
    AttendanceMark.UNMARKED: lazy("Pas encore noté"),
    AttendanceMark.CAME: lazy("Nous nous sommes vus"),
    AttendanceMark.NOT_SEEN: lazy("Nous ne nous sommes pas vus"),
    AttendanceMark.PUT_OFF: lazy("Remis à un autre jour"),
}
CHANNELS = {
    ReminderChannel.NOTHING: lazy("Pas de rappel"),
    ReminderChannel.SLIP: lazy("Un ticket imprimé"),
    ReminderChannel.SMS: lazy("Un SMS"),
    ReminderChannel.VOICE: lazy("Un appel"),
    ReminderChannel.EMAIL: lazy("Un e-mail"),
}
CHANNEL_PICTURES = {
    ReminderChannel.NOTHING: "no-comment",
    ReminderChannel.SLIP: "papers",
    ReminderChannel.SMS: "phone",
    ReminderChannel.VOICE: "listening",
    ReminderChannel.EMAIL: "letter",
}
REQUESTS = {
    RequestState.WAITING: lazy("En attente"),
    RequestState.PROMISED: lazy("Réponse promise"),
    RequestState.ANSWERED: lazy("Répondu"),
    RequestState.WITHDRAWN: lazy("Annulée"),
}
ROSTERS = {
    RosterState.DRAFT: lazy("En préparation"),
    RosterState.SOLVING: lazy("Calcul en cours"),
    RosterState.PROPOSED: lazy("Proposition à relire"),
    RosterState.PUBLISHED: lazy("Publié"),
    RosterState.STOPPED: lazy("Arrêté"),
}
FEELINGS = {
    Feeling.DIFFICULT: lazy("Difficile"),
    Feeling.ALL_RIGHT: lazy("Ça va"),
    Feeling.EASY: lazy("Facile"),
}
FEELING_SCORES = {Feeling.EASY: 5, Feeling.ALL_RIGHT: 3, Feeling.DIFFICULT: 1}
"""Which drawn face stands for each."""
STOPS = {
    StopReason.BY_HERSELF: lazy("J’ai besoin d’arrêter"),
    StopReason.AFTER_DIFFICULT: lazy("Après un moment difficile"),
    StopReason.BY_REFERENT: lazy("Avec mon référent"),
}
ABSENCES = {
    AbsenceKind.AWAY: lazy("Absent"),
    AbsenceKind.BUSY: lazy("Occupé"),
    AbsenceKind.STOPPED: lazy("En pause"),
}
WEEKDAYS = (
    lazy("Lundi"),
    lazy("Mardi"),
    lazy("Mercredi"),
    lazy("Jeudi"),
    lazy("Vendredi"),
    lazy("Samedi"),
    lazy("Dimanche"),
)
"""As `WeeklyTime.weekday` counts: 0 is Monday."""
