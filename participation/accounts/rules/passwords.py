"""Which passwords are refused: short ones, and those made of what anyone would try first."""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum

SHORTEST = 12
LONGEST = 128
FEWEST_OWN = 6
"""Signs that must remain when all common pieces are taken away."""
LEET = str.maketrans("013457@$!€", "oleastasie")
ROWS = (
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiop",
    "yxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
)
SMALLEST_PIECE = 3
COMMON = frozenset(
    """
    password passwort motdepasse mdp passe secret secrete admin administrateur administrator
    root login utilisateur user test essai demo bonjour bonsoir salut coucou hello bienvenue
    welcome azerty qwerty soleil sunshine lune etoile amour jetaime iloveyou love bisous doudou
    loulou chouchou cheval chocolat princesse prince princess dragon monkey singe football
    basket rugby marseille paris lyon toulouse montpellier bordeaux lille nantes strasbourg
    france maroc algerie tunisie afrique europe psg olympique liverpool chelsea arsenal
    barcelona ronaldo messi zidane nicolas thomas julien alexandre maxime camille marie jean
    pierre paul jacques michel philippe isabelle nathalie sandrine stephanie caroline charlotte
    louise emma lucas hugo theo leo manon chloe lea sarah mohamed ahmed fatima pauline martin
    bernard dubois durand michael jennifer hunter shadow master superman batman pokemon starwars
    matrix freedom whatever trustno letmein changeme changezmoi changer ouvre ouvretoi sesame
    porte clef cle maison house home famille family jordan maman papa mama mother father bebe
    enfant fille garcon chien chat cookie pepper ginger summer winter spring autumn printemps
    automne hiver janvier fevrier mars avril mai juin juillet aout septembre octobre novembre
    decembre january february march april june july august september october november december
    lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday friday sunday vacances
    voiture moto musique guitare piano orange pomme banane fraise citron association foyer
    residence accueil service direction directeur directrice qualite equipe bureau social
    sociale educateur educatrice travail work ordinateur computer internet google facebook
    instagram youtube microsoft windows apple samsung android iphone compte account access acces
    participation enquete conseil residents resident usager personne blink qazwsx abc xyz aaa
    zzz
    """.split()
)
"""Words gathered by hand from what French and English speakers choose most."""


class PasswordRefusal(StrEnum):
    """Why a password cannot be taken."""

    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    TOO_COMMON = "too-common"
    HOLDS_OWN_NAME = "holds-own-name"


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def normal(password: str) -> str:
    """Give the form that is hashed: the same for every keyboard (NFC); nothing is cut."""
    return unicodedata.normalize("NFC", password)


def _is_row(piece: str) -> bool:
    return any(piece in row or piece in row[::-1] for row in ROWS)


def _own_pieces(own: Iterable[str]) -> frozenset[str]:
    pieces = (piece for text in own for piece in re.split(r"[^a-z0-9]+", _plain(text)))
    return frozenset(piece for piece in pieces if len(piece) >= SMALLEST_PIECE)


def _left_after(text: str, pieces: frozenset[str]) -> int:
    """Count the signs that belong to no common word, keyboard row, repetition or year."""
    text = re.sub(r"(.{1,4}?)\1{2,}", r"\1", text)
    text = re.sub(r"(19|20)\d\d|\d{1,4}$", "", text)
    at = left = 0
    longest = max(map(len, pieces), default=0)
    while at < len(text):
        for size in range(min(longest, len(text) - at), SMALLEST_PIECE - 1, -1):
            if text[at : at + size] in pieces or _is_row(text[at : at + size]):
                at += size
                break
        else:
            left += text[at].isalnum()
            at += 1
    return left


def why_not_password(password: str, own: Iterable[str] = ()) -> PasswordRefusal | None:
    """Refuse what is too short or guessed first (NIST SP 800-63B §3.1.1.2; ASVS 6.2.1, 6.2.4).

    `own` holds the person's name and e-mail address and the association's name. No rule asks for
    capitals, digits or signs.
    """
    if len(normal(password)) < SHORTEST:
        return PasswordRefusal.TOO_SHORT
    if len(password) > LONGEST:
        return PasswordRefusal.TOO_LONG
    plain, mine = _plain(password), _own_pieces(own)
    readings = (plain, plain.translate(LEET))
    if min(_left_after(text, COMMON) for text in readings) < FEWEST_OWN:
        return PasswordRefusal.TOO_COMMON
    if min(_left_after(text, COMMON | mine) for text in readings) < FEWEST_OWN:
        return PasswordRefusal.HOLDS_OWN_NAME
    return None
