"""Papers that people keep: accessible PDF (PDF/UA-1), typeset from a template of a room and plain data.

A template is `<room>/documents/<name>.typ`. It begins with `#import "/platform/typeset/sheet.typ": *` and then has `data`, the
look (`#show: sheet.with(title: …, sender: …)`), `facts` and `signature`. Pictures come in the data as SVG text, with words for
who cannot see them. Nothing is read from outside the program: no system font, no network, no file of the user.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from cairn.kernel.errors import BrokenRecord
from cairn.kernel.instants import Instant

# What the typesetter says, and what we say of it: its own words may repeat what somebody wrote.
FAULTS = (
    (re.compile(r'dictionary does not contain key "(\w+)"'), "the data does not contain"),
    (re.compile(r"unknown variable: (\w+)"), "the template uses an unknown name"),
    (re.compile(r"PDF/UA-1 error: missing (alt) text"), "a picture lacks words for who cannot see it:"),
    (re.compile(r"PDF/UA-1 error: ()"), "it would not be accessible"),
    (re.compile(r"expected ()"), "the data is of another kind than the template expects"),
)
UNPRINTABLE = re.compile(r'the text `"(.+)"` could not be displayed', re.DOTALL)
IN_ITS_PLACE = (
    "\N{WHITE VERTICAL RECTANGLE}"  # for a sign that no font here has: a smiley must not keep a paper from anybody
)
MOST_UNPRINTABLE = 20  # different signs
_one_at_a_time = threading.Lock()  # a compiler keeps what it has read, and is not made for two at once


class Unprintable(BrokenRecord):
    """A paper that must say every sign holds one that no font here has."""


def typeset(room: str, template: str, data: Mapping[str, Any], *, now: Instant, in_every_sign: bool = False) -> bytes:
    """The PDF of `<room>/documents/<template>.typ` with `data` (anything that JSON can hold), dated `now`; same input, same bytes.

    Raises BrokenRecord, without the data in its words, when template and data do not go together: a picture without
    words for it, a heading left out, a field that is missing. A sign that no font here has is printed as an empty box;
    `in_every_sign` refuses that with Unprintable, for papers on which a name must not be a row of boxes.
    """
    path = _package() / room / "documents" / f"{template}.typ"
    if not path.is_file():
        raise BrokenRecord(f"There is no document {template} in {room}.")
    words = json.dumps(data, ensure_ascii=False, sort_keys=True)
    what = ""
    for _ in range(MOST_UNPRINTABLE):
        try:
            return _compiled(path, words, now)
        except typst.TypstError as error:
            what = str(error.message)
        printable = _without(words, what)
        if printable == words:
            break
        if in_every_sign:
            raise Unprintable(f"The document {template} of {room} holds a sign that cannot be printed.")
        words = printable
    raise BrokenRecord(f"The document {template} of {room} could not be typeset{_said(what, path)}.")


def _compiled(path: Path, words: str, now: Instant) -> bytes:
    with _one_at_a_time:
        made = _compiler().compile(
            input=str(path),
            format="pdf",
            sys_inputs={"data": words},
            pdf_standards=["ua-1"],
            timestamp=int(now.timestamp()),
        )
    return bytes(made)  # type: ignore[arg-type]  # one file, since the format is PDF


def _without(words: str, what: str) -> str:
    """The data without the sign that the typesetter could not print; the same data when that is not what went wrong."""
    found = UNPRINTABLE.search(what)
    if found is None:
        return words
    sign = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), found[1])
    return words.replace(json.dumps(sign, ensure_ascii=False)[1:-1], IN_ITS_PLACE)


def _said(what: str, path: Path) -> str:
    """What went wrong in our words. A name is repeated only when it stands in the template itself."""
    for pattern, ours in FAULTS:
        if found := pattern.search(what):
            is_ours = found[1] and re.search(rf"\b{found[1]}\b", path.read_text(encoding="utf-8"))
            return f": {ours} {found[1]}" if is_ours or found[1] == "alt" else f": {ours.rstrip(':')}"
    return ""


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(root=str(_package()), ignore_system_fonts=True)


def _package() -> Path:
    return Path(str(files("cairn")))
