"""The environment fails: nothing half recorded, one clear code, and work goes on when it is put right."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from desk_app.errors import StorageError, UserError
from desk_app.storage.engine import check_file, is_on_network, marker_of, open_local, open_shared, upgrade
from desk_app.storage.journal_check import verify
from tests.integration.conftest import Cluster
from tests.integration.storage.conftest import Desk, furnish


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1.5 MB."""
    if not is_root():
        pytest.skip("a full disk was not tested: making a small one needs root")
    folder = tmp_path / "small"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1536k", "tmpfs", str(folder)], check=True)
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.root
def test_full_disk_records_nothing_and_work_goes_on_when_there_is_space(small_disk: Path, key: bytes) -> None:
    path = small_disk / "tereze.db"
    engine = open_local(path, key)
    upgrade(engine)
    desk, done = furnish(engine), 0
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 200_000)
    with pytest.raises(StorageError) as full:
        for serial in range(2000):
            desk.register(f"9001013{serial:05}")
            done = serial + 1
    assert full.value.code == "E-102"
    assert len(desk.queries.journal(desk.office.key)) == done + 1
    ballast.unlink()
    assert desk.register("851212400025").number == f"А-2019-{done + 1:05}"
    assert verify(desk.queries, desk.office.key) == ()
    engine.dispose()


def filled(path: Path, key: bytes) -> bytes:
    """Make records with a hundred cases; return the closed file's bytes."""
    engine = open_local(path, key)
    upgrade(engine)
    desk = furnish(engine)
    for serial in range(100):
        desk.register(f"9001013{serial:05}")
    engine.dispose()
    assert not path.with_name(path.name + "-wal").exists()
    return path.read_bytes()


def test_every_flipped_bit_is_refused(tmp_path: Path, key: bytes) -> None:
    path = tmp_path / "tereze.db"
    whole = filled(path, key)
    for step in range(40):
        place = step * len(whole) // 40 + 13 * step % 4096
        damaged = bytearray(whole)
        damaged[place % len(whole)] ^= 1 << step % 8
        path.write_bytes(damaged)
        with pytest.raises(StorageError) as refused:
            engine = open_local(path, key)
            try:
                check_file(engine)
            finally:
                engine.dispose()
        assert refused.value.code == "E-301", place
    path.write_bytes(whole)
    engine = open_local(path, key)
    check_file(engine)
    engine.dispose()


