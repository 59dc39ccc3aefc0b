"""What the quality manager reads of a wave, and what nobody can read in it."""

import pytest
from sqlalchemy import Engine

from participation.foundation.act import Act, Refused
from participation.surveys.models import Campaign
from participation.surveys.operations.campaigns import (
    close_campaign,
    declare_translated,
    open_campaign,
)
from participation.surveys.queries.campaigns import get_campaign
from participation.surveys.queries.results import find_previous, get_progress, get_publication
from participation.surveys.rules.comparison import Verdict
from participation.surveys.rules.contrasts import compare
from participation.surveys.rules.publication import Hidden
from participation.surveys.rules.stages import Refusal
from tests.builders import Town, acting_in, looking_in, make_town
from tests.surveys.waves import (
    answer,
    make_campaign,
    make_open_campaign,
    make_residents,
    part_poles,
    survey_in,
)


def people(content: int, others: int) -> list[dict[int, int]]:
    """So many content with the meals, so many not."""
    return [{1: 5}] * content + [{1: 2}] * others


def closed_wave(engine: Engine, town: Town, here: tuple[int, int], there: tuple[int, int]) -> int:
    """Close a wave with (content, others) in each service; 40 and 60 residents are present."""
    with acting_in(engine, town) as act:
        part_poles(act, town)
        make_residents(act, town.here, 40)
        make_residents(act, town.there, 60)
        campaign = make_open_campaign(act, town)
        for service_id, counts in ((town.here, here), (town.there, there)):
            if sum(counts):
                answer(act, survey_in(act, campaign, service_id), people(*counts))
        return close_campaign(act, campaign).id


def test_scores_are_never_read_before_closing(engine: Engine) -> None:
    town = make_town(engine)
    with acting_in(engine, town) as act:
        part_poles(act, town)
        make_residents(act, town.here, 20)
        campaign = make_open_campaign(act, town)
        answer(act, survey_in(act, campaign, town.here), people(6, 6))
        with pytest.raises(Refused) as refused:
            get_publication(act.session, campaign)
        progress = get_progress(act.session, campaign)
        line = progress.line_of(town.here)
    assert refused.value.reason is Refusal.NOT_CLOSED
    assert line is not None
    assert (line.responses, line.population, progress.findings) == (12, 20, ())


def test_the_interval_is_the_exact_one_of_the_people_present(engine: Engine) -> None:
    town = make_town(engine)
    key = closed_wave(engine, town, (16, 8), (0, 0))
    with looking_in(engine, town) as session:
        publication = get_publication(session, get_campaign(session, key))
    line = publication.line_of(town.here)
    assert line is not None
    share = publication.findings[0].share(line)
    assert not isinstance(share, Hidden)
    assert (share.hits, share.answered) == (16, 24)
    # 40 present, 24 answered, 16 content: by hand, every K from 21 to 31 of 40 stays possible.
    assert (share.interval.low * 40, share.interval.high * 40) == pytest.approx((21, 31))


def test_a_service_of_four_answers_is_in_no_figure(engine: Engine) -> None:
    town = make_town(engine)
    key = closed_wave(engine, town, (16, 8), (2, 2))
    with looking_in(engine, town) as session:
        publication = get_publication(session, get_campaign(session, key))
    assert publication.left_out == {town.there}
    assert publication.line_of(town.there) is None
    assert [line.service_ids for line in publication.lines] == [frozenset({town.here})]
    assert publication.findings[0].public.rows == (str(town.here),)


def test_each_reader_finds_the_same_figures_hidden(engine: Engine) -> None:
    town = make_town(engine)
    # Here 3 are not content: hidden. There 20 are not, and must be hidden too, else the difference
    # with the total would tell.
    key = closed_wave(engine, town, (25, 3), (20, 20))
    with looking_in(engine, town) as session:
        whole = get_publication(session, get_campaign(session, key))
    with looking_in(engine, town, town.there) as session:
        part = get_publication(session, get_campaign(session, key))
    assert [line.kind.value for line in whole.lines] == ["whole", "service", "service"]
    assert [line.service_ids for line in part.lines] == [frozenset({town.there})]
    line = part.lines[0]
    assert part.findings[0].share(line) is whole.findings[0].share(line) is Hidden.PROTECTS_ANOTHER


def test_while_a_wave_is_open_each_reader_finds_her_own_services_alone(engine: Engine) -> None:
    town = make_town(engine)
    with acting_in(engine, town) as act:
        part_poles(act, town)
        campaign = make_open_campaign(act, town)
        for service_id in (town.here, town.there):
            make_residents(act, service_id, 40)
            answer(act, survey_in(act, campaign, service_id), people(12, 8))
        key = campaign.id
    with looking_in(engine, town, town.there) as session:
        progress = get_progress(session, get_campaign(session, key))
    assert [line.service_ids for line in progress.lines] == [frozenset({town.there})]
    assert set(progress.languages.rows) <= {line.key for line in progress.lines}


def test_a_wave_is_compared_with_the_one_before(engine: Engine) -> None:
    town = make_town(engine)
    with acting_in(engine, town) as act:
        part_poles(act, town)
        make_residents(act, town.here, 40)
        before = _answered(act, town, 10, 20, None)
        now = _answered(act, town, 24, 8, before)
        key = now.id
    with looking_in(engine, town) as session:
        campaign = get_campaign(session, key)
        publication = get_publication(session, campaign)
        found = find_previous(session, campaign)
    assert found is not None
    line = publication.lines[0]
    compared = compare(publication, found[1], line)["repas"]
    assert compared.before is not None
    assert compared.change is not None
    assert compared.before.value == pytest.approx(10 / 30)
    assert compared.change.difference == pytest.approx(24 / 32 - 10 / 30)
    assert compared.change.verdict is Verdict.BETTER
    assert "chambre" not in compare(publication, found[1], line)


def _answered(
    act: Act, town: Town, content: int, others: int, previous: Campaign | None
) -> Campaign:
    draft = make_campaign(act, town, title=f"Vague {content}", previous=previous)
    campaign = open_campaign(act, declare_translated(act, draft))
    answer(act, survey_in(act, campaign, town.here), people(content, others))
    return close_campaign(act, campaign)
