"""What somebody handed in as a file, judged by its bytes: neither the browser's word for its type nor its ending is believed.

A file is kept as a row of the database, so that encryption, the walls and the backup hold for it as for everything else. It is
only ever given back as an attachment of the type found here.
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
    """The kinds of file that can be told from their first bytes; the value is the type that goes over the wire."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    UNKNOWN = "application/octet-stream"

    @property
    def label(self) -> str:
        return self.name

    @property
    def ending(self) -> str:
        return {Kind.PDF: ".pdf", Kind.PNG: ".png", Kind.JPEG: ".jpg"}.get(self, ".bin")


FIRST_BYTES = ((b"%PDF-", Kind.PDF), (b"\x89PNG\r\n\x1a\n", Kind.PNG), (b"\xff\xd8\xff", Kind.JPEG))


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that may be kept. `name` is for people to read, without folders, and ends as its kind does."""

    name: str
    kind: Kind
    data: bytes


def sniffed(data: bytes) -> Kind:
    """What the bytes begin as."""
    return next((kind for begins, kind in FIRST_BYTES if data.startswith(begins)), Kind.UNKNOWN)


def check_upload(data: bytes, *, name: str, allowed: Collection[Kind], limit: int, field: str = "file") -> Upload:
    """The file if it may be kept; else BadInput at `field`. `limit` is in bytes, and a file of just that size may be kept."""
    problem, kind = "", sniffed(data)
    if not data:
        problem = "Choose a file. The one that was sent has nothing in it."
    elif len(data) > limit:
        problem = f"This file is larger than {in_megabytes(limit)}. Send a smaller scan, or one page at a time."
    elif kind is Kind.UNKNOWN or kind not in allowed:
        problem = f"Send a {listed(allowed)}. This file is none, whatever its name says."
    if problem:
        raise BadInput({field: problem})
    return Upload(_plain(name, kind), kind, data)


def listed(allowed: Collection[Kind]) -> str:
    """The kinds in words, in one order: "PDF, PNG or JPEG"."""
    words = [kind.label for kind in Kind if kind in allowed]
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def in_megabytes(limit: int) -> str:
    return f"{limit / MEGABYTE:.3g} MB"


def _plain(name: str, kind: Kind) -> str:
    """The last part of a path, without signs that nobody sees, cut to length; the ending follows the bytes."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip(" .")
    stem = (seen.rsplit(".", 1)[0] if "." in seen else seen).strip(" .") or "document"
    return stem[: LONGEST_NAME - len(kind.ending)] + kind.ending
