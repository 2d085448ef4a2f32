"""A file or text that somebody was given, and what to make of it. It is hostile until proven otherwise: read in small bites only."""

from __future__ import annotations

import re
import zlib
from enum import StrEnum

from cairn.badges.domain.signing import LONGEST_TOKEN

LARGEST_FILE = 5_000_000
PDF = b"%PDF-"
TOKEN = re.compile(rb"\s*(eyJ[\w-]+\.[\w-]+\.[\w-]+)\s*")
STREAM = re.compile(rb"(?<!end)stream\r?\n")
MOST_STREAMS = 2_000


class Verdict(StrEnum):
    """What a stranger is told about a file."""

    GENUINE = "genuine"
    CHANGED_FILE = "changed_file"  # a PDF that holds a genuine badge and is not the file that was issued
    CHANGED_BADGE = "changed_badge"  # says it is a badge of ours, and is not what was signed
    NOT_OURS = "not_ours"
    NO_BADGE = "no_badge"


def is_pdf(data: bytes) -> bool:
    return data.lstrip()[: len(PDF)] == PDF


def token_in(data: bytes) -> str:
    """The signed badge that a text is, or that a PDF carries; "" when there is none."""
    if not is_pdf(data):
        found = TOKEN.fullmatch(data[: LONGEST_TOKEN * 2])
        return found[1].decode() if found else ""
    for count, mark in enumerate(STREAM.finditer(data)):
        if count == MOST_STREAMS:
            break
        found = TOKEN.fullmatch(_unzipped(data[mark.end() : mark.end() + LONGEST_TOKEN * 2]))
        if found:
            return found[1].decode()
    return ""


def _unzipped(start: bytes) -> bytes:
    """What a stream begins with: unzipped when it is zipped, up to its end when it is not; never more than a token is long."""
    try:
        return zlib.decompressobj().decompress(start, LONGEST_TOKEN)
    except zlib.error:
        return start.split(b"endstream", 1)[0]
