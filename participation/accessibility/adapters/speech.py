"""The machine's voice: espeak-ng, from its wheel or from PATH, an extra of its own licence."""

import ctypes
import io
import shutil
import subprocess
import threading
import wave
from functools import cache
from typing import Protocol

from participation.foundation.act import Refused

from ..rules import VOICES, Refusal, normal, spoken_language

try:
    import espeakng_loader
except ImportError:  # the extra `speech` is not installed
    espeakng_loader = None

WORDS_A_MINUTE = 150
SYNCHRONOUS = 2
RATE_PARAMETER = 1
UTF8_WITH_END_PAUSE = 1 | 0x1000
"""Constants of espeak-ng's speak_lib.h."""
_starting = threading.Lock()


class Voice(Protocol):
    """Something that speaks."""

    def say(self, text: str, voice: str) -> tuple[bytes, int]:
        """Give 16-bit mono samples and their rate."""


def can_speak(locale: str) -> bool:
    """Say whether the machine has a voice for a language, here and now."""
    return spoken_language(locale) in VOICES and find_voice() is not None


def say(locale: str, text: str) -> tuple[bytes, int]:
    """Speak a text: 16-bit mono samples and their rate; Refused when no voice can."""
    voice = find_voice()
    name = VOICES.get(spoken_language(locale))
    if voice is None:
        raise Refused(Refusal.NO_SPEECH_EXTRA)
    if name is None:
        raise Refused(Refusal.NO_VOICE)
    return voice.say(normal(text), name)


def find_voice() -> Voice | None:
    """Give the library of the wheel, else the program on PATH, else nothing.

    One thread at a time: two that start the library at once bring the whole process down.
    """
    with _starting:
        return _start_voice()


@cache
def _start_voice() -> Voice | None:
    if espeakng_loader is not None:
        return _Library(espeakng_loader.get_library_path(), espeakng_loader.get_data_path())
    path = shutil.which("espeak-ng")
    return _Program(path) if path else None


class _Library:
    """espeak-ng in this process: a few milliseconds a sentence, one sentence at a time."""

    def __init__(self, library: str, folder: str) -> None:
        self._lock = threading.Lock()
        self._held = bytearray()
        self._speech = ctypes.CDLL(str(library))
        kind = ctypes.CFUNCTYPE(
            ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
        )
        self._receive = kind(self._take)
        self._rate = self._speech.espeak_Initialize(SYNCHRONOUS, 0, str(folder).encode(), 0)
        if self._rate <= 0:
            raise OSError("espeak-ng does not start")
        self._speech.espeak_SetSynthCallback(self._receive)

    def _take(self, samples: "ctypes._Pointer[ctypes.c_short]", count: int, _events: int) -> int:
        if count > 0:
            self._held += ctypes.string_at(samples, count * 2)
        return 0

    def say(self, text: str, voice: str) -> tuple[bytes, int]:
        """Speak in one voice; OSError when espeak-ng refuses."""
        with self._lock:
            self._held.clear()
            content = text.encode() + b"\0"
            failed = (
                self._speech.espeak_SetVoiceByName(voice.encode())
                or self._speech.espeak_SetParameter(RATE_PARAMETER, WORDS_A_MINUTE, 0)
                or self._speech.espeak_Synth(
                    content, len(content), 0, 1, 0, UTF8_WITH_END_PAUSE, None, None
                )
                or self._speech.espeak_Synchronize()
            )
            if failed:
                raise OSError(f"espeak-ng cannot speak {voice}: {failed}")
            return bytes(self._held), self._rate


class _Program:
    """espeak-ng as a program of the machine."""

    def __init__(self, path: str) -> None:
        self._path = path

    def say(self, text: str, voice: str) -> tuple[bytes, int]:
        """Speak in one voice, by a WAV on standard output."""
        words = [self._path, "-v", voice, "-s", str(WORDS_A_MINUTE), "--stdin", "--stdout"]
        done = subprocess.run(words, input=text.encode(), capture_output=True, check=True)  # noqa: S603
        with wave.open(io.BytesIO(done.stdout)) as sound:
            return sound.readframes(sound.getnframes()), sound.getframerate()
