"""What a person takes along: parts by what their consent lets be shared, as one readable JSON text whose bytes can be checked."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from cairn.privacy.domain.consents import SHARE_WORDS, Share

FORMAT = "cairn-record-1"  # our own form: it is not FHIR and does not claim to be
POSSIBLE = (Share.ATTENDANCE, Share.PROGRESS, Share.PLAN, Share.CONTACTS, Share.NOTES)
NOTICE = (
    "42 CFR part 2 protects this record. It was shared with the person’s consent, for what that consent says. It may not be used or "
    "passed on against them in any proceeding, nor otherwise than that law allows."
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the package: a title and lines, each a label and a text."""

    share: Share
    lines: tuple[tuple[str, str], ...]

    @property
    def title(self) -> str:
        return SHARE_WORDS[self.share]


@dataclass(frozen=True, slots=True)
class ConsentCopy:
    """The consent word for word, as it was signed on a screen: `mark` is the SHA-256 of `text`."""

    text: str
    language: str
    mark: str
    signed: tuple[tuple[str, str], ...]  # who, and when


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on the first page."""

    name: str
    sender: str
    recipient: str
    purpose: str
    made_on: date
    consent_told: str  # which consent, signed when, until when
    notice: str
    notice_source: str
    paper: ConsentCopy | None = None


def package_text(cover: Cover, parts: tuple[Part, ...]) -> str:
    """The package as text: the same facts give the same bytes."""
    content: dict[str, Any] = {
        "format": FORMAT,
        "about": cover.name,
        "from": cover.sender,
        "to": cover.recipient,
        "for": cover.purpose,
        "made_on": cover.made_on.isoformat(),
        "consent": cover.consent_told,
        "consent_as_signed": _copy(cover.paper),
        "notice": {"text": cover.notice, "source": cover.notice_source},
        "parts": [
            {"code": part.share.value, "title": part.title, "lines": [list(line) for line in part.lines]}
            for part in parts
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)


def _copy(paper: ConsentCopy | None) -> dict[str, Any] | None:
    if paper is None:
        return None
    signed = [list(line) for line in paper.signed]
    return {"text": paper.text, "language": paper.language, "sha256": paper.mark, "signed": signed}


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
