"""The paper that certifies hours given or learnt: a line each, their sum, a place to sign."""

import datetime as dt
from dataclasses import asdict, dataclass
from pathlib import Path

from participation.foundation.papers import facts_of, print_paper

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate in words already chosen; the last cell of each row is its length."""

    locale: str
    title: str
    subtitle: str
    sentence: str
    headings: tuple[str, str, str, str]
    rows: tuple[tuple[str, str, str, str], ...]
    total: str
    sign: str
    foot: str


def print_certificate(paper: Certificate, *, cache: Path, printed_at: dt.datetime) -> bytes:
    """Give the certificate as a tagged PDF (PDF/UA-1), A4."""
    facts = facts_of(paper.locale, asdict(paper))
    return print_paper(HERE / "certificate.typ", facts, cache=cache, printed_at=printed_at)
