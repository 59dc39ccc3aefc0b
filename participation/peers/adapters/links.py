"""Private addresses of people's own times, as messages carry them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.organisations.models import Service
from participation.organisations.queries import get_organisation

from .tokens import token_of


def link_of(session: Session, base_url: str, service_id: int, key: int) -> str:
    """Give the address of somebody's own time: no name, no subject, only a mark."""
    organisation = get_organisation(session)
    slug = session.scalars(select(Service.slug).where(Service.id == service_id)).one()
    token = token_of(organisation.id, key)
    return f"{base_url.rstrip('/')}/{organisation.slug}/{slug}/meet/t/{token}"


def helping_link(session: Session, base_url: str) -> str:
    """Give the address of a helper's own page."""
    return f"{base_url.rstrip('/')}/{get_organisation(session).slug}/helping"
