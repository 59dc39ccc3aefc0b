"""Statements written once a worker: a new engine finds those of the engines before it."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, make_url
from sqlalchemy.exc import OperationalError

KEPT = 4000
"""Statements of the whole suite, of which a program needs some hundreds."""
SQLITE = "sqlite://"


def sharing(create: Callable[..., Engine]) -> Callable[..., Engine]:
    """Give what makes engines that speak through one dialect, and remember what it wrote.

    Each test opens engines of its own. SQLAlchemy writes a statement anew for each dialect, which
    takes several times as long as to run it.
    """
    first: dict[str, Engine] = {}

    def known(url: str, options: dict[str, Any]) -> Engine | None:
        """Give the engine whose dialect others use: it has met its database once."""
        key = f"{url.partition(':')[0]} {sorted(options.items())}"
        if key not in first:
            met = create(SQLITE if url.startswith("sqlite") else url, **options)
            try:
                met.connect().close()
            except OperationalError:
                return None
            finally:
                met.dispose()
            first[key] = met
        return first[key]

    def make(url: Any, **options: Any) -> Engine:
        options = {"query_cache_size": KEPT, **options}
        made = create(url, **options)
        text = make_url(url).render_as_string(hide_password=False)
        if (kept := known(text, options)) is not None:
            made.dialect, made._compiled_cache = kept.dialect, kept._compiled_cache  # noqa: SLF001
        return made

    return make
