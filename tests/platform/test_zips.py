"""Where a ZIP lies, without asking anybody."""

from __future__ import annotations

import pytest

from cairn.platform import zips
from cairn.platform.zips import middle_of_zip
from cairn.rulebook.rivals import PackError


def test_every_zip_of_montana_lies_in_montana():
    known = zips._middles("us-mt")
    assert len(known) > 350
    for zip_code, (latitude, longitude) in known.items():
        assert (zip_code[:2], len(zip_code)) == ("59", 5)
        assert 44.3 < float(latitude) < 49.1
        assert -116.1 < float(longitude) < -104.0


@pytest.mark.parametrize(
    ("place", "zip_code"),
    [("us-mt", "10001"), ("us-mt", ""), ("us-tx", "59601"), ("../../etc", "59601"), ("us-atlantis", "59601")],
)
def test_what_no_list_knows_is_not_guessed(place, zip_code):
    assert middle_of_zip(place, zip_code) is None


def test_the_four_digits_behind_change_nothing():
    assert middle_of_zip("us-mt", "59601-0001") == middle_of_zip("us-mt", "59601")


@pytest.mark.parametrize("lines", ["zip,latitude\n59601,46.5", "zip,latitude,longitude\n59601,north,west"])
def test_a_broken_list_is_named(monkeypatch, tmp_path, lines):
    (tmp_path / "us" / "mt").mkdir(parents=True)
    (tmp_path / "us" / "mt" / "zips.csv").write_text(f"# source\n{lines}\n")
    monkeypatch.setattr(zips, "packs_folder", lambda: tmp_path)
    zips._middles.cache_clear()
    try:
        with pytest.raises(PackError, match=r"us/mt/zips\.csv"):
            middle_of_zip("us-mt", "59601")
    finally:
        zips._middles.cache_clear()
