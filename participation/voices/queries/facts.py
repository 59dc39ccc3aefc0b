"""What somebody said under her own name, for herself."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.accounts.models import User
from participation.accounts.queries.facts import Facts
from participation.foundation.scope import within
from participation.organisations.queries import list_services
from participation.voices.models import Voice


def tell_facts(session: Session, user: User) -> Mapping[str, Sequence[Facts]]:
    """Give the messages that bear her name; those without a name are nobody's."""
    with within(session, {one.id for one in list_services(session)}):
        found = session.execute(
            select(Voice.theme, Voice.wish, Voice.language, Voice.text, Voice.sound.is_not(None))
            .where(Voice.author_id == user.id)
            .order_by(Voice.key)
        ).all()
    return {
        "messages_to_the_council": [
            {
                "theme": theme.value,
                "wish": wish,
                "language": language,
                "text": text,
                "has_sound": str(has_sound),
            }
            for theme, wish, language, text, has_sound in found
        ]
    }
