"""Encrypted copies of the whole database, and the way back; a damaged copy is refused whole."""

import base64
import json
import os
import secrets
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from nacl import bindings, pwhash

MAGIC = b"participation-backup-1\n"
CHUNK = 64 * 1024
SEALED_CHUNK = CHUNK + bindings.crypto_secretstream_xchacha20poly1305_ABYTES
KEY_BYTES = bindings.crypto_secretstream_xchacha20poly1305_KEYBYTES
HEADER_BYTES = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
MORE = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
LAST = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
SHORTEST_PASSPHRASE = 14
LONGEST_HEAD = 4096

Progress = Callable[[int, int], None]
"""Called with (done, total), in bytes or pages."""


class BackupError(ValueError):
    """A copy cannot be made or restored; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Lock:
    """What opens a backup: a key of 32 bytes, or a passphrase of 14 characters or more."""

    key: bytes = b""
    passphrase: str = ""

    def open(self, salt: bytes) -> bytes:
        """Give the 32-byte key of a backup; a passphrase is stretched by Argon2id."""
        if self.key:
            return self.key
        return bytes(
            pwhash.argon2id.kdf(
                KEY_BYTES,
                self.passphrase.encode(),
                salt,
                opslimit=pwhash.argon2id.OPSLIMIT_MODERATE,
                memlimit=pwhash.argon2id.MEMLIMIT_MODERATE,
            )
        )


def lock_of(key_file: Path | None, passphrase: str = "") -> Lock:
    """Give the lock of a key file or a passphrase; BackupError when it is none."""
    if key_file is not None:
        try:
            key = base64.b64decode(key_file.read_text().strip(), validate=True)
        except (OSError, ValueError) as error:
            raise BackupError(f"{key_file} holds no key: {error}") from None
        if len(key) != KEY_BYTES:
            raise BackupError(f"{key_file} holds no key of {KEY_BYTES} bytes")
        return Lock(key=key)
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise BackupError(f"a passphrase has {SHORTEST_PASSPHRASE} characters or more")
    return Lock(passphrase=passphrase)


def make_key(target: Path) -> None:
    """Write a new key for its owner alone; FileExistsError rather than losing an old one."""
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as stream:
        stream.write(base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode() + "\n")


def seal(
    source: IO[bytes], target: Path, lock: Lock, *, kind: str, made: str, progress: Progress
) -> int:
    """Compress and encrypt a stream into a file that appears whole or not at all; give its size.

    XChaCha20-Poly1305 in chunks (libsodium's secretstream): no chunk can be changed, moved,
    repeated or left out, and the last one says that it is the last.
    """
    salt = secrets.token_bytes(pwhash.argon2id.SALTBYTES)
    head = json.dumps({"kind": kind, "made": made, "salt": salt.hex()}).encode() + b"\n"
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    start = bindings.crypto_secretstream_xchacha20poly1305_init_push(state, lock.open(salt))
    push = bindings.crypto_secretstream_xchacha20poly1305_push
    part = target.with_name(f"{target.name}.part")
    total = source.seek(0, os.SEEK_END) if source.seekable() else 0
    if source.seekable():
        source.seek(0)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
            stream.write(MAGIC + head + start)
            held = b""
            for chunk in _chunks(_squeezed(source, total, progress)):
                if held:
                    stream.write(push(state, held, head, MORE))
                held = chunk
            stream.write(push(state, held, head, LAST))
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target.stat().st_size


def _squeezed(source: IO[bytes], total: int, progress: Progress) -> Iterator[bytes]:
    squeezer, done = zlib.compressobj(6), 0
    while block := source.read(CHUNK):
        done += len(block)
        progress(done, total)
        yield squeezer.compress(block)
    yield squeezer.flush()


def _chunks(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Cut a stream into chunks of one size, the last one excepted."""
    held = b""
    for block in blocks:
        held += block
        while len(held) > CHUNK:
            yield held[:CHUNK]
            held = held[CHUNK:]
    yield held


def unseal(source: Path, target: IO[bytes], lock: Lock, *, progress: Progress) -> dict[str, str]:
    """Decrypt a backup into a stream and give its head (kind, made); BackupError when damaged.

    Nothing of the target is to be trusted until this returns.
    """
    total = source.stat().st_size
    with source.open("rb") as stream:
        if stream.read(len(MAGIC)) != MAGIC:
            raise BackupError(f"{source} is no backup of this program")
        head = stream.readline(LONGEST_HEAD)
        try:
            facts = {str(name): str(value) for name, value in json.loads(head).items()}
            key = lock.open(bytes.fromhex(facts["salt"]))
            _decrypt(stream, head, key, target, lambda done: progress(done, total))
        except (RuntimeError, ValueError, KeyError, AttributeError, zlib.error):
            raise BackupError(
                f"{source} is damaged or altered, or this is not its key: nothing was restored"
            ) from None
    return facts


def _decrypt(
    stream: IO[bytes], head: bytes, key: bytes, target: IO[bytes], progress: Callable[[int], None]
) -> None:
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    start = stream.read(HEADER_BYTES)
    bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, start, key)
    stretcher, tag = zlib.decompressobj(), MORE
    while sealed := stream.read(SEALED_CHUNK):
        if tag == LAST:
            raise ValueError("something follows the end")
        plain, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(state, sealed, head)
        target.write(stretcher.decompress(plain))
        progress(stream.tell())
    if tag != LAST or not stretcher.eof:
        raise ValueError("the end is missing")
