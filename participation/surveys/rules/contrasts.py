"""Every "better" and "worse" of one page, from what is published alone, by two families."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from .association import Sampled, rao_scott
from .columns import Shape
from .comparison import SMALLEST_CHANGE, Change, Verdict, judge
from .findings import REST, TOP, Findings, own_places
from .intervals import LEVEL
from .lines import ELEMENTARY, Line, LineKind
from .publication import Hidden
from .report import Publication
from .scores import Share
from .significance import Group, chance, holm, mann_whitney
from .stages import Trait
from .standard import Standardised, Unequal, less, standardise
from .weighting import Stratum, Unweighted, WeightedShare, weigh, why_not

MANY_WAVES = 3
"""From this many waves on, the first and the last are compared too."""


@dataclass(frozen=True, slots=True)
class Tested:
    """A difference tested without an interval: what may be said, after correction."""

    difference: float
    chance: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Compared:
    """A question in two waves; `change` is None when one of the two is hidden or was not asked."""

    before: Share | None
    change: Change | None
    scale: Tested | None = None
    """The whole scale (Mann-Whitney), where every face may be shown in both waves: the chance
    that someone of now is above someone of before, less one half."""
    weighted: Tested | None = None
    """Each part by the people present in both waves (Rao-Scott), where it can be weighed."""
    equal: Mapping[Trait, Standardised | Unequal] = field(default_factory=dict)
    """The change if as many had answered in each way both times, one trait at a time."""


@dataclass(frozen=True, slots=True)
class Contrasts:
    """What one page calls better or worse."""

    questions: Mapping[str, Compared] = field(default_factory=dict)
    """Question → the line being read, against the wave before."""
    services: Mapping[str, Change] = field(default_factory=dict)
    """Line → against all others together, for the question chosen."""
    services_equal: Mapping[str, Mapping[Trait, Standardised | Unequal]] = field(
        default_factory=dict
    )
    """The same if as many had answered in each way there and elsewhere."""
    since_first: Mapping[str, Change] = field(default_factory=dict)
    """Line → against the first wave where it can be read, for the question chosen."""


def compare(now: Publication, before: Publication, line: Line) -> Mapping[str, Compared]:
    """Compare one line in two waves, question by question, matched by the bank or by name."""
    return contrast(now, [before], line).questions


def contrast(
    now: Publication, earlier: Sequence[Publication], line: Line | None, chosen: str = ""
) -> Contrasts:
    """Compare all that one page compares; `earlier` are the waves before, the oldest first.

    Two families, the chances of each corrected together (Holm 1979): a line against the wave
    before, over all questions; and the chosen question over all lines, side by side and since the
    first wave. In each, one false "better" or "worse" stays under 5 %; and a comparison is judged
    alike whatever else an address chooses, on the page, on paper and in files. Nothing is read but
    what is published, so that nothing can be learnt from a flag that the figures beside it do not
    tell.
    """
    of_line, of_question = _Family(), _Family()
    if line is not None and earlier:
        _questions(of_line, now, earlier[-1], line)
    if (finding := now.finding(chosen)) and finding.shape is Shape.SCALE:
        _services(of_question, now, finding)
        if len(earlier) + 1 >= MANY_WAVES:
            _since_first(of_question, now, earlier, finding)
    return replace(of_question.judged(), questions=of_line.judged().questions)


def weighed(publication: Publication, findings: Findings, line: Line) -> WeightedShare | Unweighted:
    """Give the share of a line in which each part counts by the people present, or why not."""
    parts = _strata(publication, findings, line)
    return parts if isinstance(parts, Unweighted) else weigh(parts)


class _Family:
    """Tests made together, with what each will become once all chances are known."""

    def __init__(self) -> None:
        self.chances: list[float] = []
        self.pairs: dict[tuple[str, str], tuple[int, Group, Group]] = {}
        self.tests: dict[tuple[str, str], tuple[int, float]] = {}
        self.before: dict[str, Share] = {}
        self.equal: dict[str, dict[Trait, Standardised | Unequal]] = {}
        self.apart: dict[str, dict[Trait, Standardised | Unequal]] = {}

    def pair(self, kind: str, name: str, before: Group, after: Group) -> None:
        """Add a comparison of two shares."""
        self.pairs[kind, name] = (len(self.chances), before, after)
        self.chances.append(chance(before, after))

    def test(self, kind: str, name: str, difference: float, seen: float) -> None:
        """Add a test that has its own chance."""
        self.tests[kind, name] = (len(self.chances), difference)
        self.chances.append(seen)

    def judged(self) -> Contrasts:
        """Correct all chances together and say what may be said."""
        corrected = holm(self.chances)
        changed = {
            at: judge(before, after, corrected[i]) for at, (i, before, after) in self.pairs.items()
        }
        tested = {at: _tested(moved, corrected[i]) for at, (i, moved) in self.tests.items()}
        return Contrasts(
            questions={
                name: Compared(
                    share,
                    changed["question", name],
                    tested.get(("scale", name)),
                    tested.get(("weighted", name)),
                    self.equal.get(name, {}),
                )
                for name, share in self.before.items()
            },
            services={name: one for (kind, name), one in changed.items() if kind == "service"},
            services_equal=self.apart,
            since_first={name: one for (kind, name), one in changed.items() if kind == "first"},
        )


def _tested(difference: float, corrected: float) -> Tested:
    verdict = Verdict.SAME_OR_UNKNOWN
    if corrected < 1 - LEVEL and abs(difference) >= SMALLEST_CHANGE - 1e-9:
        verdict = Verdict.BETTER if difference > 0 else Verdict.WORSE
    return Tested(difference, corrected, verdict)


def _questions(family: _Family, now: Publication, before: Publication, line: Line) -> None:
    """Compare the line with the wave before; only lines made of the same services are."""
    earlier = before.line(line.key)
    if earlier is None or earlier.service_ids != line.service_ids:
        return
    for finding in now.findings:
        name = finding.question.name
        old = before.alike(finding.question)
        if finding.shape is not Shape.SCALE or old is None or old.shape is not Shape.SCALE:
            continue
        here, there = finding.share(line), old.share(earlier)
        if isinstance(here, Hidden) or isinstance(there, Hidden):
            continue
        family.before[name] = there
        family.equal[name] = _equal(now, finding, before, old, line)
        family.pair("question", name, _group(there, earlier, old), _group(here, line, finding))
        if scales := _faces(old, earlier, finding, line):
            above, seen = mann_whitney(*scales)
            family.test("scale", name, above - 0.5, seen)
        first, second = _strata(before, old, earlier), _strata(now, finding, line)
        if not isinstance(first, Unweighted) and not isinstance(second, Unweighted):
            family.test("weighted", name, *_weighted_change(first, second))


def _equal(
    now: Publication, finding: Findings, before: Publication, old: Findings, line: Line
) -> dict[Trait, Standardised | Unequal]:
    """Hold each way of answering equal, where either wave knows it."""
    then = before.line(line.key)
    people = tuple(
        None if each.question.relevant or at is None else at.population
        for each, at in ((old, then), (finding, line))
    )
    found: dict[Trait, Standardised | Unequal] = {}
    for trait in Trait:
        first = before.parts.get((line.key, old.question.name, trait), {})
        second = now.parts.get((line.key, finding.question.name, trait), {})
        if first and second:
            found[trait] = standardise(first, second, (people[0], people[1]))
        elif trait is not Trait.STAY:
            found[trait] = Unequal.FEW_ANSWERS
    return found


def _services(family: _Family, now: Publication, finding: Findings) -> None:
    """Compare each service with all others together: what the whole shows, less her own."""
    whole = next((x for x in now.lines if x.kind is LineKind.WHOLE), None)
    everyone = finding.share(whole) if whole else Hidden.PROTECTS_ANOTHER
    if whole is None or isinstance(everyone, Hidden):
        return
    for line in now.lines:
        own = finding.share(line)
        if line.kind not in ELEMENTARY or isinstance(own, Hidden):
            continue
        if own.answered == everyone.answered or not own.answered:
            continue
        people = None if finding.question.relevant else whole.population - line.population
        others = Group(everyone.hits - own.hits, everyone.answered - own.answered, people)
        family.pair("service", line.key, others, _group(own, line, finding))
        sizes = (people, None if people is None else line.population)
        family.apart[line.key] = _apart(now, finding.question.name, (whole.key, line.key), sizes)


def _apart(
    now: Publication, name: str, keys: tuple[str, str], people: tuple[int | None, int | None]
) -> dict[Trait, Standardised | Unequal]:
    """Hold each way of answering equal between a line and all others, where both are told alike."""
    found: dict[Trait, Standardised | Unequal] = {}
    for trait in Trait:
        whole, own = (now.parts.get((key, name, trait), {}) for key in keys)
        if others := less(whole, own):
            found[trait] = standardise(others, own, people)
        elif trait is not Trait.STAY:
            found[trait] = Unequal.FEW_ANSWERS
    return found


def _since_first(
    family: _Family, now: Publication, earlier: Sequence[Publication], finding: Findings
) -> None:
    for line in now.lines:
        own = finding.share(line)
        if isinstance(own, Hidden) or not own.answered:
            continue
        for wave in earlier:
            then, old = wave.line(line.key), wave.alike(finding.question)
            told = wave.share_then(line, finding.question)
            if isinstance(told, Share) and told.answered and then and old:
                before = _group(told, then, old)
                family.pair("first", line.key, before, _group(own, line, finding))
                break


def _faces(
    old: Findings, earlier: Line, finding: Findings, line: Line
) -> tuple[dict[int, int], dict[int, int]] | None:
    """Give the counts by place of both waves, where each face may be shown in both."""
    found = []
    for each, at in ((old, earlier), (finding, line)):
        parts = each.parts(at)
        if not parts or any(part.column is None for part in parts):
            return None
        found.append(own_places(parts))
    return (found[0], found[1]) if found[0].keys() == found[1].keys() else None


def _strata(publication: Publication, findings: Findings, line: Line) -> list[Stratum] | Unweighted:
    """Give the parts of a line with what is shown of each, or why they cannot be weighed.

    Its services; or its poles, which are larger, where a service is hidden.
    """
    if line.kind in ELEMENTARY:
        return Unweighted.ONE_PART
    if findings.question.relevant:
        return Unweighted.MARGIN_UNKNOWN
    inside = [x for x in publication.lines if x.service_ids < line.service_ids]
    services = [x for x in inside if x.kind in ELEMENTARY]
    poles = [x for x in inside if x.kind is LineKind.POLE]
    outside = [x for x in services if not any(x.service_ids <= each.service_ids for each in poles)]
    for parts in (services, poles + outside):
        told = [(part, findings.share(part)) for part in parts]
        found = [
            Stratum(share.hits, share.answered, part.population)
            for part, share in told
            if not isinstance(share, Hidden)
        ]
        if found and len(found) == len(told):
            return why_not(found) or found
    return Unweighted.HIDDEN_PART


def _weighted_change(before: Sequence[Stratum], after: Sequence[Stratum]) -> tuple[float, float]:
    """Give the difference of both weighted shares, and its chance by Rao and Scott."""
    sampled = [
        Sampled(
            {(wave, TOP): part.hits, (wave, REST): part.answered - part.hits},
            part.population,
            part.population / part.answered,
        )
        for wave, parts in (("before", before), ("after", after))
        for part in parts
    ]
    first, second = (
        sum(part.share * part.population for part in parts) / sum(part.population for part in parts)
        for parts in (before, after)
    )
    return second - first, rao_scott(sampled).chance


def _group(found: Share, line: Line, finding: Findings) -> Group:
    population = None if finding.question.relevant else line.population
    return Group(found.hits, found.answered, population)
