"""The machine speaks many sentences at once, on every core."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

from ..rules import Sound, why_not_text
from . import sound, speech


def speak(locale: str, text: str) -> Sound:
    """Give one sentence in the machine's voice; Refused when it has none."""
    samples, rate = speech.say(locale, text)
    return sound.code_samples(samples, rate, quick=True)


def speak_all(wanted: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, Sound]]:
    """Give (locale, text, sound) for each sentence that can be spoken.

    Threads suffice: espeak-ng takes a tenth of the time, the coders work outside Python's lock.
    """
    able = [
        (locale, text)
        for locale, text in wanted
        if speech.can_speak(locale) and why_not_text(text) is None
    ]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        sounds = pool.map(lambda one: speak(*one), able)
        for (locale, text), spoken in zip(able, sounds, strict=True):
            yield locale, text, spoken
