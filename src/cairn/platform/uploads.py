"""What somebody handed in as a file, judged by its bytes: neither the browser's word for its type nor its ending is believed.

A file that is two things at once, or that could run, is not taken. One that is taken is kept as a row of the database, so that
encryption, the walls and the backup hold for it as for everything else; it is only ever given back to be saved.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from cairn.kernel.errors import BadInput

LONGEST_NAME = 120
MEGABYTE = 1024 * 1024


class Kind(StrEnum):
    """The kinds of file that can be told from their bytes; the value is the type that goes over the wire."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    UNKNOWN = "application/octet-stream"

    @property
    def label(self) -> str:
        return self.name

    @property
    def ending(self) -> str:
        return MARKS[self].endings[0] if self in MARKS else ".bin"


@dataclass(frozen=True, slots=True)
class Marks:
    """By what a kind is told: how it begins and ends, and the endings of name that fit it."""

    begins: bytes
    ends: bytes
    within: int  # the end mark stands in so many last bytes
    endings: tuple[str, ...]


MARKS = {
    Kind.PDF: Marks(b"%PDF-", b"%%EOF", 1024, (".pdf",)),
    Kind.PNG: Marks(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"IEND\xaeB`\x82", 8, (".png",)),
    Kind.JPEG: Marks(b"\xff\xd8\xff", b"\xff\xd9", 2, (".jpg", ".jpeg")),
}
# Marks of what a browser or a reader would run. Long enough not to turn up in compressed bytes by chance.
PAGES = (b"<script", b"<!doctype html", b"<html", b"<iframe", b"<?php")
PROGRAMS = (b"/javascript", b"/launch", b"/embeddedfile", b"/richmedia")
ARCHIVE = b"PK\x05\x06"
RUNS = "exe com bat cmd scr msi js mjs vbs ps1 sh py php asp jsp jar apk app dmg htm html xhtml svg xml swf lnk"
HOLDS = "pdf png jpg jpeg gif webp doc docx docm xls xlsx xlsm ppt pptx zip rar 7z gz tar iso"
ENDINGS = frozenset(f"{RUNS} {HOLDS}".split(" "))


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that may be kept. `name` is for people to read, without folders, and ends as its kind does."""

    name: str
    kind: Kind
    data: bytes


def sniffed(data: bytes) -> Kind:
    """What the bytes are, from how they begin and end; UNKNOWN for anything else, and for one that was cut off."""
    for kind, marks in MARKS.items():
        if data.startswith(marks.begins) and marks.ends in data[-marks.within :]:
            return kind
    return Kind.UNKNOWN


def check_upload(data: bytes, *, name: str, allowed: Collection[Kind], limit: int, field: str = "file") -> Upload:
    """The file if it may be kept; else BadInput at `field`. `limit` is in bytes, and a file of just that size may be kept."""
    problem = find_problem(data, name=name, allowed=allowed, limit=limit)
    if problem:
        raise BadInput({field: problem})
    kind = sniffed(data)
    return Upload(plain_name(name, kind), kind, data)


def find_problem(data: bytes, *, name: str, allowed: Collection[Kind], limit: int, is_own_print: bool = False) -> str:
    """Why a file is not taken, in a sentence that says what to do; empty when it is. `limit`: bytes.

    `is_own_print`: byte for byte a certificate that was printed here. It carries its signed badge as a file inside.
    """
    if not data:
        return "This file is empty, or none was chosen. Choose the one with the paper in it."
    if len(data) > limit:
        return f"This file is larger than {in_megabytes(limit)}. Scan it in gray, or in two parts."
    kind = sniffed(data)
    if kind is Kind.UNKNOWN or kind not in allowed:
        return f"This is not a {listed(allowed)}, or it was cut off. Save or scan the paper as {_one_of(allowed)}."
    *stem, suffix = _last_part(name).lower().split(".")
    if not stem or f".{suffix}" not in MARKS[kind].endings:
        return f"The name does not end as a {kind.label} does ({kind.ending}). Save it anew under its right name."
    if ENDINGS & set(stem[1:]):
        return "The name has two endings. Give it one name and one ending."
    return "" if is_own_print else _hidden(data, kind)


def plain_name(name: str, kind: Kind) -> str:
    """The last part of a path, without signs that nobody sees, cut to length; the ending follows the bytes."""
    seen = "".join(sign for sign in _last_part(name) if unicodedata.category(sign)[0] != "C").strip(" .")
    stem = (seen.rsplit(".", 1)[0] if "." in seen else seen).strip(" .") or "document"
    return stem[: LONGEST_NAME - len(kind.ending)] + kind.ending


def listed(allowed: Collection[Kind]) -> str:
    """The kinds in words, in one order: "PDF, PNG or JPEG"."""
    words = [kind.label for kind in MARKS if kind in allowed]
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def in_megabytes(limit: int) -> str:
    return f"{limit / MEGABYTE:.3g} MB"


def _one_of(allowed: Collection[Kind]) -> str:
    return "one of these" if len(set(allowed) & set(MARKS)) > 1 else "one"


def _hidden(data: bytes, kind: Kind) -> str:
    """What a second reader of the same bytes would find in them."""
    low = data.lower()
    if ARCHIVE in data or any(mark in low for mark in PAGES):
        return "There is something else inside this file. Print the paper to a new PDF, or scan it."
    if kind is Kind.PDF and any(mark in low for mark in PROGRAMS):
        return "This PDF holds a program or another file. Print it to a new PDF, and add that one."
    return ""


def _last_part(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1]
