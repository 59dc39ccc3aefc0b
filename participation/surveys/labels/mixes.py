"""In words: by which ways answers came, beside each comparison; who is missing; proxies."""

from collections.abc import Sequence

from participation.foundation.i18n import show_number, staff_gettext as _
from participation.foundation.languages import find as find_language
from participation.organisations.rules.thresholds import Threshold
from participation.surveys.labels.analysis import Names, percent, points, show_cell, show_share
from participation.surveys.labels.stages import AIDS, CHANNELS
from participation.surveys.labels.tables import NUMBER, TEXT, WordedTable
from participation.surveys.rules.apart import PROXIES
from participation.surveys.rules.lines import ELEMENTARY, Line, LineKind
from participation.surveys.rules.modes import helped_much, modes_apart, modes_moved
from participation.surveys.rules.publication import Cell, Hidden, ProtectedTable
from participation.surveys.rules.report import RESPONSES, Publication

Waves = Sequence[tuple[str, Publication]]
"""Year and publication, the oldest first, the one being read last."""
WAYS = {
    **{f"channel:{each.value}": (each.value, words) for each, words in CHANNELS.items()},
    **{f"aid:{each.value}": (each.value, words) for each, words in AIDS.items()},
}


def waves_mix(waves: Waves, line: Line, names: Names) -> WordedTable:
    """Tell by which ways a line answered in each wave: beside every comparison of waves."""
    rows = tuple(
        (str(words), *(_part(_of_ways(each, key), each.line(line.key), code) for _y, each in waves))
        for key, (code, words) in WAYS.items()
        if any(code in _of_ways(each, key).columns for _year, each in waves)
    )
    columns = ((_("Où et avec quelle aide"), TEXT), *((year, NUMBER) for year, _each in waves))
    caption = _("Où et avec quelle aide : %(line)s", line=names.line(line))
    return WordedTable("mix-waves", caption, columns, rows)


def services_mix(publication: Publication, names: Names) -> list[WordedTable]:
    """Tell by which ways each line answered: beside services set side by side."""
    captions = {
        "channel": _("Où, en part des réponses"),
        "aid": _("Avec quelle aide, en part des réponses"),
    }
    found = []
    for kind, caption in captions.items():
        table = _of_ways(publication, kind)
        seen = [
            (code, str(words))
            for key, (code, words) in WAYS.items()
            if key.startswith(kind) and code in table.columns
        ]
        rows = tuple(
            (names.line(line), *(_part(table, line, code) for code, _words in seen))
            for line in publication.lines
        )
        columns = ((_("Service"), TEXT), *((words, NUMBER) for _code, words in seen))
        if seen:
            found.append(WordedTable(f"mix-{kind}", caption, columns, rows))
    return found


def services_warnings(publication: Publication, names: Names) -> list[str]:
    """Say which services answered by other ways than all together, and which staff helped much."""
    unlike, unknown = modes_apart(publication)
    found = []
    if unlike:
        found.append(
            _(
                "Attention : ces services n’ont pas répondu de la même façon que l’ensemble (lieu, "
                "aide). Un écart peut venir de là : %(services)s.",
                services=_list(unlike, names),
            )
        )
    if unknown:
        found.append(
            _(
                "On ne peut pas dire si ces services ont répondu de la même façon que l’ensemble : "
                "%(services)s.",
                services=_list(unknown, names),
            )
        )
    return found + staff_warning(publication, names)


def staff_warning(publication: Publication, names: Names) -> list[str]:
    """Warn of the services whose own staff helped with more than 30 % of the answers."""
    much = helped_much(publication)
    if not much:
        return []
    services = ", ".join(f"{names.line(line)} ({percent(part)})" for line, part in much)
    return [
        _(
            "Attention : plus de 30 %% des réponses ont été données avec l’aide de l’équipe du "
            "service. On répond souvent autrement devant elle : %(services)s.",
            services=services,
        )
    ]


def waves_warning(waves: Waves, line: Line) -> list[str]:
    """Say in which earlier waves a line answered by other ways than now, or that it is hidden."""
    *earlier, (_now, last) = waves
    told = {year: modes_moved(last, each, line) for year, each in earlier if each.line(line.key)}
    moved = [year for year, answer in told.items() if answer]
    unknown = [year for year, answer in told.items() if answer is None]
    found = []
    if moved:
        found.append(
            _(
                "Attention : ces années-là, les personnes n’ont pas répondu de la même façon que "
                "maintenant (lieu, aide) : %(years)s.",
                years=", ".join(moved),
            )
        )
    if unknown:
        found.append(
            _(
                "Pour ces années, on ne peut pas dire si les personnes ont répondu de la même "
                "façon : %(years)s.",
                years=", ".join(unknown),
            )
        )
    return found


