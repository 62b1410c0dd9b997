"""The key of the local file: one random key, wrapped by each person's password and by the recovery code on paper."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desk_app.errors import StorageError, UserError
from desk_app.i18n import N_
from desk_app.storage.passwords import scrypt

_VERSION = 1
_CODE_LETTERS = 25
"""Five bits each, in groups of five: 125 bits."""
_RECOVERY = "recovery"
_LOOKALIKES = str.maketrans("018", "OIB")


class FileVault:
    """A `ports.Vault` in a JSON file beside the records it opens. `cost` is scrypt's N.

    Until `settle` the file has another name: a first run that broke off leaves no vault, so it can begin again.
    """

    def __init__(self, path: Path, cost: int = 2**15, records: Path | None = None) -> None:
        self._path = path
        self._pending = path.with_name(path.name + ".first-run")
        self._records = records if records is not None else path.with_name("tereze.db")
        self._cost = cost
        self._key: bytes | None = None

    @property
    def key(self) -> bytes:
        """The key of the file, once unlocked."""
        if self._key is None:
            raise RuntimeError("the vault is locked")
        return self._key

    def exists(self) -> bool:
        """True once an office was set up here.

        Raises:
            StorageError: E-301, there are records but the file with their keys is gone.
        """
        if self._path.exists():
            return True
        if self._records.exists() and not self._pending.exists():
            raise _broken(self._path)
        return False

    def create(self, login: str, password: str) -> str:
        if self.exists():
            raise FileExistsError(self._path)
        if self._pending.exists():
            self._set_leftovers_aside()
        self._key = os.urandom(32)
        code = _new_code()
        content: dict[str, Any] = {"version": _VERSION, "salt": _letters(os.urandom(16)), "people": {}}
        content[_RECOVERY] = self._wrap(_plain_code(code), _RECOVERY)
        name = _digest(content, login)
        content["people"][name] = self._wrap(password, name)
        self._write(content, self._pending)
        return code

    def settle(self) -> None:
        if self._path.exists():
            return
        try:
            os.replace(self._pending, self._path)
            _sync_folder(self._path.parent)
        except OSError as error:
            raise _unwritable(self._path) from error

    def _set_leftovers_aside(self) -> None:
        """Records of a first run that broke off: no office was ever confirmed in them."""
        for part in self._records.parent.glob(self._records.name + "*"):
            if not part.name.endswith(".lock"):
                os.replace(part, part.with_name(f"broken-off-{os.urandom(4).hex()}-{part.name}"))

    def unlock(self, login: str, password: str) -> None:
        content = self._read()
        name = _digest(content, login)
        wrap = content["people"].get(name)
        # an unknown name costs as long as a wrong password
        key = _unwrap(wrap if wrap is not None else content[_RECOVERY], password, name)
        if key is None or wrap is None:
            raise UserError(
                "E-401",
                N_("The name or the password is wrong."),
                N_("Check the language of the keyboard and Caps Lock, then try again."),
                safe=N_("Your records were not touched."),
            )
        self._key = key

    def recover(self, code: str) -> None:
        """Unlock by the code on paper; spaces, hyphens, case and look-alike digits do not matter.

        Raises:
            UserError: E-411, the code is wrong.
        """
        key = _unwrap(self._read()[_RECOVERY], _plain_code(code), _RECOVERY)
        if key is None:
            raise UserError(
                "E-411",
                N_("The recovery code is wrong."),
                N_("Type it again from the recovery sheet, all groups in their order."),
                safe=N_("Your records were not touched."),
            )
        self._key = key

    def add(self, login: str, password: str) -> None:
        key_is_there = self.key  # locked: raises before the slow part
        del key_is_there
        content = self._read()
        name = _digest(content, login)
        content["people"][name] = self._wrap(password, name)
        self._write(content)

    def remove(self, login: str) -> None:
        content = self._read()
        if content["people"].pop(_digest(content, login), None) is not None:
            self._write(content)

    def _wrap(self, password: str, name: str) -> dict[str, Any]:
        salt, nonce = os.urandom(16), os.urandom(12)
        secret = scrypt(password, salt, self._cost, 8, 1)
        return {
            "cost": self._cost,
            "block": 8,
            "parallel": 1,
            "salt": _letters(salt),
            "nonce": _letters(nonce),
            "key": _letters(AESGCM(secret).encrypt(nonce, self.key, name.encode())),
        }

    def _read(self) -> dict[str, Any]:
        try:
            content: dict[str, Any] = json.loads(self._path.read_bytes())
            if content["version"] != _VERSION:
                raise ValueError("another version")
            _bytes(content["salt"])
            for wrap in (content[_RECOVERY], *content["people"].values()):
                _bytes(wrap["salt"]), _bytes(wrap["nonce"]), _bytes(wrap["key"])
        except FileNotFoundError as error:
            raise _broken(self._path) from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise _broken(self._path) from error
        except OSError as error:
            raise _unwritable(self._path) from error
        return content

    def _write(self, content: dict[str, Any], path: Path | None = None) -> None:
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(path or self._path, json.dumps(content, sort_keys=True, indent=1).encode())
        except OSError as error:
            raise _unwritable(self._path) from error


def write_atomically(path: Path, data: bytes) -> None:
    """Replace the file by this content: after a power cut it is the old one or the new one, never half."""
    fresh = path.with_name(path.name + ".new")
    try:
        file = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(file, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(fresh, path)
    except OSError:
        with suppress(OSError):
            fresh.unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(path: Path) -> None:
    if os.name == "posix":
        folder = os.open(path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _unwrap(wrap: dict[str, Any], password: str, name: str) -> bytes | None:
    secret = scrypt(password, _bytes(wrap["salt"]), wrap["cost"], wrap["block"], wrap["parallel"])
    try:
        return AESGCM(secret).decrypt(_bytes(wrap["nonce"]), _bytes(wrap["key"]), name.encode())
    except InvalidTag:
        return None


def _digest(content: dict[str, Any], login: str) -> str:
    """A login as the file has it: nobody reads from it who works here."""
    return hmac.new(_bytes(content["salt"]), login.strip().casefold().encode(), hashlib.sha256).hexdigest()


def _new_code() -> str:
    letters = base64.b32encode(os.urandom(16)).decode()[:_CODE_LETTERS]
    return "-".join(letters[start : start + 5] for start in range(0, _CODE_LETTERS, 5))


def _plain_code(code: str) -> str:
    return "".join(letter for letter in code.upper().translate(_LOOKALIKES) if letter.isalnum())


def _bytes(letters: str) -> bytes:
    return base64.b64decode(letters, validate=True)


def _letters(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _broken(path: Path) -> StorageError:
    return StorageError(
        "E-301",
        N_("The file with the keys is missing or damaged: {path}."),
        N_("Restore it together with the records from the last backup copy."),
        safe=N_("Your records were not touched."),
        path=path,
    )


def _unwritable(path: Path) -> StorageError:
    return StorageError(
        "E-356",
        N_("The file with the keys cannot be read or written: {path}."),
        N_("Check that there is space on the disk and that you may write to this folder."),
        safe=N_("Your records were not touched."),
        path=path,
    )
