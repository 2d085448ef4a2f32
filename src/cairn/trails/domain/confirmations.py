"""Questions that somebody without an account answers once, through a link."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from enum import StrEnum

LINK_LASTS = timedelta(
    days=30
)  # a product limit: long enough for a vacation, short enough to be forgotten by a mailbox


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_ME = "not_me"  # the link went to the wrong person


ANSWER_WORDS = {
    Answer.YES: "Yes, that is right",
    Answer.NO: "No, that is not right",
    Answer.NOT_ME: "I am not the one to ask",
}


def digest_of(token: str) -> str:
    """What is kept of a link: nobody can read the link back from it."""
    return hashlib.sha256(token.encode()).hexdigest()
