"""What keeps teams from coming in by the directory of their association."""

from sqlalchemy.exc import SQLAlchemyError

from participation.accounts.adapters.asking import SilentError
from participation.accounts.adapters.provider import UnprovedError, is_offered, provider_of
from participation.accounts.queries import list_break_glass
from participation.foundation import clock
from participation.settings import Directory

from .findings import Finding, Findings, Weight
from .opening import House


def look_at_directories(house: House) -> Findings:
    """Say what is wrong with each directory, and where nobody could come in without it."""
    directories = house.settings.directories
    if directories and not is_offered():
        yield Finding(
            Weight.MISSING,
            "A directory is set, but the program cannot speak to it: only passwords open.",
            "pip install 'participation[oidc]'",
        )
        return
    try:
        known = {slug: key for key, slug in house.organisations()} if directories else {}
    except SQLAlchemyError:
        return  # said already: the database, or its steps
    for slug, directory in directories.items():
        yield from _answer(slug, directory)
        if slug in known:
            yield from _keepers(house, slug, known[slug])
        else:
            yield Finding(
                Weight.MISSING,
                f"A directory is set for {slug}, which is no association here.",
                "Write the association's short name in PARTICIPATION_DIRECTORIES.",
            )


def _answer(slug: str, directory: Directory) -> Findings:
    try:
        provider_of(directory)
    except SilentError:
        yield Finding(
            Weight.MISSING,
            f"The directory of {slug} does not answer at {directory.issuer}.",
            "Check its address, the network and the firewall; passwords of administrators open.",
        )
    except UnprovedError:
        yield Finding(
            Weight.UNSAFE,
            f"What answers at {directory.issuer} is not the directory of {slug}.",
            "Write the issuer letter by letter as its own document says it.",
        )


def _keepers(house: House, slug: str, key: int) -> Findings:
    with house.acting(key, writing=False) as act:
        keepers = list_break_glass(act.session, clock.today())
    if not keepers:
        yield Finding(
            Weight.MISSING,
            f"Nobody administers {slug} by password: without the directory nobody comes in.",
            "Give the role of administrator by hand to somebody who has a password.",
        )
