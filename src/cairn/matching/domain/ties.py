"""What can tie a peer supporter to a person before service begins. Asked of the peer supporter, never answered for them."""

from __future__ import annotations

from enum import StrEnum


class Tie(StrEnum):
    """One kind of tie; each has its rule in the packs."""

    KNEW = "knew"
    KIN = "kin"
    BUSINESS = "business"
    FORMER_CLIENT = "former_client"
    SUPERVISORS_CLIENT = "supervisors_client"
    INTIMATE = "intimate"
    INTIMATE_WITH_SOMEONE_CLOSE = "intimate_with_someone_close"
    ELSEWHERE = "elsewhere"  # only from records, and nothing more is said

    @property
    def label(self) -> str:
        return TIE_WORDS[self][0]

    @property
    def told(self) -> str:
        return TIE_WORDS[self][1]


TIE_WORDS = {
    Tie.KNEW: ("We knew each other before", "Friends, neighbors, school, treatment, a group we both went to"),
    Tie.KIN: ("We are family, or share a home", "By blood, marriage, adoption or a household, now or before"),
    Tie.BUSINESS: ("Work, business or money", "Employer, landlord, customer, a loan, a shared business"),
    Tie.FORMER_CLIENT: ("I served them before", "Here or somewhere else, in whatever role"),
    Tie.SUPERVISORS_CLIENT: ("They are a client of my own supervisor", "For therapy or another service"),
    Tie.INTIMATE: ("Romance or sexual contact with them", "At any time, however long ago"),
    Tie.INTIMATE_WITH_SOMEONE_CLOSE: ("Romance with somebody close to them", "Their family, household or partner"),
    Tie.ELSEWHERE: ("Something to talk over first", "The records ask for it; they do not say why here"),
}  # fmt: skip

ASKED = tuple(tie for tie in Tie if tie is not Tie.ELSEWHERE)
MAY_HAVE_ENDED = frozenset({Tie.FORMER_CLIENT, Tie.INTIMATE_WITH_SOMEONE_CLOSE})  # when it ended changes the answer
KEPT_BESIDES = (
    Tie.KIN,
    Tie.INTIMATE,
    Tie.BUSINESS,
    Tie.KNEW,
    Tie.FORMER_CLIENT,
)  # of people whom one may note beforehand
