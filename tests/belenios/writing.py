"""The vectors that our Python and our JavaScript share: `python -m tests.belenios.writing`."""

import json
from collections.abc import Callable
from pathlib import Path

from participation.belenios.checks import Check
from participation.belenios.credentials import draw_token, write_credentials
from participation.belenios.encoding import canonical, digest, fingerprint, plain
from participation.belenios.group import (
    IDENTITY,
    Q,
    base,
    draw_scalar,
    hash_to_q,
    mul,
    write_point,
)
from participation.belenios.keys import make_key
from participation.belenios.proofs import Pair, Statement, prove_log, zeros
from participation.belenios.tally import decrypt, write_tally
from participation.belenios.trustees import lagrange, read_trustees
from participation.seed.devices import cards, letters, phones
from participation.seed.devices.booths import prove_any, seal
from tests.belenios.ceremony import CVS, PLAIN, Made, archive, make, make_voted, repeatable

FOLDER = Path(__file__).parent / "vectors"
LONGEST = 800
UUID = "ZsHK1yXQWAR1aD"
Vectors = dict[str, object]


def folded(value: object) -> object:
    """Cut long strings in pieces: `{"joined": [...]}` stands for one string."""
    if isinstance(value, str) and len(value) > LONGEST:
        return {"joined": [value[at : at + LONGEST] for at in range(0, len(value), LONGEST)]}
    if isinstance(value, dict):
        return {key: folded(each) for key, each in value.items()}
    return [folded(each) for each in value] if isinstance(value, list) else value


def plus(hexadecimal: str, number: int) -> str:
    """Add to the number that a point is written as."""
    return f"{int(hexadecimal, 16) + number:064x}"


def refused_points() -> list[Vectors]:
    """Points outside the group, written in another way, or the identity."""
    small = "0000000000000000000000000000000000000000000000000000000000000000"
    order_8 = "7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7"
    return [
        {"point": small, "check": Check.SUBGROUP},
        {"point": order_8, "check": Check.SUBGROUP},
        {"point": write_point(IDENTITY), "check": Check.IDENTITY},
        {"point": plus(write_point(IDENTITY), 2**255 - 19), "check": Check.POINT},
        {"point": "f" * 64, "check": Check.POINT},
        {"point": write_point(base(2)).upper(), "check": Check.POINT},
        {"point": write_point(base(2))[1:], "check": Check.POINT},
    ]


def group() -> Vectors:
    """Points, scalars, hashes, and what each drawing takes from the randomness."""
    scalars = [1, 2, 7, Q - 1, draw_scalar(repeatable("group"))]
    drawn = repeatable("draws")
    return {
        "q": str(Q),
        "identity": write_point(IDENTITY),
        "multiples": [{"scalar": str(n), "point": write_point(base(n))} for n in scalars],
        "products": [
            {
                "point": write_point(base(scalars[-1])),
                "scalar": str(n),
                "product": write_point(mul(base(scalars[-1]), n)),
            }
            for n in (0, *scalars)
        ],
        "hashes": [
            {
                "prefix": "prove|é|",
                "points": [write_point(base(n)) for n in (1, 2)],
                "scalar": str(hash_to_q("prove|é|", base(1), base(2))),
            }
        ],
        "refused_points": refused_points(),
        "refused_scalars": [str(Q), str(Q + 1), "-1", "01", "", "1e3", " 1", "9" * 100],
        "randomness": {
            "label": "draws",
            "first_bytes": repeatable("draws")(80).hex(),
            "scalar": str(draw_scalar(drawn)),
            "then_token": draw_token(14, drawn),
            "then_code": cards.draw_code(drawn),
        },
    }


def codes() -> Vectors:
    """Private credentials and what is derived of them."""
    give = repeatable("codes")
    drawn = [cards.draw_code(give) for _ in range(3)]
    public = [cards.derive_public(UUID, code) for code in drawn]
    return {
        "uuid": UUID,
        "randomness": "codes",
        "derived": [
            {
                "code": code,
                "secret": str(cards.derive_secret(UUID, code)),
                "public": each,
            }
            for code, each in zip(drawn, public, strict=True)
        ],
        "list": json.loads(write_credentials(public)),
        "refused_codes": [drawn[0][:-1], drawn[0].replace("-", ""), "0" + drawn[0][1:]],
    }


def proofs() -> Vectors:
    """Each kind of proof."""
    secret, key = 12345, base(67890)
    nonce = draw_scalar(repeatable("nonce"))
    pairs = [Pair(base(nonce), mul(key, nonce)), Pair(base(nonce), base(3))]
    stated = Statement(Check.INDIVIDUAL_PROOF, "it", "any|", zeros(key, pairs))
    return {
        "log": {
            "secret": str(secret),
            "prefix": "log|",
            "randomness": "log",
            "proof": plain(prove_log(secret, "log|", repeatable("log"))),
        },
        "equal": {
            "secret": str(secret),
            "alpha": write_point(base(3)),
            "prefix": "equal|",
            "randomness": "equal",
            "proof": plain(prove_log(secret, "equal|", repeatable("equal"), base(3))),
        },
        "any": {
            "key": write_point(key),
            "pairs": [[write_point(point) for point in pair] for pair in pairs],
            "true": 0,
            "nonce": str(nonce),
            "prefix": "any|",
            "randomness": "any",
            "proofs": plain(prove_any(stated, 0, nonce, repeatable("any"))),
        },
        "lagrange": [
            {"index": index, "indexes": chosen, "coefficient": str(lagrange(index, chosen))}
            for chosen in ([1, 2], [1, 3], [2, 3, 5])
            for index in chosen
        ],
        "possession": {
            "secret": str(secret),
            "randomness": "possession",
            "key": plain(make_key(secret, repeatable("possession"))),
        },
    }


