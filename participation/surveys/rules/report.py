"""From the counts of a wave to what may be shown of it: one publication, the same everywhere."""

from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from participation.organisations.rules.thresholds import Threshold

from .alternatives import Sum
from .anonymity import protect
from .comparison import Change, changes, modes_differ
from .counts import Wave
from .findings import TOP, Findings, Shape, find
from .lines import Groups, Line, LineKind, shown
from .publication import Hidden, ProtectedTable, fill
from .questions import COUNTED, Question, Questionnaire, Text
from .scores import Share, share
from .significance import Group

RESPONSES, LISTENED = "responses", "listened"
REMEMBERED = 64


@dataclass(frozen=True, slots=True)
class Publication:
    """All that may be shown of a wave; cut a reader's part with `seen_by`."""

    lines: tuple[Line, ...]
    left_out: frozenset[int]
    """Services too small to be shown in any way, totals included."""
    findings: tuple[Findings, ...]
    themes: Mapping[str, Text]
    """Theme of some question → the words that residents read above it."""
    channels: ProtectedTable
    aids: ProtectedTable
    languages: ProtectedTable
    listened: ProtectedTable
    tongues: ProtectedTable
    """Messages by language."""
    messages: Findings | None = None
    """Messages by theme, once their reading is over."""

    def seen_by(self, service_ids: Collection[int]) -> "Publication":
        """Keep the lines whose services may all be seen by one reader; figures stay as they are."""
        seen = frozenset(service_ids)
        lines = tuple(line for line in self.lines if line.service_ids <= seen)
        rows = [line.key for line in lines]
        return Publication(
            lines=lines,
            left_out=self.left_out & seen,
            findings=tuple(each.only(rows) for each in self.findings),
            themes=self.themes,
            channels=_only(self.channels, rows),
            aids=_only(self.aids, rows),
            languages=_only(self.languages, rows),
            listened=_only(self.listened, rows),
            tongues=_only(self.tongues, rows),
            messages=self.messages.only(rows) if self.messages else None,
        )

    def line(self, key: str) -> Line | None:
        """Give a line by key, or nothing when this reader has none of that name."""
        return next((line for line in self.lines if line.key == key), None)

    def line_of(self, service_id: int) -> Line | None:
        """Give the line that shows a service, alone or merged."""
        kinds = (LineKind.SERVICE, LineKind.MERGED)
        return next(
            (x for x in self.lines if x.kind in kinds and service_id in x.service_ids), None
        )

    def may_quote(self, theme: int, service_id: int, language: str) -> bool:
        """Say whether a message of a service and a language may be quoted under a theme.

        The count of the smallest line that tells of this service must be shown: quoted on a larger
        line alone, it would be known to come from one of the few whose count is hidden. Nor may
        few messages there be in its language, which would tell whose it is.
        """
        line = self._smallest(self.messages.table.rows if self.messages else (), service_id)
        spoken = self._smallest(self.tongues.rows, service_id)
        if line is None or spoken is None or language not in self.tongues.columns:
            return False
        few = self.tongues.cell(spoken.key, language) in {Hidden.FEW_ANSWERS, Hidden.WITHHELD}
        return not few and self.tells(theme, line)

    def _smallest(self, rows: Collection[str], service_id: int) -> Line | None:
        own = [x for x in self.lines if x.key in rows and service_id in x.service_ids]
        return min(own, key=lambda line: len(line.service_ids), default=None)

    def tells(self, theme: int, line: Line) -> bool:
        """Say whether a line shows how many of its messages speak of a theme."""
        column = f"v{theme}"
        if self.messages is None or (line.key, column) not in self.messages.table.cells:
            return False
        return not isinstance(self.messages.table.share(line.key, column), Hidden)

    def share_then(self, line: Line, name: str) -> Share | Hidden | None:
        """Give a share of content people in this wave for a line of a later one.

        None when other services made that line, or when the question was not asked on a scale.
        """
        then, asked = self.line(line.key), self.finding(name)
        if then is None or then.service_ids != line.service_ids:
            return None
        if asked is None or asked.shape is not Shape.SCALE:
            return None
        return asked.share(then)

    def finding(self, name: str) -> Findings | None:
        """Give what is known of a question by its name."""
        return next((each for each in self.findings if each.question.name == name), None)


@dataclass(frozen=True, slots=True)
class Compared:
    """A question in two waves; `change` is None when one of the two is hidden or was not asked."""

    before: Share | None
    change: Change | None


def publish(wave: Wave) -> Publication:
    """Give the one publication of a wave; the same counts are worked out once per process.

    Whoever reads it finds the same lines and the same figures hidden. Pages, exports and papers
    cut their lines from it (`seen_by`), so that no two of them undo each other.
    """
    key = repr((wave.sheets, wave.questionnaire, wave.messages))
    if key not in _remembered:
        _remembered[key] = _publish(wave)
        while len(_remembered) > REMEMBERED:
            _remembered.popitem(last=False)
    return _remembered[key]


