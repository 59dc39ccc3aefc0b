"""Commands about voices: speech make."""

import time
from collections.abc import Iterable
from itertools import islice

import click

from participation.accessibility.adapters import sound, speech as machine
from participation.accessibility.adapters.making import speak_all
from participation.accessibility.adapters.shelf import Shelf
from participation.accessibility.operations import keep_speech
from participation.accessibility.queries import list_unspoken, program_texts
from participation.rooms import SPOKEN

from .opening import House, open_house
from .progress import shown

IN_THE_DEMONSTRATION = "fr,en,ar,uk,ru"
AT_ONCE = 50
"""Clips written in one transaction: on SQLite nobody else writes meanwhile."""


@click.group()
def speech() -> None:
    """Look after the clips that say each sentence aloud."""


@speech.command()
@click.option(
    "--languages", default=IN_THE_DEMONSTRATION, show_default=True, help="Tags, by commas."
)
@click.option("--approve", is_flag=True, help="Vouch for the clips of surveys without listening.")
def make(languages: str, *, approve: bool) -> None:
    """Let the machine say every sentence that has no clip yet.

    The program's own sentences become files of the data folder; those of surveys and of what
    changed become recordings, which wait in the studio until somebody has listened to them.
    """
    if machine.find_voice() is None or not sound.can_code():
        raise click.ClickException("the speech extra is missing: pip install participation[speech]")
    wanted = [tag for tag in languages.split(",") if tag]
    for tag in wanted:
        if not machine.can_speak(tag):
            click.echo(f"{tag}: the machine has no voice; people can record it in the studio")
    make_clips(open_house(), [tag for tag in wanted if machine.can_speak(tag)], approve=approve)


def make_clips(house: House, languages: Iterable[str], *, approve: bool) -> int:
    """Make what is missing in these languages, said on the way; give how many clips were made."""
    shelf = Shelf(house.settings.data / "clips")
    begun, made = time.monotonic(), 0
    for tag in languages:
        show = shown(tag)
        own = [text for text in program_texts(tag) if shelf.find(tag, text) is None]
        for count, (locale, text, spoken) in enumerate(speak_all([(tag, text) for text in own]), 1):
            shelf.put(locale, text, spoken)
            show(count, len(own))
        said = _speak_for_each(house, tag, approve=approve)
        made += len(own) + said
        click.echo(f"\r{tag}: {len(own)} sentences of the program, {said} of people.", err=True)
    click.echo(f"Made {made} clips in {time.monotonic() - begun:.1f} s.", err=True)
    return made


def _speak_for_each(house: House, locale: str, *, approve: bool) -> int:
    """Speak outside any transaction, then write a few at a time: others write meanwhile."""
    kept = 0
    for organisation_id, _slug in house.organisations():
        with house.acting(organisation_id, writing=False) as act:
            texts = [text for source in SPOKEN for text in source(act.session, locale)]
            missing = list_unspoken(act.session, locale, texts)
        said = speak_all([(locale, text) for text in missing])
        while some := [(text, spoken) for _locale, text, spoken in islice(said, AT_ONCE)]:
            with house.acting(organisation_id) as act:
                kept += keep_speech(act, locale=locale, spoken=some, approved=approve)
    return kept


COMMANDS = (speech,)