def proxies_tables(publication: Publication, names: Names) -> list[WordedTable]:
    """Tell of the answers given instead of residents, apart from all other figures."""
    table = publication.proxies
    rows = tuple(
        (names.line(line), show_cell(table.cell(line.key, PROXIES)))
        for line in publication.lines
        if line.key in table.rows
    )
    columns = ((_("Service"), TEXT), (_("Réponses données à la place"), NUMBER))
    found = [WordedTable("proxies", _("Répondu à la place de la personne"), columns, rows)]
    told = tuple(
        (names.question(each), show_number(share.answered), show_share(share))
        for line in publication.lines
        for each in publication.findings
        if (share := publication.proxy_shares.get((line.key, each.question.name)))
    )
    heads = (
        (_("Question"), TEXT),
        (_("Avis donnés"), NUMBER),
        (_("Contents (intervalle)"), NUMBER),
    )
    caption = _("Ce que disent les personnes qui ont répondu à la place")
    found.append(WordedTable("proxies-opinions", caption, heads, told))
    return [table for table in found if table.rows]


def proxies_sentence() -> str:
    """Say why answers given instead of residents stand apart, and that messages do not.

    A message is joined to no response, so nothing tells who left it.
    """
    apart = _(
        "Les réponses données à la place d’une personne sont comptées à part : elles ne sont dans "
        "aucun autre nombre, ni dans le taux de participation."
    )
    return f"{apart} {_('Les messages laissés avec elles sont comptés avec les autres messages.')}"


def missing_table(publication: Publication, names: Names) -> WordedTable:
    """Set the parts of the people present against their parts of the answers.

    By service and by language, which are stored as counts: no person is joined to an answer.
    """
    lines = [line for line in publication.lines if line.kind in ELEMENTARY]
    people, answers = (sum(getattr(x, name) for x in lines) for name in ("population", "responses"))
    rows: list[tuple[str, ...]] = []
    if len(lines) > 1:
        rows += [
            _missing(names.line(x), _over(x.population, people), _over(x.responses, answers))
            for x in lines
        ]
    top = next(iter(publication.lines), None)
    if top is not None and (len(lines) == 1 or top.kind is LineKind.WHOLE):
        rows += _missing_languages(publication, top)
    columns = (
        (_("Service ou langue"), TEXT),
        (_("Part des personnes présentes"), NUMBER),
        (_("Part des réponses"), NUMBER),
        (_("Écart"), NUMBER),
    )
    return WordedTable("missing", _("Qui manque"), columns, tuple(rows))


def _missing_languages(publication: Publication, top: Line) -> list[tuple[str, ...]]:
    """Give the languages of the first line, which holds all the others."""
    table = publication.spoken
    everyone = table.cell(top.key, RESPONSES) if top.key in table.rows else 0
    if isinstance(everyone, Hidden) or not everyone:
        return []
    used = [tag for tag in publication.languages.columns if tag not in {RESPONSES, "none"}]
    present = {tag: cell_of(table, top, tag) for tag in used}
    rows = [
        _missing(
            find_language(tag).autonym,
            _over(count, everyone),
            _over(cell_of(publication.languages, top, tag), top.responses),
        )
        for tag, count in present.items()
    ]
    seen = [count for count in present.values() if not isinstance(count, Hidden)]
    others = everyone - sum(seen)
    if len(seen) == len(used) and others:
        few = others < Threshold.INTERNAL
        left = Hidden.FEW_ANSWERS if few else _over(others, everyone)
        rows.append(_missing(_("Langues dans lesquelles personne n’a répondu"), left, 0.0))
    return rows


def _missing(name: str, present: float | Hidden, answered: float | Hidden) -> tuple[str, ...]:
    return (
        name,
        show_cell(present) if isinstance(present, Hidden) else percent(present),
        show_cell(answered) if isinstance(answered, Hidden) else percent(answered),
        "—"
        if isinstance(present, Hidden) or isinstance(answered, Hidden)
        else points(answered - present),
    )


def _over(count: Cell, everyone: int) -> float | Hidden:
    return count if isinstance(count, Hidden) else count / (everyone or 1)


def cell_of(table: ProtectedTable, line: Line, column: str) -> Cell:
    """Give a number of a line as it may be shown; a column that nobody used holds none."""
    if line.key not in table.rows:
        return Hidden.PROTECTS_ANOTHER
    return table.cell(line.key, column) if column in table.columns else 0


def _of_ways(publication: Publication, key: str) -> ProtectedTable:
    return publication.channels if key.startswith("channel") else publication.aids


def _part(table: ProtectedTable, line: Line | None, code: str) -> str:
    """Write the number of a way and its part of the answers, or why it is hidden."""
    if line is None or line.key not in table.rows:
        return "—"
    found = cell_of(table, line, code)
    if isinstance(found, Hidden) or not line.responses:
        return show_cell(found)
    return f"{show_number(found)} ({percent(found / line.responses)})"


def _list(lines: Sequence[Line], names: Names) -> str:
    return ", ".join(names.line(line) for line in lines)
