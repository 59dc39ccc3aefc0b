"""What was counted of a wave: one sheet of counts a service, before anything is hidden."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .questions import Question, Questionnaire
from .stages import Trait


@dataclass(frozen=True, slots=True)
class Sheet:
    """Counts of one service in one wave; to be shown only through a report."""

    service_id: int
    population: int
    pole: str = ""
    """Key of the group of services that are added up together; empty for none."""
    stands_alone: bool = False
    """Never merged with others: protected mode, women's shelter, programme for offenders."""
    responses: int = 0
    """Given by the residents themselves, helped or not."""
    values: Mapping[int, Mapping[int, int]] = field(default_factory=dict)
    """Question number → stored value → answers."""
    choosers: Mapping[int, int] = field(default_factory=dict)
    """Questions with several choices: number → people who chose something."""
    channels: Mapping[str, int] = field(default_factory=dict)
    aids: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    listened: int = 0
    tongues: Mapping[str, int] = field(default_factory=dict)
    """Language → people at least who left a message in it, written or spoken."""
    proxies: int = 0
    """Responses given instead of the resident: in none of the counts above."""
    proxy_values: Mapping[int, Mapping[int, int]] = field(default_factory=dict)
    traits: Mapping[Trait, Mapping[str, Mapping[int, Mapping[int, int]]]] = field(
        default_factory=dict
    )
    """Way of answering → part → question → stored value → answers, of the residents themselves."""
    spoken: Mapping[str, int] = field(default_factory=dict)
    """People present by the language they use, counted on the opening day; empty: not known."""


@dataclass(frozen=True, slots=True)
class Wave:
    """A whole wave, all its services: what one reader sees is cut from it after protection."""

    questionnaire: Questionnaire
    sheets: tuple[Sheet, ...]
    messages: Question | None = None
    """Themes of the messages, once two people have read them."""
