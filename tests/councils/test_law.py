"""The dated law, which instance a service needs, and what may be done about a shortage."""

import datetime as dt

import pytest

from participation.councils.labels.findings import CHAIRS, GAPS, LACKS
from participation.councils.labels.refusals import REFUSALS
from participation.councils.labels.words import COLLEGES, ENDS, FORMS, ORIGINS, REASONS, WAYS
from participation.councils.queries.law import FOLDER, law_on, laws
from participation.councils.rules.chairs import ChairLack, examine_chair
from participation.councils.rules.composition import Gap
from participation.councils.rules.instances import (
    Lack,
    Paper,
    examine_paper,
    examine_service,
)
from participation.councils.rules.kinds import (
    CollegeKind as K,
    CouncilForm as F,
    EndReason,
    Origin,
    OtherFormReason,
)
from participation.councils.rules.refusals import Refusal
from participation.councils.rules.shortage import (
    Candidacies,
    Way as W,  # noqa: N817 - tables are read at a glance
    is_short,
    remedies,
)
from participation.organisations.queries import law_of
from participation.organisations.rules import ServiceKind as Kind
from participation.organisations.rules.law import (
    Law,
    Provision,
    Severity as S,  # noqa: N817 - tables are read at a glance
    in_force,
    read_law,
)
from tests.councils.sitting import TODAY

LAW = law_on(TODAY)
FIRST = dt.date(2025, 1, 15)


def test_each_provision_names_its_article_and_where_it_was_read() -> None:
    old = ("avant 2023", "non lu", "choix du logiciel", "déduit", "n'est pas lue")
    for provision in LAW.provisions.values():
        assert provision.article, provision
        assert provision.source, provision
        assert all(rule[0] == "R" and 1 <= int(rule[1:]) <= 40 for rule in provision.rules)
        if provision.verified:
            assert not any(word in provision.source for word in old), provision


def test_a_day_is_judged_by_the_law_of_its_day() -> None:
    older, newer = LAW, Law(dt.date(2027, 1, 1), "next", {})
    assert in_force([newer, older], dt.date(2026, 12, 31)) is older
    assert in_force([newer, older], dt.date(2027, 1, 1)) is newer
    assert in_force([newer, older], dt.date(1999, 1, 1)) is older
    assert [law.since for law in laws()] == sorted(law.since for law in laws())


@pytest.mark.parametrize("missing", ["article", "source", "verified"])
def test_a_provision_that_says_too_little_is_refused(missing: str) -> None:
    facts = {"article": '"x"', "source": '"y"', "verified": "true"}
    body = "\n".join(f"{key} = {value}" for key, value in facts.items() if key != missing)
    with pytest.raises(KeyError):
        read_law(f'from = 2023-01-01\ntitle = "t"\n[provisions.a]\n{body}\n')


def test_a_number_that_is_not_there_is_not_invented() -> None:
    with pytest.raises(ValueError, match="no threshold"):
        LAW.number("founding-act")
    with pytest.raises(KeyError):
        LAW.number("nowhere")


def test_what_is_not_verified_warns_and_never_blocks() -> None:
    doubtful, sure = (
        Provision("a", "x", "y", verified=False),
        Provision("a", "x", "y", verified=True),
    )
    assert doubtful.weigh(S.ERROR) is S.WARNING
    assert doubtful.weigh(S.ADVICE) is S.ADVICE
    assert sure.weigh(S.ERROR) is S.ERROR


def test_the_files_are_where_they_are_looked_for() -> None:
    found = sorted(path.name for path in FOLDER.glob("fr-*.toml"))
    assert found == ["fr-2011-11-01.toml", "fr-2023-01-01.toml"]


@pytest.mark.parametrize(
    ("service", "forms", "lack", "severity"),
    [
        (Kind.CHRS, (), Lack.NO_COUNCIL, S.ERROR),
        (Kind.CHRS, (F.CVS,), None, None),
        (Kind.CHRS, (F.FORUM,), None, None),
        (Kind.CHRS, (F.BOARD_SEATS, F.JOINT), Lack.NO_COUNCIL, S.ERROR),
        (Kind.EHPAD, (), Lack.NO_COUNCIL, S.WARNING),
        (Kind.ACT, (), Lack.NO_SPACE, S.ERROR),
        (Kind.HOME_SERVICE, (F.CONSULTATION,), None, None),
        (Kind.OTHER, (), Lack.NO_SPACE, S.ERROR),
        (Kind.ACI, (), None, None),
    ],
)
def test_every_service_has_a_space_of_expression(
    service: Kind, forms: tuple[F, ...], lack: Lack | None, severity: S | None
) -> None:
    found = examine_service(law_of(service), forms, LAW)
    assert (found.lack if found else None) is lack
    assert (found.severity if found else None) is severity


