"""Which check refuses which change: written by hand, field by field; the first row that fits."""

from participation.belenios.checks import Check
from tests.belenios.mutants import Row

ANY = ".*"
SHAPES: list[Row] = [
    (
        ANY,
        "extra field|swapped fields|an object|a list|null|not a string|a string|a float",
        Check.FIELDS,
    ),
    (ANY, "a boolean|point not a string|scalar not a string", Check.FIELDS),
    (ANY, "missing .*", Check.FIELDS),
    (ANY, "scalar (plus q|leading zero|negative|huge)", Check.SCALAR),
    (ANY, "point (not canonical|upper case|too short)", Check.POINT),
    (ANY, "point (off the subgroup|of small order)", Check.SUBGROUP),
    (ANY, "point identity", Check.IDENTITY),
]
RAW: list[Row] = [("", ANY, Check.CANONICAL)]

BALLOT: list[Row] = [
    ("election_uuid|election_hash", ANY, Check.ELECTION),
    ("signature.hash", ANY, Check.SIGNATURE),
    *SHAPES,
    ("credential", "point altered", Check.INDIVIDUAL_PROOF),
    ("signature.proof.*", "scalar altered", Check.SIGNATURE),
    (ANY, "shorter|longer", Check.LENGTH),
    (r"answers\.0\.(choices|individual_proofs).*", ANY, Check.INDIVIDUAL_PROOF),
    (r"answers\.0\.overall_proof.*", ANY, Check.OVERALL_PROOF),
    (r"answers\.0\.blank_proof.*", ANY, Check.BLANK_PROOF),
]
ELECTION: list[Row] = [
    ("version", ANY, Check.VERSION),
    ("group", ANY, Check.VERSION),
    (r"questions\.0", "missing blank", Check.ELECTION),
    *SHAPES,
    ("public_key", "point altered", Check.PUBLIC_KEY),
    ("questions", "shorter", Check.QUESTION),
    (r"questions\.0\.min", "negative|huge", Check.QUESTION),
    (r"questions\.0\.max", "negative|huge", Check.QUESTION),
    (r"questions\.0\.(min|max|blank|question|answers).*", ANY, Check.ELECTION),
    ("questions", "longer", Check.ELECTION),
    ("name|description|uuid", "altered", Check.ELECTION),
]
"""A change that makes another good election is seen by the ballots, which name the first."""

PEDERSEN = r"1\.1"
CERT = rf"{PEDERSEN}\.certs\.\d"
SHOWN = rf"{PEDERSEN}\.coefexps\.\d"
KEY = rf"{PEDERSEN}\.verification_keys\.\d"
TRUSTEES: list[Row] = [
    (rf"{CERT}\.message\.message\.context.*", ANY, Check.CERTIFICATE),
    (rf"{CERT}|{CERT}\.message", "altered", Check.CERTIFICATE),
    *SHAPES,
    ("", "longer|shorter", Check.PUBLIC_KEY),
    ("", "swapped items", Check.DECRYPTION_PROOF),
    (r"0|1", "swapped items", Check.FIELDS),
    (r"[01]\.0", "altered", Check.FIELDS),
    (rf"{PEDERSEN}\.threshold|{PEDERSEN}\.certs", ANY, Check.CERTIFICATE),
    (ANY, "shorter|longer", Check.LENGTH),
    (r"0\.1.*", ANY, Check.POSSESSION),
    (rf"{CERT}.*", ANY, Check.CERTIFICATE),
    (rf"{PEDERSEN}\.(coefexps|signatures).*", ANY, Check.COEFEXPS),
    (rf"{PEDERSEN}\.verification_keys", "swapped items", Check.TRUSTEE_KEY),
    (rf"{KEY}\.signature.*", ANY, Check.TRUSTEE_KEY),
    (rf"{KEY}.*", ANY, Check.POSSESSION),
]
TRUSTEES.insert(0, (r"[01]", "shorter|longer", Check.LENGTH))
CREDENTIALS: list[Row] = [
    *SHAPES,
    ("", "longer", Check.DUPLICATE),
    ("", "swapped items", None),
    (ANY, "shorter|point altered", Check.CREDENTIAL),
]
"""The order of the list says nothing: belenios-tool does not sort it."""
SETUP: list[Row] = [
    ("", "missing .*|extra field|swapped fields|a list", Check.FIELDS),
    (ANY, ANY, Check.PAYLOAD),
]
SIZED: list[Row] = [
    ("encrypted_tally", ANY, Check.PAYLOAD),
    *SHAPES,
    ("num_tallied|total_weight", ANY, Check.COUNT),
]
TALLY: list[Row] = [(ANY, ANY, Check.TALLY)]
OWNED: list[Row] = [
    ("payload", ANY, Check.PAYLOAD),
    ("owner", "more", Check.DECRYPTION_PROOF),
    ("owner", "less|negative|huge", Check.OWNER),
    *SHAPES,
]
PARTIAL: list[Row] = [
    (ANY, "point identity", Check.DECRYPTION_PROOF),
    *SHAPES,
    (ANY, "shorter|longer", Check.LENGTH),
    (ANY, ANY, Check.DECRYPTION_PROOF),
]
RESULT: list[Row] = [*SHAPES, (ANY, "shorter|longer", Check.LENGTH), (ANY, ANY, Check.RESULT)]
EVENT: list[Row] = [
    ("", "missing payload", Check.PAYLOAD),
    ("", "missing parent", Check.CHAIN),
    ("payload", ANY, Check.PAYLOAD),
    ("parent", ANY, Check.CHAIN),
    ("type", "altered", Check.ORDER),
    ("height", "more|less|negative|huge", Check.CHAIN),
    *SHAPES,
]
