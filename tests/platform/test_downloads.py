"""A file that is handed out is saved, and nothing on the way keeps it or guesses what it is."""

from __future__ import annotations

from cairn.platform.downloads import download, show_file


def test_a_file_is_saved_and_kept_nowhere() -> None:
    answer = download("letter.pdf", b"%PDF-1.7")
    assert answer.content == b"%PDF-1.7"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="letter.pdf"'
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == ("no-store", "nosniff")


def test_a_table_says_that_it_is_one() -> None:
    assert download("hours.csv", "a,b\n", "text/csv; charset=utf-8")["Content-Type"] == "text/csv; charset=utf-8"


def test_a_file_that_is_shown_is_not_kept_either_and_has_its_name_when_saved() -> None:
    answer = show_file("letter.pdf", b"%PDF")
    assert answer["Content-Disposition"] == 'inline; filename="letter.pdf"'
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "no-store")