_remembered: OrderedDict[str, Publication] = OrderedDict()


def response_rate(line: Line) -> Share | None:
    """Give responses over people present (AAPOR RR1 of a census); None when more than all came.

    Its interval is a point: everybody present was invited, nothing was drawn.
    """
    if not line.population or line.responses > line.population:
        return None
    return share(line.responses, line.population, line.population)


def compare(now: Publication, before: Publication, line: Line) -> dict[str, Compared]:
    """Compare one line in two waves, question by question, matched by name.

    Chances are corrected together (Holm) over the questions of the line. Only lines made of the
    same services are compared.
    """
    earlier = before.line(line.key)
    if earlier is None or earlier.service_ids != line.service_ids:
        return {}
    pairs: list[tuple[Group, Group]] = []
    names: list[tuple[str, Share]] = []
    for finding in now.findings:
        old = before.finding(finding.question.name)
        if finding.shape is not Shape.SCALE or old is None or old.shape is not Shape.SCALE:
            continue
        here, there = finding.share(line, TOP), old.share(earlier, TOP)
        if isinstance(here, Hidden) or isinstance(there, Hidden):
            continue
        names.append((finding.question.name, there))
        pairs.append((_group(there, earlier, old), _group(here, line, finding)))
    found = zip(names, changes(pairs), strict=True)
    return {name: Compared(there, change) for (name, there), change in found}


def modes_moved(now: Publication, before: Publication, line: Line) -> bool | None:
    """Say whether answers came by other ways than before; None when the ways are hidden."""
    earlier = before.line(line.key)
    for old, new in ((before.channels, now.channels), (before.aids, now.aids)):
        if earlier is None or earlier.key not in old.rows or line.key not in new.rows:
            return None
        first = old.counts(earlier.key, [c for c in old.columns if c != RESPONSES])
        second = new.counts(line.key, [c for c in new.columns if c != RESPONSES])
        if isinstance(first, Hidden) or isinstance(second, Hidden):
            return None
        if modes_differ(first, second):
            return True
    return False


def _only(table: ProtectedTable, rows: Sequence[str]) -> ProtectedTable:
    """Keep the lines that a table has: details are there for the large ones alone."""
    return table.only([row for row in rows if row in table.rows])


def _group(found: Share, line: Line, finding: Findings) -> Group:
    population = None if finding.question.relevant else line.population
    return Group(found.hits, found.answered, population)


def _asked(wave: Wave) -> tuple[Question, ...]:
    return tuple(each for each in wave.questionnaire.questions() if each.kind in COUNTED)


def _publish(wave: Wave) -> Publication:
    sheets, left_out = shown(wave.sheets)
    groups = Groups(sheets)
    themes = wave.messages if groups.members else None
    return Publication(
        lines=groups.lines(),
        left_out=left_out,
        findings=tuple(find(each, groups) for each in _asked(wave) if groups.members),
        themes=themes_of(wave.questionnaire),
        channels=_manner(groups, [sheet.channels for sheet in sheets]),
        aids=_manner(groups, [sheet.aids for sheet in sheets]),
        languages=_manner(groups, [sheet.languages for sheet in sheets]),
        listened=_manner(
            groups,
            [
                {LISTENED: sheet.listened, "read": sheet.responses - sheet.listened}
                for sheet in sheets
            ],
        ),
        tongues=_manner(groups, [sheet.tongues for sheet in sheets]),
        messages=find(themes, groups) if themes else None,
    )


def themes_of(questionnaire: Questionnaire) -> dict[str, Text]:
    """Name each theme by the group of its questions; the inner group is the one residents read."""
    return {
        item.theme: group.label
        for group in questionnaire.groups()
        for item in group.items
        if isinstance(item, Question) and item.theme
    }


def _manner(groups: Groups, given: Sequence[Mapping[str, int]]) -> ProtectedTable:
    """Protect how responses came: by channel, aid or language, of all responses.

    The way of answering is no answer: that all came by the kiosk may be said, that two came by
    paper may not. How many responded stands on every page, so a table that would rest on hiding it
    protects nobody: then the large lines alone are shown, or nothing.
    """
    nothing = ProtectedTable((), (), {}, {}, Threshold.INTERNAL)
    if not groups.members:
        return nothing
    by_service = dict(zip(groups.sheets, given, strict=True))

    def count(row: str, name: str) -> int:
        return groups.add(row, lambda key: by_service[key].get(name, 0))

    names = sorted({name for each in given for name, count in each.items() if count}) or ["none"]
    for rows, sums in ((tuple(groups.members), groups.sums), groups.large()):
        counts = {(row, name): count(row, name) for row in rows for name in names}
        table = fill(counts, row_sums=sums, column_sums=[Sum(RESPONSES, tuple(names))])
        found = protect(table, Threshold.INTERNAL)
        if not any(isinstance(found.cell(row, RESPONSES), Hidden) for row in found.rows):
            return found
    return nothing
