"""The key of the local file: who opens it, who does not, and what is left after a power cut."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from desk_app.errors import StorageError, UserError
from desk_app.storage.passwords import ScryptPasswords
from desk_app.storage.vault import FileVault

COST = 2**10


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "vault.json"


@pytest.fixture
def vault(path: Path) -> FileVault:
    return FileVault(path, COST)


def test_password_opens_the_same_key(vault: FileVault, path: Path) -> None:
    assert not vault.exists()
    vault.create("Aigul", "құпия сөз")
    vault.settle()
    again = FileVault(path, COST)
    again.unlock(" aigul ", "құпия сөз")
    assert again.key == vault.key and len(vault.key) == 32


@pytest.mark.parametrize(("login", "password"), [("aigul", "wrong"), ("nobody", "secret"), ("", "")])
def test_wrong_name_or_password_is_refused(vault: FileVault, path: Path, login: str, password: str) -> None:
    vault.create("aigul", "secret")
    vault.settle()
    again = FileVault(path, COST)
    with pytest.raises(UserError, match="E-401"):
        again.unlock(login, password)
    with pytest.raises(RuntimeError):
        _ = again.key


def test_recovery_code_opens_it_however_it_is_typed(vault: FileVault, path: Path) -> None:
    code = vault.create("aigul", "secret")
    vault.settle()
    assert [len(group) for group in code.split("-")] == [5] * 5
    typed = code.lower().replace("-", " ").replace("o", "0").replace("i", "1").replace("b", "8")
    for text in (code, typed):
        again = FileVault(path, COST)
        again.recover(text)
        assert again.key == vault.key
    with pytest.raises(UserError, match="E-411"):
        FileVault(path, COST).recover("AAAAA-" * 4 + "AAAAA")


def test_recovery_code_is_no_password(vault: FileVault, path: Path) -> None:
    code = vault.create("aigul", "secret")
    vault.settle()
    with pytest.raises(UserError, match="E-401"):
        FileVault(path, COST).unlock("recovery", code)


def test_people_are_added_changed_and_removed(vault: FileVault, path: Path) -> None:
    vault.create("aigul", "secret")
    vault.settle()
    vault.add("marat", "other")
    vault.add("aigul", "changed")
    again = FileVault(path, COST)
    again.unlock("marat", "other")
    again.unlock("aigul", "changed")
    with pytest.raises(UserError, match="E-401"):
        again.unlock("aigul", "secret")
    vault.remove("marat")
    vault.remove("nobody")
    with pytest.raises(UserError, match="E-401"):
        again.unlock("marat", "other")


def test_locked_vault_adds_nobody(vault: FileVault, path: Path) -> None:
    vault.create("aigul", "secret")
    vault.settle()
    with pytest.raises(RuntimeError):
        FileVault(path, COST).add("thief", "secret")


def test_existing_vault_is_never_made_anew(vault: FileVault) -> None:
    vault.create("aigul", "secret")
    vault.settle()
    with pytest.raises(FileExistsError):
        vault.create("aigul", "secret")


def test_file_names_nobody_and_holds_no_key(vault: FileVault, path: Path) -> None:
    code = vault.create("aigul", "secret")
    vault.settle()
    content = path.read_text()
    assert "aigul" not in content and "secret" not in content and code not in content
    assert path.stat().st_mode & 0o077 == 0
    assert os.listdir(path.parent) == [path.name]


def test_wrap_of_one_person_is_no_good_under_another_name(vault: FileVault, path: Path) -> None:
    vault.create("aigul", "secret")
    vault.settle()
    vault.add("marat", "other")
    content = json.loads(path.read_text())
    one, two = content["people"]
    content["people"] = {one: content["people"][two], two: content["people"][one]}
    path.write_text(json.dumps(content))
    for login, password in (("aigul", "secret"), ("aigul", "other")):
        with pytest.raises(UserError, match="E-401"):
            FileVault(path, COST).unlock(login, password)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'{"version": 2}', b'{"version": 1, "salt": "AA==", "recovery": {}, "people": {}}'],
)
def test_damaged_vault_is_said_so(vault: FileVault, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StorageError, match="E-301"):
        vault.unlock("aigul", "secret")


def test_missing_vault_is_said_so(vault: FileVault) -> None:
    with pytest.raises(StorageError, match="E-301"):
        vault.unlock("aigul", "secret")


def test_failed_write_leaves_the_old_file(vault: FileVault, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault.create("aigul", "secret")
    vault.settle()
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError):
        vault.add("marat", "other")
    assert path.read_bytes() == before
    assert os.listdir(path.parent) == [path.name]


def test_password_matches_its_hash_and_no_other() -> None:
    passwords = ScryptPasswords(COST)
    hashed = passwords.hash("құпия")
    assert passwords.matches("құпия", hashed)
    assert not passwords.matches("купия", hashed)
    assert passwords.hash("құпия") != hashed
    assert ScryptPasswords(2**11).matches("құпия", hashed)


@pytest.mark.parametrize("hashed", ["", "scrypt$", "plain", "scrypt$3$8$1$AA==$AA==", "scrypt$a$b$c$d$e"])
def test_unreadable_hash_matches_nothing(hashed: str) -> None:
    assert not ScryptPasswords(COST).matches("", hashed)
