"""A file is what its bytes say."""

from __future__ import annotations

import pytest

from cairn.kernel.errors import BadInput
from cairn.platform.uploads import (
    LONGEST_NAME,
    MEGABYTE,
    Kind,
    check_upload,
    find_problem,
    in_megabytes,
    listed,
    sniffed,
)
from tests.sent_files import JPEG, PDF, PNG

PAPERS = (Kind.JPEG, Kind.PDF, Kind.PNG)
MOST = 10 * MEGABYTE


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PDF, Kind.PDF),
        (PNG, Kind.PNG),
        (JPEG, Kind.JPEG),
        (b"", Kind.UNKNOWN),
        (PDF[:-8], Kind.UNKNOWN),
        (PNG[:-1], Kind.UNKNOWN),
        (JPEG + b"\0", Kind.UNKNOWN),
        (PNG[:8] + b"...." + PNG[-8:], Kind.UNKNOWN),
        (b"\x89PNG", Kind.UNKNOWN),
        (b" %PDF-1.7", Kind.UNKNOWN),
        (b"<html>%PDF-1.7", Kind.UNKNOWN),
        (b"MZ\x90\x00", Kind.UNKNOWN),
        (b"PK\x03\x04", Kind.UNKNOWN),
    ],
)
def test_its_first_and_last_bytes_say_what_it_is(data, kind):
    assert sniffed(data) is kind


def test_what_may_be_kept_comes_back_with_the_ending_of_its_bytes():
    kept = check_upload(JPEG, name="C:\\scans\\certificate.JPEG", allowed=PAPERS, limit=MEGABYTE)
    assert (kept.name, kept.kind, kept.data) == ("certificate.jpg", Kind.JPEG, JPEG)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("scan.pdf", PDF),
        ("Scan 2.v3.PDF", PDF),
        ("a.png", PNG),
        ("a.jpg", JPEG),
        ("a.JPEG", JPEG),
        ("../../x.pdf", PDF),
    ],
)
def test_a_paper_that_is_what_it_says_is_taken(name, data):
    assert find_problem(data, name=name, allowed=PAPERS, limit=MOST) == ""


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"", "empty"),
        ("a.pdf", PDF + b"\0" * MOST, "larger than 10 MB"),
        ("a.pdf", b"MZ\x90 a program", "not a PDF"),
        ("a.pdf", b" " + PDF, "not a PDF"),
        ("a.pdf", PDF[:-8], "cut off"),
        ("a.png", PNG[:-1], "cut off"),
        ("a.gif", b"GIF89a;", "not a PDF"),
        ("a.svg", b"<svg onload=alert(1)>", "not a PDF"),
        ("a.png", PDF, "does not end as a PDF"),
        ("a.jpg", PNG, "does not end as a PNG"),
        ("a.pdf.exe", PDF, "does not end as a PDF"),
        ("pdf", PDF, "does not end as a PDF"),
        ("a.html.pdf", PDF, "two endings"),
        ("a.pdf.pdf", PDF, "two endings"),
        ("a.pdf", PDF.replace(b"endobj", b"<ScRiPt>x</script>"), "something else inside"),
        ("a.png", PNG.replace(b"\0" * 17, b"<!DOCTYPE html>.."), "something else inside"),
        ("a.jpg", JPEG.replace(b"JFIF\0", b"<html><body>"), "something else inside"),
        ("a.pdf", PDF.replace(b"endobj", b"PK\x05\x06"), "something else inside"),
        ("a.pdf", PDF.replace(b"/Catalog", b"/JavaScript (x)"), "holds a program"),
    ],
)
def test_what_is_not_what_it_says_is_refused_in_words(name, data, words):
    assert words in find_problem(data, name=name, allowed=PAPERS, limit=MOST)
    with pytest.raises(BadInput) as error:
        check_upload(data, name=name, allowed=PAPERS, limit=MOST, field="proof")
    assert words in error.value.problems["proof"]


def test_only_what_a_room_allows_is_taken():
    assert find_problem(PNG, name="a.png", allowed=(Kind.PDF,), limit=MOST) == (
        "This is not a PDF, or it was cut off. Save or scan the paper as one."
    )
    assert "not a PDF, PNG or JPEG" in find_problem(b"x", name="a.pdf", allowed=(*PAPERS, Kind.UNKNOWN), limit=MOST)


def test_a_file_of_just_the_limit_may_be_kept():
    assert check_upload(PDF, name="a.pdf", allowed=PAPERS, limit=len(PDF)).data == PDF
    with pytest.raises(BadInput):
        check_upload(PDF, name="a.pdf", allowed=PAPERS, limit=len(PDF) - 1)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        (".pdf", "pdf.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("Scan 3.final.PDF", "Scan 3.final.pdf"),
        ("gpj.\u202e.pdf", "gpj.pdf"),
    ],
)
def test_a_name_is_only_for_reading(name, plain):
    assert check_upload(PDF, name=name, allowed=PAPERS, limit=99).name == plain


def test_a_long_name_is_cut_before_its_ending():
    kept = check_upload(PDF, name="x" * 500 + ".pdf", allowed=PAPERS, limit=99)
    assert len(kept.name) == LONGEST_NAME
    assert kept.name.endswith("x.pdf")


def test_kinds_and_sizes_in_words():
    assert [listed(PAPERS), listed((Kind.PNG, Kind.PDF)), in_megabytes(5 * MEGABYTE)] == [
        "PDF, PNG or JPEG",
        "PDF or PNG",
        "5 MB",
    ]
