"""Choices that are no answer, however a form writes “I do not know” or “I will not say”."""

import re
import unicodedata
from functools import lru_cache

from .questions import DONT_KNOW, WONT_SAY, Choice

_SENSES = {
    DONT_KNOW: (
        "dk", "dont know", "i dont know", "do not know", "i do not know", "doesnt know", "idk",
        "not sure", "nsp", "ne sait pas", "je ne sais pas", "nesaitpas", "je sais pas",
        "لا أعرف", "لا اعرف", "لا أدري", "نمی‌دانم", "نمی دانم", "نه پوهېږم", "не знаю",
    ),
    WONT_SAY: (
        "refused", "refuse", "refuse to answer", "refusal", "refus", "refuse de repondre",
        "prefer not to say", "prefer not to answer", "i prefer not to say",
        "i prefer not to answer", "i dont want to answer", "i dont want to say",
        "i do not want to answer", "i do not want to say", "no answer",
        "ne souhaite pas repondre", "je ne souhaite pas repondre", "ne veut pas repondre",
        "je ne veux pas repondre", "je ne veux pas le dire", "je prefere ne pas repondre",
        "je prefere ne pas le dire", "nvpr", "pnr",
        "لا أريد أن أجيب", "لا اريد ان اجيب", "أفضل عدم الإجابة", "نمی‌خواهم جواب بدهم",
        "نه غواړم ځواب ورکړم", "не хочу отвечать", "не хочу відповідати",
    ),
}  # fmt: skip


def sense_of(choice: Choice) -> int:
    """Give DONT_KNOW or WONT_SAY for a choice that means it, else the choice's own value.

    By its value, by its name, or by its words in any language: whatever stands for 98 or 99.
    """
    if choice.value in _SENSES:
        return choice.value
    for words in (choice.name, *choice.label.values()):
        if (sense := _known().get(_bare(words))) is not None:
            return sense
    return choice.value


def _bare(words: str) -> str:
    """Fold case, accents, apostrophes, joiners and what stands around or between the words."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    kept = (sign for sign in apart if not unicodedata.combining(sign))
    plain = "".join(sign for sign in kept if sign not in "'’\u200c\u200d")
    return " ".join(re.findall(r"\w+", plain.replace("_", " ")))


@lru_cache(maxsize=1)
def _known() -> dict[str, int]:
    return {_bare(words): sense for sense, every in _SENSES.items() for words in every}
