"""Passwords cost what OWASP asks for, though tests hash them with little work."""

from argon2 import PasswordHasher, Type

from participation.accounts.adapters.hashing import fits, hash_password, is_outdated


def test_a_password_costs_what_owasp_asks_for(real_hasher: PasswordHasher) -> None:
    """Argon2id, 19 MiB, two passes (OWASP Password Storage Cheat Sheet)."""
    asked = (real_hasher.type, real_hasher.memory_cost, real_hasher.time_cost)
    assert asked == (Type.ID, 19 * 1024, 2)


def test_a_hash_of_little_work_is_made_anew(real_hasher: PasswordHasher) -> None:
    stored = hash_password("sept barques")
    assert fits(stored, "sept barques")
    assert not is_outdated(stored)
    assert real_hasher.check_needs_rehash(stored)


def test_nobody_fits_nothing() -> None:
    assert not fits(None, "nobody has this password")