def paper(form: F = F.CVS, **more: object) -> Paper:
    facts: dict[str, object] = {
        "reason": None,
        "founded_on": FIRST,
        "sent_on": FIRST,
        "procedure_on": FIRST,
        "term_months": 36,
        **more,
    }
    return Paper(form, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("of", "held", "found"),
    [
        (paper(), True, {}),
        (paper(founded_on=None, sent_on=None), False, {Lack.NO_FOUNDING_ACT: S.ERROR}),
        (paper(sent_on=None), False, {Lack.NOT_SENT: S.WARNING}),
        (paper(procedure_on=None), False, {Lack.NO_PROCEDURE: S.ADVICE}),
        (paper(procedure_on=None), True, {Lack.NO_PROCEDURE: S.ERROR}),
        (paper(term_months=None), True, {Lack.NO_TERM_LENGTH: S.ERROR}),
        (paper(F.FORUM), True, {Lack.NO_REASON: S.WARNING}),
        (paper(F.FORUM, reason=OtherFormReason.STAY), True, {}),
        (paper(F.BOARD_SEATS, founded_on=None, sent_on=None), True, {}),
    ],
)
def test_papers_that_are_missing_are_named(of: Paper, held: bool, found: dict[Lack, S]) -> None:  # noqa: FBT001
    lacks = examine_paper(of, [law_of(Kind.CHRS)], LAW, meetings_held=held)
    assert {each.lack: each.severity for each in lacks} == found


def test_a_common_council_is_for_services_of_one_category() -> None:
    same, mixed = [law_of(Kind.ACT), law_of(Kind.LAM)], [law_of(Kind.ACT), law_of(Kind.CHRS)]
    assert examine_paper(paper(F.COMMON_CVS), same, LAW, meetings_held=True) == ()
    found = examine_paper(paper(F.COMMON_CVS), mixed, LAW, meetings_held=True)
    assert [(each.lack, each.severity) for each in found] == [(Lack.TWO_CATEGORIES, S.WARNING)]


@pytest.mark.parametrize(
    ("college", "because", "members", "lack", "severity"),
    [
        (None, "", 5, ChairLack.NOBODY, S.ADVICE),
        (None, "", 0, None, None),
        (K.RESIDENTS, "", 5, None, None),
        (K.RELATIVES, "", 5, ChairLack.NOT_RESIDENT, S.WARNING),
        (K.RELATIVES, "Aucun résident ne le souhaite", 5, None, None),
        (K.STAFF, "raison", 5, ChairLack.NOT_REPRESENTED, S.WARNING),
    ],
)
def test_who_chairs(
    college: K | None, because: str, members: int, lack: ChairLack | None, severity: S | None
) -> None:
    found = examine_chair(college, because=because, members=members, law=LAW)
    assert (found.lack if found else None) is lack
    assert (found.severity if found else None) is severity


@pytest.mark.parametrize(
    ("of", "ways"),
    [
        (Candidacies(K.RESIDENTS, 3, 2, 5), []),
        (Candidacies(K.RESIDENTS, 3, 2, 4), [W.HOLD_VOTE]),
        (Candidacies(K.RESIDENTS, 3, 2, 4, days_left=21), [W.EXTEND, W.HOLD_VOTE]),
        (Candidacies(K.RESIDENTS, 3, 2, 4, days_left=20), [W.HOLD_VOTE]),
        (Candidacies(K.RESIDENTS, 3, 2, 4, days_left=30, extensions=1), [W.HOLD_VOTE]),
        (Candidacies(K.RESIDENTS, 3, 2, 0), [W.RECORD_SHORTAGE]),
        (Candidacies(K.RESIDENTS, 3, 2, 0, category="8°"), [W.DESIGNATE, W.RECORD_SHORTAGE]),
        (Candidacies(K.RESIDENTS, 3, 2, 1, category="13°"), [W.DESIGNATE, W.HOLD_VOTE]),
        (Candidacies(K.RESIDENTS, 3, 2, 0, category="6°"), [W.RECORD_SHORTAGE]),
        (Candidacies(K.RELATIVES, 3, 2, 0, category="8°"), [W.RECORD_SHORTAGE]),
        (
            Candidacies(K.RESIDENTS, 3, 2, 0, volunteers=2, category="9°", days_left=40),
            [W.EXTEND, W.DESIGNATE, W.DRAW_VOLUNTEERS, W.RECORD_SHORTAGE],
        ),
        (Candidacies(K.STAFF, 1, 1, 0, volunteers=4), [W.DRAW_VOLUNTEERS]),
    ],
)
def test_what_may_be_done_about_too_few_candidates(of: Candidacies, ways: list[W]) -> None:
    found = remedies(of, LAW)
    assert [remedy.way for remedy in found] == ways
    assert is_short(of) is bool(ways)
    for remedy in found:
        assert remedy.verified is LAW[remedy.provision].verified
        wanted = of.missing + of.missing_substitutes
        assert remedy.seats <= max(wanted, of.candidates)


def test_every_word_of_the_rules_is_said() -> None:
    assert set(GAPS) == set(Gap)
    assert set(LACKS) == set(Lack)
    assert set(CHAIRS) == set(ChairLack)
    assert set(REFUSALS) == set(Refusal)
    assert set(FORMS) == set(F)
    assert set(REASONS) == set(OtherFormReason)
    assert set(COLLEGES) == set(K)
    assert set(ENDS) == set(EndReason)
    assert set(ORIGINS) == set(Origin)
    assert set(WAYS) == set(W)
