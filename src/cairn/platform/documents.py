"""Papers that people keep: accessible PDF (PDF/UA-1), typeset from a template of a room and plain data.

A template is `<room>/documents/<name>.typ`. It begins with `#import "/platform/typeset/sheet.typ": *` and then has `data`, the
look (`#show: sheet.with(title: …, sender: …)`), `facts` and `signature`. Pictures come in the data as SVG text, with words for
who cannot see them. Nothing is read from outside the program: no system font, no network, no file of the user.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from cairn.kernel.errors import BrokenRecord
from cairn.kernel.instants import Instant

NAMES_NO_DATA = ("dictionary does not contain key", "unknown variable", "PDF/UA-1 error", "expected ")
_one_at_a_time = threading.Lock()  # a compiler keeps what it has read, and is not made for two at once


def typeset(room: str, template: str, data: Mapping[str, Any], *, now: Instant) -> bytes:
    """The PDF of `<room>/documents/<template>.typ` with `data` (anything that JSON can hold), dated `now`; same input, same bytes.

    Raises BrokenRecord, without the data in its words, when template and data do not go together: a picture without
    words for it, a heading left out, a field that is missing.
    """
    path = _package() / room / "documents" / f"{template}.typ"
    if not path.is_file():
        raise BrokenRecord(f"There is no document {template} in {room}.")
    words = json.dumps(data, ensure_ascii=False, sort_keys=True)
    with _one_at_a_time:
        try:
            made = _compiler().compile(
                input=str(path),
                format="pdf",
                sys_inputs={"data": words},
                pdf_standards=["ua-1"],
                timestamp=int(now.timestamp()),
            )
        except typst.TypstError as error:
            what = str(error.message)
            said = f": {what}" if what.startswith(NAMES_NO_DATA) else ""
            raise BrokenRecord(f"The document {template} of {room} could not be typeset{said}.") from None
    return bytes(made)  # type: ignore[arg-type]  # one file, since the format is PDF


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(root=str(_package()), ignore_system_fonts=True)


def _package() -> Path:
    return Path(str(files("cairn")))