def test_truncated_file_is_refused(tmp_path: Path, key: bytes) -> None:
    path = tmp_path / "tereze.db"
    whole = filled(path, key)
    for size in (100, 4096, 8192, len(whole) // 2, len(whole) - 4096):
        path.write_bytes(whole[:size])
        with pytest.raises(StorageError) as refused:
            engine = open_local(path, key)
            try:
                check_file(engine)
            finally:
                engine.dispose()
        assert refused.value.code == "E-301", size


def test_file_without_readable_text(tmp_path: Path, key: bytes) -> None:
    whole = filled(tmp_path / "tereze.db", key)
    assert b"SQLite format" not in whole
    assert "Әбдірахманов".encode() not in whole
    assert b"9001013" not in whole


def test_wrong_key_is_refused_and_says_nothing_on_stderr(
    tmp_path: Path, key: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    filled(tmp_path / "tereze.db", key)
    with pytest.raises(StorageError, match="E-301"):
        open_local(tmp_path / "tereze.db", os.urandom(32))
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("emptied", [False, True], ids=["deleted", "emptied"])
def test_vanished_file_is_never_made_anew(tmp_path: Path, key: bytes, emptied: bool) -> None:
    path = tmp_path / "tereze.db"
    filled(path, key)
    path.write_bytes(b"") if emptied else path.unlink()
    with pytest.raises(StorageError, match="E-352"):
        open_local(path, key)
    assert not path.exists() or path.stat().st_size == 0
    assert marker_of(path).exists()


def test_newer_layout_is_refused(tmp_path: Path, key: bytes) -> None:
    path = tmp_path / "tereze.db"
    engine = open_local(path, key)
    upgrade(engine)
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0099'"))
    engine.dispose()
    with pytest.raises(StorageError, match="E-354"):
        open_local(path, key)


def test_second_copy_of_the_program_is_refused(tmp_path: Path, key: bytes) -> None:
    path = tmp_path / "tereze.db"
    engine = open_local(path, key)
    code = (
        "import sys; from pathlib import Path; from desk_app.storage.engine import open_local\n"
        "from desk_app.errors import UserError\n"
        "try: open_local(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))\n"
        "except UserError as error: print(error.code)"
    )
    command = [sys.executable, "-c", code, str(path), key.hex()]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "E-351"
    with pytest.raises(UserError, match="E-351"):
        open_local(path, key)
    engine.dispose()
    open_local(path, key).dispose()


def test_lock_of_a_killed_program_is_free(tmp_path: Path, key: bytes) -> None:
    path = tmp_path / "tereze.db"
    code = (
        "import os, signal, sys; from pathlib import Path; from desk_app.storage.engine import open_local, upgrade\n"
        "engine = open_local(Path(sys.argv[1]), bytes.fromhex(sys.argv[2])); upgrade(engine)\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, str(path), key.hex()], check=False)
    engine = open_local(path, key)
    upgrade(engine)
    engine.dispose()


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
//pc/share /mnt/My\\040share cifs rw 0 0
user@pc: /mnt/ssh fuse.sshfs rw 0 0
/dev/sdb1 /home/desk/local ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "network"),
    [
        ("/var/tereze.db", False),
        ("/home/desk/tereze.db", True),
        ("/homes/tereze.db", False),
        ("/mnt/My share/tereze.db", True),
        ("/mnt/ssh/a/tereze.db", True),
        ("/home/desk/local/tereze.db", False),
    ],
)
def test_network_share_is_known_by_its_mount(folder: str, network: bool) -> None:
    assert is_on_network(Path(folder), MOUNTS) is network


def test_network_share_is_refused(tmp_path: Path, key: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk_app.storage.engine.is_on_network", lambda path: True)
    with pytest.raises(UserError, match="E-353"):
        open_local(tmp_path / "tereze.db", key)
    assert list(tmp_path.iterdir()) == []


def test_interrupted_upgrade_leaves_nothing(tmp_path: Path, key: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "tereze.db"
    engine = open_local(path, key)
    migrate = "desk_app.storage.upgrade._migrate"

    def broken(connection: Any) -> None:
        monkeypatch.undo()
        from desk_app.storage.upgrade import _migrate

        _migrate(connection)
        raise KeyboardInterrupt

    monkeypatch.setattr(migrate, broken)
    with pytest.raises(KeyboardInterrupt):
        upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar() == 0
    upgrade(engine)
    engine.dispose()


def test_file_held_by_another_writer_is_said_so(local: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with local.work(), pytest.raises(StorageError) as busy:
        connection = local.engine.connect()
        connection.exec_driver_sql("PRAGMA busy_timeout = 10")
        raw = connection.connection.dbapi_connection
        assert raw is not None
        connection.close()
        with local.work():
            pass
    assert busy.value.code == "E-355"


@pytest.mark.postgres
def test_server_that_does_not_answer_is_said_so() -> None:
    with pytest.raises(StorageError) as lost:
        open_shared("postgresql://desk@127.0.0.1:1/desk")
    assert lost.value.code == "E-101"


@pytest.mark.postgres
def test_lost_link_is_said_so_and_heals_by_itself(postgres_cluster: Cluster) -> None:
    engine = open_shared(postgres_cluster.url)
    upgrade(engine)
    desk = furnish(engine)
    # nobody acts, so that nothing is asked of the server before the commit itself
    with pytest.raises(StorageError) as lost, desk.records(desk.office.key, None) as work:
        work.numbers.take("case/tsa/2019")
        postgres_cluster.stop()
        work.commit()
    assert lost.value.code == "E-101"
    assert "Do not register again" in lost.value.todo
    with pytest.raises(StorageError, match="E-101"):
        desk.queries.offices()
    postgres_cluster.start_again()
    assert desk.register().number == "А-2019-00001"
    engine.dispose()


@pytest.mark.postgres
def test_row_held_by_a_colleague_is_said_so(shared: Desk) -> None:
    case = shared.register()
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with shared.work() as work:
            work.case_for_update(case.key)
            held.set()
            done.wait(30)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(10)
    try:
        with shared.work() as work, pytest.raises(StorageError) as busy:
            work.run(text("SET LOCAL lock_timeout = '50ms'"))
            work.case_for_update(case.key)
    finally:
        done.set()
        holder.join()
    assert busy.value.code == "E-355"


@pytest.mark.postgres
def test_server_without_trigrams_still_searches(postgres_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_shared(postgres_database)
    with engine.begin() as connection:
        connection.execute(text("CREATE ROLE poor NOSUPERUSER"))
        connection.execute(text("GRANT CREATE, USAGE ON SCHEMA public TO poor"))
    engine.dispose()
    poor = open_shared(postgres_database + "?options=-c%20role%3Dpoor")
    try:
        upgrade(poor)
        desk = furnish(poor)
        case = desk.register()
        assert [row.key for row in desk.queries.search(desk.office.key, "рахман")] == [case.key]
    finally:
        poor.dispose()
        engine = open_shared(postgres_database)
        with engine.begin() as connection:
            connection.execute(text("DROP OWNED BY poor"))
            connection.execute(text("DROP ROLE poor"))
        engine.dispose()