def ceremony() -> Vectors:
    """Give rounds 1 to 6 for two of three, drawn from one randomness: seeds, then round by round.

    In each round, trustee after trustee.
    """
    made = make("ceremony").ceremony
    keys = letters.derive_keys(made.seeds[0])
    return {
        "randomness": "ceremony",
        "size": 3,
        "threshold": 2,
        "seeds": made.seeds,
        "first_keys": {"signing": str(keys.signing), "decryption": str(keys.decryption)},
        "polynomials": [
            [str(each) for each in phones.derive_polynomial(seed, 3, 2, index)]
            for index, seed in enumerate(made.seeds, 1)
        ],
        "certs": plain(made.certs),
        "commitments": made.commitments,
        "dealt": plain(made.dealt),
        "routed_digests": [digest(canonical(each).encode()) for each in made.routed],
        "made": plain(made.made),
        "secrets": [
            str(phones.open_key(seed, each.private_key))
            for seed, each in zip(made.seeds, made.made, strict=True)
        ],
        "parameters_digest": digest(canonical(made.parameters()).encode()),
        "message": {
            "randomness": "message",
            "from_seed": made.seeds[0],
            "to_encryption": write_point(letters.derive_keys(made.seeds[1]).encryption),
            "value": {"secret": "42"},
            "sealed": letters.send(
                keys,
                letters.derive_keys(made.seeds[1]).encryption,
                {"secret": "42"},
                repeatable("message"),
            ),
        },
    }


def _sealed(made: Made, label: str, *choices: tuple[int, ...]) -> Vectors:
    raw = seal(made.election, made.codes[0], choices, repeatable(label))
    return {
        "randomness": label,
        "code": made.codes[0],
        "choices": [list(each) for each in choices],
        "ballot": json.loads(raw),
        "digest": digest(raw),
        "tracker": fingerprint(raw),
    }


def ballots() -> Vectors:
    """Sealed ballots: with a blank vote, without, of two questions."""
    one, both = make("one", voters=1), make("both", voters=1, questions=(CVS, PLAIN))
    return {
        "elections": [
            {
                "election": json.loads(made.election.raw),
                "fingerprint": made.election.fingerprint,
                "ballots": sealed,
            }
            for made, sealed in (
                (
                    one,
                    [
                        _sealed(one, "ballot 1", (0, 1, 0, 0, 0)),
                        _sealed(one, "ballot 2", (0, 1, 1, 0, 1)),
                        _sealed(one, "ballot 3", (1, 0, 0, 0, 0)),
                    ],
                ),
                (both, [_sealed(both, "ballot 4", (1, 0, 0, 0, 0), (0, 0))]),
            )
        ],
        "refused_choices": [
            [0, 0, 0, 0, 0],
            [1, 1, 0, 0, 0],
            [0, 1, 1, 1, 1],
            [0, 2, 0, 0, 0],
            [0, -1, 1, 1, 0],
            [0, 1, 0, 0],
        ],
    }


def decryption() -> Vectors:
    """Give the tally of ours.bel, decrypted by each trustee."""
    made = make_voted()
    sums, count = made.tally()
    encrypted, sized = write_tally(sums, count)
    raw = {
        owner: decrypt(made.election, sums, secret, repeatable(f"decrypt {owner}"))
        for owner, secret in made.secrets.items()
    }
    keys = read_trustees(made.trustees).keys
    return {
        "archive": "ours.bel",
        "codes": made.codes,
        "seeds": made.ceremony.seeds,
        "encrypted_tally": json.loads(encrypted),
        "sized_encrypted_tally": json.loads(sized),
        "partial_decryptions": [
            {
                "owner": owner,
                "public_key": write_point(keys[owner]),
                "secret": str(made.secrets[owner]),
                "randomness": f"decrypt {owner}",
                "partial_decryption": json.loads(each),
                "digest": digest(each),
            }
            for owner, each in raw.items()
        ],
        "result": [[1, 1, 2, 2, 1]],
    }


FILES: dict[str, Callable[[], Vectors]] = {
    "group.json": group,
    "credentials.json": codes,
    "proofs.json": proofs,
    "ceremony.json": ceremony,
    "ballots.json": ballots,
    "decryption.json": decryption,
}


def write(name: str) -> bytes:
    """Give the bytes of a file of vectors."""
    if name == "ours.bel":
        return archive(make_voted().events())
    return (json.dumps(folded(FILES[name]()), indent=1, ensure_ascii=False) + "\n").encode()


if __name__ == "__main__":
    for each in (*FILES, "ours.bel"):
        (FOLDER / each).write_bytes(write(each))
