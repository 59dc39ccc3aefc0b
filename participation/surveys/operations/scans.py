"""Scanned sheets: they wait sealed, are kept as if they had been typed, or set aside."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from uuid import UUID

from sqlalchemy import delete

from participation.audit.operations import unjournaled
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.foundation.keys import random_key
from participation.foundation.security import sealer, stamp
from participation.foundation.types import insert_once

from ..adapters.scans.cutting import cut_questions
from ..adapters.scans.layout import Layout
from ..models import ScannedSheet, Survey
from ..queries.fieldwork import count_sheets, seed_of
from ..queries.piles import Arrived
from ..queries.scans import PURPOSE, count_waiting, list_clear
from ..rules import scanned, sheets
from ..rules.scanned import Scanned
from ..rules.sheets import Typed
from ..rules.stages import Channel, Refusal
from .fieldwork import Twice, keep_sheet
from .responses import UNTOLD, ResponseSheet


@unjournaled(UNTOLD)
def hold_sheets(
    act: Act, survey: Survey, arrived: Sequence[Arrived], layouts: Mapping[str, Layout]
) -> int:
    """Let sheets wait for a person; give how many did not wait already.

    One in ten is drawn before anybody saw it, by the survey and by how many sheets are kept or
    wait, as it is for sheets that are typed. Only what a person will look at is held: every
    question of a drawn sheet, the doubtful ones of another, no picture of a sheet without doubt.
    """
    place = count_sheets(act.session, survey.id) + count_waiting(act.session, survey.id)
    seen: dict[UUID, int] = {}
    added = 0
    for one in arrived:
        is_drawn = sheets.is_typed_twice(seed_of(survey.id), place)
        row = _row(act, survey, _pictured(one, layouts, is_drawn=is_drawn))
        row["key"] = _key(survey.id, one.pages, seen)
        adding = insert_once(act.session.get_bind().dialect.name, ScannedSheet, "key")
        if act.session.execute(adding, [row]).first() is not None:
            added, place = added + 1, place + 1
    return added


def _pictured(one: Arrived, layouts: Mapping[str, Layout], *, is_drawn: bool) -> Scanned:
    strips = layouts[one.sheet.language].strips
    shown = sorted(strips) if is_drawn else sorted(one.sheet.doubts)
    pictures = cut_questions(one.pages, strips, shown)
    return replace(one.sheet, pictures=tuple(pictures), is_drawn=is_drawn)


def _row(act: Act, survey: Survey, sheet: Scanned) -> dict[str, object]:
    return {
        "organisation_id": act.organisation_id,
        "service_id": survey.service_id,
        "survey_id": survey.id,
        "language": sheet.language,
        "place": sheet.places[0],
        "doubts": len(sheet.doubts),
        "is_drawn": sheet.is_drawn,
        "content": sealer(PURPOSE).seal(scanned.write(sheet)),
        "day": act.now.astimezone(PARIS).date(),
    }


def _key(survey_id: int, pages: Sequence[bytes], seen: dict[UUID, int]) -> UUID:
    """Give the key of a sheet: the same when its file comes again, another for its twin in it."""
    words = [str(survey_id), *(sha256(page).hexdigest() for page in pages)]
    first = UUID(hex=stamp(PURPOSE, *words)[:32])
    seen[first] = seen.get(first, 0) + 1
    return UUID(hex=stamp(PURPOSE, first.hex, str(seen[first]))[:32])


@unjournaled(UNTOLD)
def keep_clear(act: Act, survey: Survey) -> int:
    """Keep every sheet that waits without a doubt and was not drawn; give how many."""
    kept = 0
    for key, sheet in list_clear(act.session, survey.id):
        kept += keep_scanned(act, survey, key, sheet, sheet.typed)
    return kept


@unjournaled(UNTOLD)
def keep_scanned(
    act: Act,
    survey: Survey,
    key: UUID,
    sheet: Scanned,
    said: Typed,
    twice: Twice | None = None,
) -> bool:
    """Keep a sheet as it was read or settled, and forget its pictures; False when it waits no more.

    Whoever takes its row away keeps it: of two who press at once, one does. The response has a new
    key, and nothing joins it to the row that goes. Refuses what `keep_sheet` refuses.
    """
    if not set_aside(act, survey.id, key):
        return False
    response = ResponseSheet(
        key=random_key(),
        answers=said.answers,
        channel=Channel.PAPER,
        language=sheet.language,
        aid=said.aid,
        proxy=said.proxy,
        version=sheet.version,
    )
    if not keep_sheet(act, survey, response, twice):  # pragma: no cover - a key of chance is new
        raise Refused(Refusal.SHEET_LOST)
    return True


@unjournaled(UNTOLD)
def set_aside(act: Act, survey_id: int, key: UUID) -> bool:
    """Forget a sheet that waits; False when it does not."""
    return _delete(act, ScannedSheet.survey_id == survey_id, ScannedSheet.key == key) == 1


@unjournaled("nothing is left to say whose sheets they were")
def purge_scans(act: Act, *, before: dt.date) -> int:
    """Forget the sheets that were sent before a day and wait still; give how many."""
    return _delete(act, ScannedSheet.day < before)


def _delete(act: Act, *which: object) -> int:
    gone = act.session.execute(
        delete(ScannedSheet).where(*which),  # type: ignore[arg-type]
        execution_options={"synchronize_session": False},
    )
    return int(gone.rowcount)  # type: ignore[attr-defined]
