"""The procès-verbal of a count, and the list that voters sign: papers of the bureau, in French."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from participation.councils.rules.ties import LOTS
from participation.elections.adapters.count_papers import ActPaper, Block, Section
from participation.elections.labels.counting import (
    FUNCTIONS,
    KINDS,
    METHODS,
    SETTLEMENTS,
)
from participation.elections.labels.incidents import incident_lines, incident_section
from participation.elections.labels.postal import post_section
from participation.elections.labels.urns import lines_of, say_opened_by_one
from participation.elections.labels.walls import seat_words, title_of
from participation.elections.models import RollEntry, TieDraw
from participation.elections.queries import CountSheet, VoteSheet
from participation.elections.queries.urns import UrnSheet
from participation.elections.rules.counting import figures_of_minutes, written
from participation.elections.rules.stages import Stage, Way
from participation.foundation.clock import PARIS
from participation.foundation.i18n import (
    show_hour,
    show_short_day,
    speaking,
    staff_gettext as _,
    staff_ngettext,
)
from participation.foundation.languages import SOURCE

TEXT = "text"


def write_list(
    sheet: VoteSheet, rolls: Sequence[tuple[CountSheet, Sequence[RollEntry]]], organisation: str
) -> ActPaper:
    """Give the list that voters sign on paper: who may vote, by name, with a place to sign."""
    with speaking(SOURCE):
        columns = ((_("Nom"), TEXT), (_("Signature"), "sign"))
        sections = tuple(
            Section(
                title_of(contest),
                (
                    Block("text", _("Inscrits : %(n)s", n=contest.registered)),
                    Block(
                        "table",
                        _("Une signature par personne qui vote"),
                        columns=columns,
                        rows=tuple((entry.name, "") for entry in roll if entry.may_vote),
                    ),
                ),
            )
            for contest, roll in rolls
            if contest.votes_now
        )
        return act_paper(sheet, organisation, _("Liste d’émargement"), (*sections, _signing(sheet)))


def write_minutes(
    sheet: VoteSheet, urns: Mapping[int, UrnSheet], organisation: str, qr: str, seal: str
) -> ActPaper:
    """Give the procès-verbal no. 2: what was counted, how ties were settled, who is elected.

    `seal` is the fingerprint of all its figures (`seal_of`), `qr` the same as a code; `urns` are
    the sealed votes by their contest.
    """
    with speaking(SOURCE):
        sections = (
            Section(_("Le bureau"), (bureau_block(sheet, _("Qui a tenu le bureau de vote")),)),
            Section(_("Le vote"), tuple(_course(sheet))),
            *(
                Section(title_of(each), (*_contest(each), *_urn(urns.get(each.contest.id))))
                for each in sheet.contests
            ),
            Section(_("Observations"), (_observations(sheet),)),
            *post_section(sheet.envelopes),
            *incident_section(sheet.incidents),
            *_challenges(sheet),
            Section(_("Empreinte"), tuple(_seal(sheet, seal))),
            _signing(sheet),
        )
        title = _("Procès-verbal n° 2 : dépouillement et résultats")
        words = _("Empreinte des chiffres de ce procès-verbal : %(seal)s", seal=seal)
        return act_paper(sheet, organisation, title, sections, qr, words)


def act_paper(
    sheet: VoteSheet,
    organisation: str,
    title: str,
    sections: tuple[Section, ...],
    qr: str = "",
    qr_words: str = "",
) -> ActPaper:
    """Give an act with the heading of its election: the council, the kind, the days."""
    name, election = sheet.council.name.text(SOURCE), sheet.election
    first, last = show_short_day(election.vote_opens_on), show_short_day(election.vote_closes_on)
    days = (
        _("Vote le %(day)s", day=first)
        if first == last
        else _("Vote du %(first)s au %(last)s", first=first, last=last)
    )
    subtitle = f"{name} · {KINDS[election.kind]} · {days}"
    return ActPaper(
        SOURCE, organisation, title, subtitle, f"{title} · {name}", sections, qr, qr_words
    )


def bureau_block(sheet: VoteSheet, caption: str) -> Block:
    """Give the table of the bureau: names and functions."""
    columns = ((_("Nom"), TEXT), (_("Fonction"), TEXT))
    rows = tuple((each.name, str(FUNCTIONS[each.function])) for each in sheet.bureau)
    return Block("table", caption, columns=columns, rows=rows)


def _course(sheet: VoteSheet) -> Iterator[Block]:
    election = sheet.election
    if election.opened_at is None or election.closed_at is None:
        yield Block("text", _("Personne n’a eu à voter."))
        return
    for words, instant in (
        (_("Ouvert le %(day)s à %(hour)s, l’urne montrée vide à tous."), election.opened_at),
        (_("Fermé le %(day)s à %(hour)s, par deux personnes du bureau."), election.closed_at),
    ):
        day, hour = show_short_day(instant.astimezone(PARIS).date()), show_hour(instant)
        yield Block("text", words % {"day": day, "hour": hour})


def _contest(sheet: CountSheet) -> Iterator[Block]:
    if not sheet.votes_now:
        words = str(SETTLEMENTS[sheet.contest.settlement])
        because = sheet.contest.settled_because
        yield Block("text", f"{words}. {because}" if because else f"{words}.")
    if sheet.left_closed:
        told = _("L’urne électronique n’a pas été ouverte : %(because)s", because=sheet.left_closed)
        yield Block("text", told)
        return
    figures = sheet.figures
    if sheet.count is not None and figures is not None:
        rows = (
            (_("Inscrits"), str(figures.registered)),
            (_("Votants (signatures)"), str(figures.signed)),
            (_("Bulletins dans l’urne"), str(figures.found)),
            (_("Bulletins blancs"), str(figures.blank)),
            (_("Bulletins nuls"), str(figures.null)),
            (_("Bulletins valables"), str(figures.valid)),
            (_("Votes avec une aide"), str(sheet.assisted)),
        )
        yield figure_table(_("Ce qui a été compté"), _("Quoi"), _("Nombre"), rows)
        if sheet.count.gap_because:
            facts = {"gap": f"{figures.gap:+d}", "because": sheet.count.gap_because}
            yield Block("text", _("Écart avec les signatures : %(gap)s. %(because)s", **facts))
        votes = sorted(sheet.by_key.items(), key=lambda pair: -figures.votes.get(pair[0], 0))
        lines = tuple((each.name, str(figures.votes.get(key, 0))) for key, each in votes)
        yield figure_table(_("Voix de chaque candidat"), _("Candidat"), _("Nombre de voix"), lines)
        for draw in sheet.draws:
            yield from _tie(sheet, draw)
    yield from _elected(sheet)


def _urn(urn: UrnSheet | None) -> Iterator[Block]:
    if urn is None or urn.sealed is None or urn.sealed.ballots is None:
        return
    rows = tuple(lines_of(urn))
    yield figure_table(
        _("Cartes et bulletins de l’urne électronique"), _("Quoi"), _("Nombre"), rows
    )
    if urn.sealed.gap_because:
        because = urn.sealed.gap_because
        told = _("Cartes échangées et bulletins en papier diffèrent : %(because)s", because=because)
        yield Block("text", told)
    if urn.opened_by_one:
        yield Block("text", say_opened_by_one())
    yield Block("text", _("Empreinte de l’élection : %(print)s", print=urn.fingerprint))


def _elected(sheet: CountSheet) -> Iterator[Block]:
    if not sheet.results:
        yield Block("text", _("Personne n’est élu."))
        return
    columns = ((_("Élu"), TEXT), (_("Siège"), TEXT), (_("Rang"), "number"))
    rows = tuple(
        (each.name, seat_words(sheet, each.kind.value), str(each.rank)) for each in sheet.results
    )
    yield Block("table", _("Qui est élu"), columns=columns, rows=rows)
    gone = [sheet.name_of(key) for key in sorted(sheet.renounced)]
    if gone:
        yield Block("text", _("N’a pas pris son siège : %(names)s.", names=", ".join(gone)))


def figure_table(caption: str, first: str, second: str, rows: tuple[tuple[str, str], ...]) -> Block:
    """Give a table of two columns, the second one of numbers."""
    return Block("table", caption, columns=((first, TEXT), (second, "number")), rows=rows)


def _tie(sheet: CountSheet, draw: TieDraw) -> Iterator[Block]:
    names = [sheet.name_of(key) for key in draw.ordered]
    method = METHODS[draw.method]
    yield Block(
        "text",
        staff_ngettext(
            "Égalité à %(n)s voix : %(names)s. %(method)s. Dans l’ordre : %(order)s.",
            "Égalité à %(n)s voix : %(names)s. %(method)s. Dans l’ordre : %(order)s.",
            draw.votes,
            names=", ".join(sorted(names)),
            method=method,
            order=", ".join(names),
        ),
    )
    if draw.witnesses:
        yield Block("text", draw.witnesses)
    if draw.first is not None:
        yield Block(
            "text",
            _(
                "Pour refaire ce tirage : le SHA-256 de chaque ligne ; le plus petit est élu "
                "d’abord. Chacun des trois nombres a été écrit avant de voir les autres."
            ),
        )
        yield Block("lines", items=tuple(ticket_lines(sheet, draw)))


def ticket_lines(sheet: CountSheet, draw: TieDraw) -> Iterator[str]:
    """Give the lines of a draw by numbers, each after the name it stands for."""
    numbers = f"{draw.first}|{draw.second}|{draw.third}"
    for key in draw.ordered:
        yield f"{sheet.name_of(key)} :"
        yield f"{LOTS}|{draw.word}|{numbers}|{draw.final_hash}|{key}"


def _observations(sheet: VoteSheet) -> Block:
    if not sheet.observations:
        return Block("text", _("Aucune."))
    return Block("list", items=tuple(each.words for each in sheet.observations))


def _challenges(sheet: VoteSheet) -> Iterable[Section]:
    if not sheet.challenges:
        return ()
    items = []
    for each in sheet.challenges:
        answer = each.because or _("sans réponse à ce jour")
        items.append(f"{show_short_day(each.received_on)} : {each.words} → {answer}")
    return (Section(_("Contestations"), (Block("list", items=tuple(items)),)),)


def _seal(sheet: VoteSheet, seal: str) -> Iterator[Block]:
    yield Block("text", _("Empreinte (SHA-256) : %(seal)s", seal=seal))
    yield Block("text", _("C’est celle de ces lignes, et chaque compte celle des siennes :"))
    yield Block("lines", items=tuple(minutes_lines(sheet)))
    for contest in sheet.contests:
        if contest.figures is not None and contest.contest.way is Way.PAPER:
            lines = written(contest.figures, contest=contest.key).splitlines()
            yield Block("lines", items=tuple(lines))


def minutes_lines(sheet: VoteSheet) -> Sequence[str]:
    """Give the lines of which the procès-verbal carries the fingerprint."""
    figures = figures_of_minutes(
        sheet.key,
        [
            (
                each.key,
                each.count.final_hash if each.count else "",
                [(one.kind.value, one.rank, one.name) for one in each.results],
            )
            for each in sheet.contests
        ],
    )
    return (*figures, *incident_lines(sheet.incidents))


def _signing(sheet: VoteSheet) -> Section:
    columns = ((_("Nom"), TEXT), (_("Fonction"), TEXT), (_("Signature"), "sign"))
    rows = tuple((each.name, str(FUNCTIONS[each.function]), "") for each in sheet.bureau)
    return Section(
        _("Signatures du bureau"),
        (Block("table", _("Chaque membre du bureau signe"), columns=columns, rows=rows),),
    )


def may_print(sheet: VoteSheet) -> bool:
    """Say whether there is a result to write down."""
    return sheet.election.stage in {Stage.CHALLENGE, Stage.PROCLAIMED, Stage.ANNULLED} and any(
        each.results or each.count for each in sheet.contests
    )
