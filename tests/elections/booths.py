"""A sealed vote of the residents, with its keys made by three assessors and its cards printed."""

import datetime as dt
import io
from dataclasses import dataclass

from PIL import Image, ImageDraw
from sqlalchemy import Engine

from participation.belenios.credentials import draw_token
from participation.belenios.group import entropy
from participation.elections import operations, queries
from participation.elections.operations import sealed as sealing
from participation.elections.rules.stages import Stage, Way
from participation.foundation.keys import to_text
from participation.foundation.localized import Localized
from participation.seed.devices.cards import derive_public, draw_code
from participation.seed.sealing import make_keys
from tests.accessibility.test_sound import wav
from tests.builders import Town, acting_in
from tests.elections.calling import NUMBERS, Calling, call, later

OPENS = dt.datetime(2026, 5, 12, 8, 0, tzinfo=dt.UTC)
ASSESSORS = ("Rosa", "Samir", "Tania")
SAYS = {
    "Amina": Localized(
        fr="Je veux des repas plus chauds et un jardin pour tous.",
        ar="أريد وجبات ساخنة وحديقة للجميع.",
    ),
    "Bilal": Localized(fr="Je parlerai pour ceux qui n’osent pas."),
    "Colette": Localized(fr="Je connais bien la maison."),
    "Denise": Localized(),
}


@dataclass(frozen=True, slots=True)
class Booth:
    """A sealed contest and the private codes of its cards, which no database holds."""

    calling: Calling
    uuid: str
    cards: tuple[str, ...]
    papers: tuple[str, ...]
    seeds: tuple[str, ...]

    @property
    def contest_id(self) -> int:
        """Give the contest."""
        return self.calling.residents_id

    @property
    def path(self) -> str:
        """Give the address of the booth, without its host."""
        return f"/{self.calling.town.slug}/tilleul/vote/{to_text(self.contest_id)}"

    def public(self, code: str) -> str:
        """Give the public side of a card."""
        return derive_public(self.uuid, code)


def portrait() -> bytes:
    """Draw a picture of somebody, as a phone would send it."""
    drawn, stream = Image.new("RGB", (640, 480), "#c8b496"), io.BytesIO()
    ImageDraw.Draw(drawn).ellipse((240, 110, 400, 310), fill="#7a5638")
    drawn.save(stream, "PNG")
    return stream.getvalue()


def settle(engine: Engine, town: Town, most: int = 2) -> Calling:
    """Let four residents stand, settle their list, and choose sealed ballots."""
    calling = call(engine, town)
    with acting_in(engine, town) as act:
        contest = calling.residents(act.session)
        operations.choose_way(act, contest, Way.SEALED, most_choices=most)
        for name, words in SAYS.items():
            operations.tell(act, calling.stands(act, name), words)
        amina = queries.list_candidacies(act.session, contest)[0]
        operations.show(act, amina, portrait())
        operations.speak(act, amina, wav(1))
        calling.stands(act, "Farid")
    with acting_in(engine, town) as act:
        operations.settle_list(later(act), calling.election(act.session), numbers=NUMBERS)
    return calling


def open_booth(
    engine: Engine, town: Town, *, cards: int = 12, papers: int = 3, most: int = 2
) -> Booth:
    """Settle a list, make keys and cards, and open the vote."""
    calling = settle(engine, town, most)
    seeds = tuple(draw_token(22, entropy) for _name in ASSESSORS)
    with acting_in(engine, town) as act:
        contest = calling.residents(act.session)
        uuid = sealing.prepare(act, contest, ASSESSORS, title="Le conseil").sealed.uuid
        codes = tuple(draw_code(entropy) for _number in range(cards + papers))
        make_keys(act, contest, seeds)
        public = [derive_public(uuid, code) for code in codes]
        sealing.publish_cards(act, contest, public[:cards], public[cards:])
        act.session.flush()
        sealing.open_urn(act, contest)
        queries.reach_election(act.session, contest.election_id).stage = Stage.VOTE
    return Booth(calling, uuid, codes[:cards], codes[cards:], seeds)
