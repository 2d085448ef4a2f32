"""Papers that come with an application: what kinds there are, and whether the bytes are what their name says.

Only the bytes are believed. A file that is two things at once, or that could run, is not taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PaperKind(StrEnum):
    CERTIFICATE = "certificate"
    AGREEMENT = "agreement"
    OFFER = "offer"
    OTHER_STATE = "other_state"
    HOURS = "hours"
    REHABILITATION = "rehabilitation"
    OTHER = "other"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    PaperKind.CERTIFICATE: "Training certificate",
    PaperKind.AGREEMENT: "Supervision agreement and plan",
    PaperKind.OFFER: "Employer's letter",
    PaperKind.OTHER_STATE: "License of another state",
    PaperKind.HOURS: "Volunteer hours and further training",
    PaperKind.REHABILITATION: "Letter on rehabilitation",
    PaperKind.OTHER: "Something else",
}


@dataclass(frozen=True, slots=True)
class Media:
    """A kind of file that is taken: how it begins and ends, and the endings of name that fit it."""

    name: str
    begins: bytes
    ends: bytes
    within: int  # the end mark stands in so many last bytes
    suffixes: tuple[str, ...]


MEDIA = (
    Media("PDF", b"%PDF-", b"%%EOF", 1024, ("pdf",)),
    Media("PNG", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"IEND\xaeB`\x82", 8, ("png",)),
    Media("JPEG", b"\xff\xd8\xff", b"\xff\xd9", 2, ("jpg", "jpeg")),
)
# Marks of what a browser or a reader would run. Long enough not to turn up in compressed bytes by chance.
PAGES = (b"<script", b"<!doctype html", b"<html", b"<iframe", b"<?php")
PROGRAMS = (b"/javascript", b"/launch", b"/embeddedfile", b"/richmedia")
ARCHIVE = b"PK\x05\x06"
RUNS = "exe com bat cmd scr msi js mjs vbs ps1 sh py php asp jsp jar apk app dmg htm html xhtml svg xml swf lnk"
HOLDS = "pdf png jpg jpeg gif webp doc docx docm xls xlsx xlsm ppt pptx zip rar 7z gz tar iso"
ENDINGS = frozenset(f"{RUNS} {HOLDS}".split(" "))


def sniff(data: bytes) -> Media | None:
    """What the bytes are, from how they begin and end; None for anything else."""
    for media in MEDIA:
        if data.startswith(media.begins) and media.ends in data[-media.within :]:
            return media
    return None


def find_problem(name: str, data: bytes, most: int, *, is_our_print: bool = False) -> str:
    """Why a file is not taken, in a sentence that says what to do; empty when it is. `most`: bytes.

    `is_our_print`: byte for byte a certificate that was printed here. It carries its signed badge as a file inside.
    """
    if not data:
        return "This file is empty. Choose the one with the paper in it."
    if len(data) > most:
        return f"This file is larger than {most // 2**20} MB. Scan it in gray, or in two parts."
    media = sniff(data)
    if media is None:
        return "This is not a PDF, PNG or JPEG, or it was cut off. Save or scan the paper as one of these."
    *stem, suffix = name.lower().rsplit("/", 1)[-1].split(".")
    if not stem or suffix not in media.suffixes:
        return (
            f"The name does not end as a {media.name} does (.{media.suffixes[0]}). Save it anew under its right name."
        )
    if ENDINGS & set(stem[1:]):
        return "The name has two endings. Give it one name and one ending."
    return "" if is_our_print else _hidden(data, media)


def _hidden(data: bytes, media: Media) -> str:
    """What a second reader of the same bytes would find in them."""
    low = data.lower()
    if ARCHIVE in data or any(mark in low for mark in PAGES):
        return "There is something else inside this file. Print the paper to a new PDF, or scan it."
    if media.name == "PDF" and any(mark in low for mark in PROGRAMS):
        return "This PDF holds a program or another file. Print it to a new PDF, and add that one."
    return ""
