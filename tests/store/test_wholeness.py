"""What the size of a database tells about it."""

from __future__ import annotations

from pathlib import Path

from reconnect_tui.store.database import open_store
from reconnect_tui.store.wholeness import seen_from_outside


def test_a_database_whose_log_was_folded_in_half_way_is_not_cut_short(tmp_path: Path) -> None:
    path = tmp_path / "reconnect.db"
    open_store(str(path), backups=str(tmp_path / "backups")).close()
    assert seen_from_outside(str(path)) == ""
    path.write_bytes(path.read_bytes()[:-4096])
    assert "cut short" in seen_from_outside(str(path))
    (tmp_path / "reconnect.db-wal").write_bytes(b"a header and a frame" * 200)
    assert seen_from_outside(str(path)) == ""
