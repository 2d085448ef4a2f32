"""The three phases of peer support: engaging, connecting, supporting. A circle: the way back is as natural as the way on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cairn.kernel.citations import Citation, Status
from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.support.domain.frameworks import Framework, Word


class Phase(StrEnum):
    """Where a relationship is today."""

    ENGAGING = "engaging"
    CONNECTING = "connecting"
    SUPPORTING = "supporting"

    @property
    def label(self) -> str:
        return self.value.capitalize()


GUIDE = Citation("support.phases", "Montana peer support guide (PS101), three-phase model", Status.VERIFIED, None)


@dataclass(frozen=True, slots=True)
class PhaseGuide:
    """What the guide says happens in a phase."""

    phase: Phase
    told: str
    activities: tuple[Word, ...]


PRINCIPLES_USED = Word("use_principles", "Use the guiding principles")
CIRCLE = (
    PhaseGuide(
        Phase.ENGAGING,
        "Getting to know each other",
        (
            Word("greet", "Introductions and greetings"),
            Word("invite", "Invite them to say what is happening"),
            Word("listen", "Listen"),
            Word("validate", "Validate"),
        ),
    ),
    PhaseGuide(
        Phase.CONNECTING,
        "Finding common ground",
        (
            Word("share_experience", "Share an experience that fits"),
            Word("build_trust", "Build rapport and trust"),
            Word("listen", "Listen"),
            Word("mutuality", "Mutuality"),
            PRINCIPLES_USED,
        ),
    ),
    PhaseGuide(
        Phase.SUPPORTING,
        "Working on what they want",
        (
            Word("build_skills", "Skill building"),
            Word("plan_recovery", "Recovery planning"),
            Word("wellness", "Eight dimensions of wellness or medicine wheel"),
            Word("resources", "Resources and referrals"),
            Word("crisis_support", "Support in a crisis or a return to use"),
            PRINCIPLES_USED,
        ),
    ),
)
ACTIVITIES = Framework(
    "activity",
    "What you did",
    tuple({word.code: word for guide in CIRCLE for word in guide.activities}.values()),
    GUIDE,
)


def way_back(current: Phase) -> tuple[Phase, ...]:
    """Where to go when somebody pulls away: to engaging first, then to connecting again. Nothing for two who are engaging."""
    return tuple(guide.phase for guide in CIRCLE)[: tuple(guide.phase for guide in CIRCLE).index(current)]


def decide_phase_change(current: Phase, wanted: Phase) -> Decision:
    """Any step is allowed. Going straight from engaging to supporting is worth a second thought, and is never stopped."""
    return Decision.all_of(
        f"From {current.value} to {wanted.value}", [_moved(current, wanted), _in_turn(current, wanted)]
    )


def _moved(current: Phase, wanted: Phase) -> Finding:
    stays = current is wanted
    return Finding(
        "phase.moved",
        Verdict.NOT_MET if stays else Verdict.MET,
        "A change",
        "Another phase than today's",
        f"You are both in {current.value} already" if stays else _way(current, wanted),
        "Nothing needs to change." if stays else "",
        (GUIDE,),
    )


def _way(current: Phase, wanted: Phase) -> str:
    """A step back is said as what it is: part of the way."""
    order = [guide.phase for guide in CIRCLE]
    if order.index(wanted) < order.index(current):
        return "A step back. That is part of the way"
    return "A step on"


def _in_turn(current: Phase, wanted: Phase) -> Finding:
    skips = current is Phase.ENGAGING and wanted is Phase.SUPPORTING
    return Finding(
        "phase.in_turn",
        Verdict.WARNING if skips else Verdict.MET,
        "In turn",
        "Engaging, then connecting, then supporting",
        "Straight to supporting" if skips else "In turn, or back",
        "Are you connected yet? It may be too early to fix things." if skips else "",
        (GUIDE,),
    )
