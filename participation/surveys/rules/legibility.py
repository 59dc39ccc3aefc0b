"""How easily a French text is read: sentences, words, syllables, the index of Kandel and Moles."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

LONG_SENTENCE = 15
"""Words of a sentence beyond which it is said to be long (rules for easy-to-read information,
Inclusion Europe and Unapei 2009: short sentences, one idea each)."""
LONG_WORD = 4
"""Syllables from which a word is long for who reads little."""
EASY, MEDIUM = 70.0, 50.0
"""Flesch's own steps, on the French index: easy from 70, hard under 50."""
_SENTENCE = re.compile(r"[.!?…]+(?=\s|$)")
_VOWELS = re.compile(r"[aeiouàâäéèêëîïôöùûüœæ]+")
_HIATUS = re.compile(r"(?<=[éïëüö])(?=[aâoôuyiîê])")
_GLIDE = re.compile(r"(?<=[aeiouàâéèêîôûœ])y(?=[aeiouàâéèêîôûœ])")
_AROUND = "".join(sorted(set("«»“”\"'’.,;:!?…()[]–—-\u00a0\u202f ")))
_LETTER = re.compile(r"[^\W\d_]")


class Ease(StrEnum):
    """How easy a text is."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class Measure:
    """What was counted in a text; `index` is that of Kandel and Moles, higher is easier."""

    sentences: int
    words: int
    syllables: int

    @property
    def index(self) -> float:
        """Give 207 - 1.015 words a sentence - 73.6 syllables a word; 100 for an empty text.

        Kandel L. and Moles A. (1958), « Application de l'indice de Flesch à la langue française »,
        Cahiers Études de Radio-Télévision 19, pp. 253-274: Flesch's reading ease (1948) with
        weights fitted to French. On texts of fewer than 100 words it moves a great deal with one
        word: it helps, it proves nothing, and no reader is replaced by it.
        """
        if not self.words:
            return 100.0
        sentences = max(1, self.sentences)
        return 207 - 1.015 * self.words / sentences - 73.6 * self.syllables / self.words

    @property
    def ease(self) -> Ease:
        """Give the step of the index."""
        if self.index >= EASY:
            return Ease.EASY
        return Ease.MEDIUM if self.index >= MEDIUM else Ease.HARD


def sentences_of(text: str) -> tuple[str, ...]:
    """Cut a text at each full stop, question or exclamation mark, and at each line."""
    found = (part.strip() for line in text.splitlines() for part in _SENTENCE.split(line))
    return tuple(part for part in found if _LETTER.search(part) or any(map(str.isdigit, part)))


def words_of(text: str) -> tuple[str, ...]:
    """Give the words of a text as they stand between blanks, without their punctuation.

    « l’équipe » and « parle-t-elle » are one word each, as word processors count them.
    """
    stripped = (word.strip(_AROUND) for word in text.split())
    return tuple(word for word in stripped if word)


def syllables(word: str) -> int:
    """Count the spoken syllables of a French word, one at least; a count by eye agrees but for few.

    Runs of vowels, but for the silent end (« -e », « -es »), a vowel after é, ï or ë, and y between
    vowels, which part; « -ent » is heard, for rules cannot tell « ils parlent » from « accent ».
    """
    total = 0
    for part in re.split(r"['’\-]", unicodedata.normalize("NFC", word.casefold())):
        plain = _HIATUS.sub("·", _GLIDE.sub("·", part))
        runs = _VOWELS.findall(plain.replace("qu", "q").replace("y", "i"))
        count = len(runs)
        if count > 1 and re.search(r"[^aeiouàâäéèêëîïôöùûüœæ·]es?$", plain):
            count -= 1
        total += count
    return max(1, total)


def measure(*texts: str) -> Measure:
    """Count the sentences, words and syllables of texts together."""
    sentences = [one for text in texts for one in sentences_of(text)]
    words = [word for one in sentences for word in words_of(one)]
    return Measure(len(sentences), len(words), sum(map(syllables, words)))


def long_words(text: str) -> tuple[str, ...]:
    """Name the words of four syllables or more, once each; places that quote answers are none."""
    found = (word for word in words_of(text) if "$" not in word)
    return tuple(dict.fromkeys(word for word in found if syllables(word) >= LONG_WORD))
