"""Words of messages in the reader's language, and sentences of what did not leave."""

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from participation.foundation.i18n import gettext, lazy as _, speaking, staff_lazy
from participation.settings import folder

from . import rules
from .rules import Channel, Kind, Letter, Problem, Refusal

SUBJECT = _("Un message pour vous")
"""The same for all: what shows on a locked screen tells nothing."""

KINDS = {
    Kind.SIGN_IN_LINK: staff_lazy("Lien de connexion"),
    Kind.INVITATION: staff_lazy("Invitation"),
    Kind.PASSWORD_RESET: staff_lazy("Nouveau mot de passe"),
    Kind.PASSWORD_CHANGED: staff_lazy("Mot de passe changé"),
    Kind.SURVEY_OPEN: staff_lazy("Enquête ouverte"),
    Kind.SURVEY_AGAIN: staff_lazy("Rappel d’une enquête"),
    Kind.FOLLOW_UP_LATE: staff_lazy("Réponse en retard"),
    Kind.MEETING_CALL: staff_lazy("Réunion"),
    Kind.TASK_WAITS: staff_lazy("Quelque chose à faire"),
    Kind.TIME_SOON: staff_lazy("Rappel d’un rendez-vous"),
    Kind.TIME_CHANGED: staff_lazy("Rendez-vous changé"),
    Kind.PLACE_KEPT: staff_lazy("Place qui se libère"),
}
CHANNELS = {Channel.EMAIL: staff_lazy("Courriel"), Channel.SMS: staff_lazy("SMS")}
PROBLEMS = {
    Problem.UNREACHABLE: staff_lazy("Le serveur ne répond pas."),
    Problem.REFUSED: staff_lazy("Le serveur a refusé le message."),
    Problem.ADDRESS_REFUSED: staff_lazy("Cette adresse n’existe pas ou refuse les messages."),
    Problem.TOO_LONG: staff_lazy("Le message est trop long pour un SMS."),
    Problem.UNREADABLE: staff_lazy("Le message ne peut plus être ouvert : la clé a changé."),
}
REFUSALS = {
    Refusal.NOT_AN_EMAIL: _("Écrivez une adresse comme nom@exemple.fr."),
    Refusal.NOT_A_PHONE: _("Écrivez un numéro avec des chiffres, comme 06 12 34 56 78."),
}


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder("templates")),
        autoescape=False,  # noqa: S701 - plain text, never HTML
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["_"] = gettext
    return environment


def write(
    kind: Kind, address: rules.Address, facts: dict[str, str], key: str, *, heard: bool = False
) -> Letter:
    """Write a message in the language of its reader; an SMS in the alphabet that costs least.

    `heard` says whether replies are read: only then does an SMS tell that one may answer STOP.
    """
    with speaking(address.locale):
        page = _templates().get_template(f"notifications/{kind.value}.txt.j2")
        text = page.render(channel=address.channel.value, heard=heard, **facts).strip()
        subject = str(SUBJECT)
    if address.channel is Channel.SMS:
        text = rules.plain(text)
    return Letter(address.value, subject, text, address.locale, key)
