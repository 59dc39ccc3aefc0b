"""Files of results that are made whole: responses for SPSS, their dictionary, the charts."""

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import IO

from flask import request

from participation.foundation import clock, cycle
from participation.foundation.exports import IN_MEMORY, Cell, xlsx_file
from participation.foundation.i18n import speaking
from participation.foundation.languages import STAFF, find
from participation.foundation.sav import sav_lines
from participation.surveys.adapters.papers import draw_charts
from participation.surveys.labels import deck, spss
from participation.surveys.labels.dictionary import Dictionary
from participation.surveys.labels.papers import Reading
from participation.surveys.queries import campaigns as queries
from participation.surveys.queries.exports import ResponseLine
from participation.surveys.rules.variables import Posed
from participation.surveys.views.files import cache, printed_at

Streams = Sequence[tuple[str, Callable[[], Iterator[ResponseLine]] | None]]
"""Words of each line of the report, and its responses; None where nothing is given."""


def pack_spss(reading: Reading, streams: Streams) -> IO[bytes]:
    """Give data in codes, and the words of each code in the language asked for.

    The same responses as the plain file, in the same order of chance, with the same ways left
    blank: codes tell nothing that words do not.
    """
    dictionary = dictionary_of(reading, streams)
    target = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the caller sends it
    with speaking(_wished()):
        columns = spss.columns(dictionary)
        notes = list(spss.notes([name for name, stream in streams if stream is None]))
    title = reading.names.text(reading.campaign.title)
    rows = _rows(dictionary, reading, streams)
    for part in sav_lines(columns, rows, title=title, notes=notes, made_on=clock.today()):
        target.write(part)
    target.seek(0)
    return target


def _rows(dictionary: Dictionary, reading: Reading, streams: Streams) -> Iterator[Sequence[Cell]]:
    posed = Posed(dictionary.questionnaire, reading.campaign.closes_on)
    given = [stream for _name, stream in streams if stream is not None]
    for service, stream in enumerate(given, 1):
        for line in stream():
            yield spss.row(dictionary, posed, service, line)


def pack_dictionary(reading: Reading, streams: Streams) -> IO[bytes]:
    """Give the dictionary of the responses as a workbook, in every language of the campaign."""
    version = queries.get_version(cycle.act().session, reading.campaign.version_id)
    with speaking(reading.names.locale):
        return xlsx_file(dictionary_of(reading, streams).pages(version))


def dictionary_of(reading: Reading, streams: Streams) -> Dictionary:
    """Give the words of the columns in the language that the address asks for."""
    version = queries.get_version(cycle.act().session, reading.campaign.version_id)
    services = [name for name, stream in streams if stream is not None]
    locale = find(request.args.get("language", "fr")).tag
    with speaking(_wished()):
        return Dictionary(
            queries.read_questionnaire(version),
            reading.campaign.languages.split(","),
            services,
            locale,
        )


def _wished() -> str:
    """Give the language of the program's own words: that asked for, where staff have it."""
    locale = find(request.args.get("language", "fr")).tag
    return locale if locale in STAFF else "fr"


def pack_figures(reading: Reading) -> IO[bytes]:
    """Give each chart of the page as SVG and PNG, with a text of its words and numbers."""
    with speaking(reading.names.locale):
        found = deck.pieces(reading)
        words = deck.captions(reading, found)
    drawn = [piece.chart.on_paper for piece in found]
    pictures = draw_charts(drawn, reading.names.locale, cache=cache(), printed_at=printed_at())
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("captions.txt", words)
        for piece, svg, picture in zip(found, drawn, pictures, strict=True):
            archive.writestr(f"{piece.name}.svg", svg)
            archive.writestr(f"{piece.name}.png", picture)
    target.seek(0)
    return target
