"""What a person said in the finder, in the words that its questions offer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Said(StrEnum):
    YES = "yes"
    NO = "no"


class Job(StrEnum):
    COMPLETE = "complete"  # work or an offer, in a letter that shows all it must
    INCOMPLETE = "incomplete"  # promised, or in a letter that lacks something
    NONE = "none"


class License(StrEnum):
    CURRENT = "current"
    ENDED = "ended"
    NONE = "none"


class Volunteered(StrEnum):
    DONE = "done"  # the hours and the further training
    HOURS = "hours"  # the hours only
    WILLING = "willing"  # some or none so far
    NO = "no"


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person said. None is a question that they skipped."""

    job: Job | None = None
    other_license: License | None = None
    volunteered: Volunteered | None = None
    can_pay: Said | None = None
    two_years: Said | None = None  # in recovery for the whole window
    long_stay: Said | None = None  # an admission longer than the limit, within it
    jailed: Said | None = None
    convicted: Said | None = None  # driving under the influence or possession, in the look-back
