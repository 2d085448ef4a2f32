"""What others found, for and against, so that nobody reads one figure alone. In our own words, each with its source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Study:
    finding: str
    direction: str  # "for", "against", "caution"
    source: str


STUDIES = (
    Study(
        "A crisis respite staffed by peers in New York City: $2,138 less Medicaid cost for each enrolled month in the month of use and the "
        "eleven after it, and 2.9 fewer hospital stays. The people compared were matched, not drawn by lot.",
        "for",
        "Bouchery and others, Psychiatric Services 2018",
    ),
    Study(
        "Peers added to a treatment team: $1.94 of benefit for each dollar, with 84 chances in 100 that it pays.",
        "for",
        "Washington State Institute for Public Policy, program 290 (2022 dollars)",
    ),
    Study(
        "Peers in place of other staff: a loss of $4,473 a person, with 29 chances in 100 that it pays.",
        "against",
        "Washington State Institute for Public Policy (2022 dollars)",
    ),
    Study(
        "People chosen because they had cost much cost far less two years later with no program at all; where a trial "
        "drew lots, the program made no difference to that fall.",
        "caution",
        "Rutgers study of New Jersey hospital use; Camden trial",
    ),
    Study(
        "Georgia's $5,494 a year is the gap between peer support and day treatment, not between peer support and nothing.",
        "caution",
        "Georgia Medicaid comparison of 2006, as retold in the Best Practices Guide 2022",
    ),
)
