"""A file is what its bytes say."""

from __future__ import annotations

import pytest

from cairn.kernel.errors import BadInput
from cairn.platform.uploads import LONGEST_NAME, MEGABYTE, Kind, check_upload, in_megabytes, listed, sniffed

PDF, PNG, JPEG = b"%PDF-1.7\n%%EOF", b"\x89PNG\r\n\x1a\n....", b"\xff\xd8\xff\xe0...."
PAPERS = (Kind.JPEG, Kind.PDF, Kind.PNG)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PDF, Kind.PDF),
        (PNG, Kind.PNG),
        (JPEG, Kind.JPEG),
        (b"", Kind.UNKNOWN),
        (b"\x89PNG", Kind.UNKNOWN),
        (b" %PDF-1.7", Kind.UNKNOWN),
        (b"<html>%PDF-1.7", Kind.UNKNOWN),
        (b"MZ\x90\x00", Kind.UNKNOWN),
        (b"PK\x03\x04", Kind.UNKNOWN),
    ],
)
def test_the_first_bytes_say_what_it_is(data, kind):
    assert sniffed(data) is kind


def test_what_may_be_kept_comes_back_with_the_ending_of_its_bytes():
    kept = check_upload(PNG, name="C:\\scans\\certificate.exe", allowed=PAPERS, limit=MEGABYTE)
    assert (kept.name, kept.kind, kept.data) == ("certificate.png", Kind.PNG, PNG)


@pytest.mark.parametrize(
    ("data", "allowed", "words"),
    [
        (b"", PAPERS, "nothing in it"),
        (PDF + b"x" * MEGABYTE, PAPERS, "larger than 1 MB"),
        (b"<script>", PAPERS, "Send a PDF, PNG or JPEG"),
        (PNG, (Kind.PDF,), "Send a PDF. This file is none"),
        (b"anything", (*PAPERS, Kind.UNKNOWN), "This file is none"),
    ],
)
def test_what_may_not_be_kept_names_the_field_and_the_way_out(data, allowed, words):
    with pytest.raises(BadInput) as error:
        check_upload(data, name="proof.pdf", allowed=allowed, limit=MEGABYTE, field="proof")
    assert words in error.value.problems["proof"]


def test_a_file_of_just_the_limit_may_be_kept():
    assert check_upload(PDF, name="a.pdf", allowed=PAPERS, limit=len(PDF)).data == PDF
    with pytest.raises(BadInput):
        check_upload(PDF, name="a.pdf", allowed=PAPERS, limit=len(PDF) - 1)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("", "document.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        (".pdf", "pdf.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("Scan 3.final.PDF", "Scan 3.final.pdf"),
        ("gpj.\u202efdp", "gpj.pdf"),
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
