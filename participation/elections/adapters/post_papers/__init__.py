"""Papers for voting by post: the notice that goes with the two envelopes, and their labels."""

import datetime as dt
from dataclasses import asdict, dataclass
from pathlib import Path

from participation.foundation.languages import find
from participation.foundation.papers import fonts_for, print_paper

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class PostPaper:
    """How to vote by post, in steps, and a label for each outer envelope: a name, a signature."""

    locale: str
    title: str
    subtitle: str
    steps: tuple[str, ...]
    until: str
    help: str
    labels_title: str
    labels_note: str
    label: str
    sign: str
    names: tuple[str, ...]


def print_post(paper: PostPaper, *, cache: Path, printed_at: dt.datetime) -> bytes:
    """Give the notice and the sheets of labels (2 × 7, A4) as a tagged PDF."""
    language = find(paper.locale)
    facts = {
        **asdict(paper),
        "lang": language.html.partition("-")[0],
        "dir": language.direction,
        "fonts": list(fonts_for(paper.locale)),
    }
    return print_paper(HERE / "post.typ", facts, cache=cache, printed_at=printed_at)
