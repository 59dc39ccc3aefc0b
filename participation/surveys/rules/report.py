"""From the counts of a wave to what may be shown of it: one publication, the same everywhere."""

from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from participation.organisations.rules.thresholds import Threshold

from .alternatives import Sum
from .anonymity import protect
from .apart import NOTHING, count_proxies, share_proxies
from .bank import origin_of
from .columns import Shape
from .counts import Sheet, Wave
from .findings import Findings, find
from .lines import Groups, Line, LineKind, shown
from .publication import Hidden, ProtectedTable, fill
from .questions import COUNTED, Question, Questionnaire, Text
from .scores import Share, share
from .traits import Manners, Parts, Place, show_parts

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
    spoken: ProtectedTable
    """People present by the language they use; empty when some service did not count them."""
    proxies: ProtectedTable
    """Responses given instead of a resident, in one column; they are in no other figure."""
    proxy_shares: Mapping[tuple[str, str], Share]
    """Large line and question → content people as told by those who answered instead of them."""
    tongues: ProtectedTable
    """People at least who left messages, by language."""
    parts: Mapping[Place, Parts] = field(default_factory=dict)
    """Line, question and way of answering → what may be shown of each part."""
    messages: Findings | None = None
    """People at least whose messages speak of each theme, once their reading is over."""

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
            spoken=_only(self.spoken, rows),
            proxies=_only(self.proxies, rows),
            proxy_shares={at: one for at, one in self.proxy_shares.items() if at[0] in rows},
            parts={at: one for at, one in self.parts.items() if at[0] in rows},
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
        few messages there be in its language, which would tell whose it is: few on the line of
        the theme or on a part of it, since many on a larger line may all come from elsewhere.
        """
        line = self._smallest(self.messages.table.rows if self.messages else (), service_id)
        spoken = self._smallest(self.tongues.rows, service_id)
        if line is None or spoken is None or language not in self.tongues.columns:
            return False
        if not spoken.service_ids <= line.service_ids:
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

    def share_then(self, line: Line, question: Question) -> Share | Hidden | None:
        """Give a share of content people in this wave for a line of a later one.

        None when other services made that line, or when the question was not asked on a scale.
        """
        then, asked = self.line(line.key), self.alike(question)
        if then is None or then.service_ids != line.service_ids:
            return None
        if asked is None or asked.shape is not Shape.SCALE:
            return None
        return asked.share(then)

    def finding(self, name: str) -> Findings | None:
        """Give what is known of a question by its name."""
        return next((each for each in self.findings if each.question.name == name), None)

    def alike(self, question: Question) -> Findings | None:
        """Give what this wave knows of a question of another one: the bank's name joins them first.

        Then its own; never where the bank says that two questions of one name are not the same.
        """
        named, origin = self.finding(question.name), origin_of(question)
        if origin is None:
            return named
        kin = [x for x in self.findings if (own := origin_of(x.question)) and own[0] == origin[0]]
        if named in kin:
            return named
        if kin:
            return kin[0]
        return None if named and origin_of(named.question) else named


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


def _only(table: ProtectedTable, rows: Sequence[str]) -> ProtectedTable:
    """Keep the lines that a table has: details are there for the large ones alone."""
    return table.only([row for row in rows if row in table.rows])


def _asked(wave: Wave) -> tuple[Question, ...]:
    return tuple(each for each in wave.questionnaire.questions() if each.kind in COUNTED)


def _publish(wave: Wave) -> Publication:
    sheets, left_out = shown(wave.sheets)
    groups = Groups(sheets)
    findings = tuple(find(each, groups) for each in _asked(wave) if groups.members)
    themes = wave.messages if groups.members else None
    channels = _manner(groups, [sheet.channels for sheet in sheets])
    aids = _manner(groups, [sheet.aids for sheet in sheets])
    return Publication(
        lines=groups.lines(),
        left_out=left_out,
        findings=findings,
        themes=themes_of(wave.questionnaire),
        channels=channels,
        aids=aids,
        parts=show_parts(groups, findings, Manners(channels, aids, findings)),
        languages=_manner(
            groups,
            [sheet.languages for sheet in sheets],
            least=[sheet.tongues for sheet in sheets],
        ),
        listened=_manner(
            groups,
            [
                {LISTENED: sheet.listened, "read": sheet.responses - sheet.listened}
                for sheet in sheets
            ],
        ),
        spoken=_spoken(groups, sheets),
        proxies=count_proxies(groups) if groups.members else NOTHING,
        proxy_shares=share_proxies(groups, findings) if groups.members else {},
        tongues=_manner(
            groups,
            [sheet.tongues for sheet in sheets],
            most=[sheet.languages for sheet in sheets],
        ),
        messages=find(themes, groups) if themes else None,
    )


def _spoken(groups: Groups, sheets: Sequence[Sheet]) -> ProtectedTable:
    """Protect the people present by language, where every service counted them."""
    if any(sheet.population and not sheet.spoken for sheet in sheets):
        return NOTHING
    return _manner(groups, [sheet.spoken for sheet in sheets])


def themes_of(questionnaire: Questionnaire) -> dict[str, Text]:
    """Name each theme by the group of its questions; the inner group is the one residents read."""
    return {
        item.theme: group.label
        for group in questionnaire.groups()
        for item in group.items
        if isinstance(item, Question) and item.theme
    }


def _manner(
    groups: Groups,
    given: Sequence[Mapping[str, int]],
    *,
    least: Sequence[Mapping[str, int]] = (),
    most: Sequence[Mapping[str, int]] = (),
) -> ProtectedTable:
    """Protect how responses came: by channel, aid or language, of all responses.

    The way of answering is no answer: that all came by the kiosk may be said, that two came by
    paper may not. How many responded stands on every page, so a table that would rest on hiding it
    protects nobody: then the large lines alone are shown, or nothing. `least` and `most` are what
    another table shows each count to be no less, or no more, than: whoever left a message in a
    language responded in it.
    """
    if not groups.members:
        return NOTHING
    names = sorted({name for each in given for name, count in each.items() if count}) or ["none"]
    for rows, sums in ((tuple(groups.members), groups.sums), groups.large()):
        every = (*rows, *(each.whole for each in sums))
        table = fill(
            _of_rows(groups, rows, names, given),
            row_sums=sums,
            column_sums=[Sum(RESPONSES, tuple(names))],
            least=_of_rows(groups, every, names, least),
            most=_of_rows(groups, every, names, most),
        )
        found = protect(table, Threshold.INTERNAL)
        if not any(isinstance(found.cell(row, RESPONSES), Hidden) for row in found.rows):
            return found
    return NOTHING


def _of_rows(
    groups: Groups, rows: Sequence[str], names: Sequence[str], given: Sequence[Mapping[str, int]]
) -> dict[tuple[str, str], int]:
    """Add up, over lines, what was told of each service; nothing when nothing was told."""
    by_service = dict(zip(groups.sheets, given, strict=True)) if given else {}

    def add(row: str, name: str) -> int:
        return groups.add(row, lambda key: by_service[key].get(name, 0))

    return {(row, name): add(row, name) for row in (rows if given else ()) for name in names}
