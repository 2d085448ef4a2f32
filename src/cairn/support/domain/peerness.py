"""How two people walk together: whether a kind question is due, first to the peer supporter, later for supervision.

Facts are the contacts' marks, the phases and the client's own view. A question is not a verdict: an errand can be just what was wanted.
What nobody marked is unknown, and unknown asks nothing. The client's answers can only keep a question from going on to supervision;
they never cause one, so that no question tells a peer supporter that somebody was unhappy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.rulebook.rules import Rules
from cairn.support.domain.encounters import Kind
from cairn.support.domain.frameworks import SupportType
from cairn.support.domain.phases import Phase

TASK_SUPPORT = frozenset({SupportType.INSTRUMENTAL.value, SupportType.INFORMATIONAL.value})
TASK_ACTIVITIES = frozenset({"resources", "build_skills", "plan_recovery", "wellness"})
CONNECTING = frozenset({"share_experience", "build_trust", "mutuality"})
SHARED = "share_experience"
NOT_LOOKED_AT = frozenset({Kind.GROUP, Kind.WARMLINE})
TOGETHER = frozenset({Kind.SOCIAL, Kind.DROP_IN, Kind.CRISIS})  # being there is the whole of it


@dataclass(frozen=True, slots=True)
class Walked:
    """One contact of the two, as it was marked. `recorded_on`: since when the peer supporter could know."""

    on: date
    recorded_on: date
    kind: Kind
    phase: str
    support: frozenset[str] = frozenset()
    activities: frozenset[str] = frozenset()

    @property
    def is_marked(self) -> bool:
        return bool(self.support or self.activities)

    @property
    def is_task_only(self) -> bool:
        return self.is_marked and self.support <= TASK_SUPPORT and self.activities <= TASK_ACTIVITIES


@dataclass(frozen=True, slots=True)
class PeernessFacts:
    """One relationship. `phases`: the days on which they entered one, oldest first; None where only contacts are known.

    `client_view`: the client's answers to "how was the support", one to five, skipped ones left out.
    """

    contacts: tuple[Walked, ...]
    phases: tuple[tuple[date, Phase], ...] | None = None
    client_view: tuple[int, ...] = ()


def decide_peerness(facts: PeernessFacts, rules: Rules, today: date) -> Decision:
    """Warnings are questions: `peerness.tasks`, `.phases`, `.story`. Figures: `since` (a day or None), `goes_on`, `own_until`."""
    begin = today - timedelta(days=rules.days("peerness.window"))
    told = [one for one in facts.contacts if one.kind not in NOT_LOOKED_AT and begin <= one.on <= today]
    told.sort(key=lambda one: (one.on, one.recorded_on), reverse=True)
    asked = [_tasks(told, rules), _phases(told, facts.phases, rules), _story(told, rules)]
    days = [since for _, since in asked if since is not None]
    own_until = min(days) + timedelta(days=rules.days("peerness.own_days")) if days else None
    return Decision(
        "How the two walk together",
        "ask" if days else "quiet",
        allowed=True,
        findings=tuple(finding for finding, _ in asked),
        figures={
            "since": min(days) if days else None,
            "own_until": own_until,
            "goes_on": own_until is not None and own_until <= today and not is_content(facts.client_view, rules),
        },
    )


def is_content(view: Sequence[int], rules: Rules) -> bool:
    """Whether the client's answers, once there are enough, say that it is good as it is."""
    enough, content = rules.count("peerness.view.answers"), rules.count("peerness.view.content")
    return len(view) >= enough and sum(view) >= content * len(view)


def _tasks(told: Sequence[Walked], rules: Rules) -> tuple[Finding, date | None]:
    """The streak of tasks up to today. What nobody marked neither counts nor breaks it; being together breaks it."""
    enough = rules.count("peerness.tasks.contacts")
    streak: list[Walked] = []
    for one in told:
        if one.kind in TOGETHER or (one.is_marked and not one.is_task_only):
            break
        streak += [one] if one.is_task_only else []
    since = _nth(streak, enough)
    found = f"{len(streak)} contacts in a row were practical help or information, and nothing else is marked"
    return _finding(
        "tasks",
        "Is it mostly errands these days?",
        f"We ask from {enough} in a row on",
        found if since else "Tasks and time together",
        "If that is what the two of you want now, nothing needs to change. Time without a task has full value.",
        (rules, ("peerness.tasks.contacts", "peerness.window")),
        since,
    )


def _phases(
    told: Sequence[Walked], phases: tuple[tuple[date, Phase], ...] | None, rules: Rules
) -> tuple[Finding, date | None]:
    """Straight from engaging to supporting, and several contacts on without anything of connecting."""
    enough = rules.count("peerness.phases.contacts")
    skipped_on = _skipped_on(phases or ())
    after = [one for one in told if skipped_on and one.on >= skipped_on]
    connected = any(one.activities & CONNECTING or one.phase == Phase.CONNECTING.value for one in after)
    since = None if connected else _nth(after, enough)
    return _finding(
        "phases",
        "Did the two of you have time to connect?",
        f"We ask from {enough} contacts on after a step straight to supporting",
        f"From engaging straight to supporting, {len(after)} contacts ago" if since else "In turn, or back",
        "Sharing something of your own road, or just being there, is never late. A step back is part of the way.",
        (rules, ("peerness.phases.contacts",)),
        since,
    )


def _skipped_on(phases: tuple[tuple[date, Phase], ...]) -> date | None:
    """The day on which they last entered supporting, when they came straight from engaging and are there still."""
    if not phases or phases[-1][1] is not Phase.SUPPORTING:
        return None
    steps = list(phases)
    while len(steps) > 1 and steps[-2][1] is Phase.SUPPORTING:
        steps.pop()
    return steps[-1][0] if len(steps) == 1 or steps[-2][1] is Phase.ENGAGING else None


def _story(told: Sequence[Walked], rules: Rules) -> tuple[Finding, date | None]:
    """Shared experiences that there were before and that the latest contacts lack, where activities are marked at all."""
    counts = {name: rules.count(f"peerness.story.{name}") for name in ("recent", "marked", "before", "shared")}
    quiet = next((n for n, one in enumerate(told) if SHARED in one.activities), len(told))
    recent, earlier = told[:quiet], told[quiet : quiet + counts["before"]]
    marked = sum(bool(one.activities) for one in recent[: counts["recent"]])
    shared = sum(SHARED in one.activities for one in earlier)
    has_faded = len(recent) >= counts["recent"] and marked >= counts["marked"] and shared >= counts["shared"]
    since = _nth(recent, counts["recent"]) if has_faded else None
    return _finding(
        "story",
        "Is your own story still part of it?",
        f"We ask after {counts['recent']} contacts without it, where there were {counts['shared']} with it before",
        f"Shared in {shared} of {len(earlier)} contacts before, in none of the last {len(recent)}"
        if since
        else "As before",
        "Perhaps there was no need. If you hold back, that is worth a word with somebody you trust.",
        (rules, tuple(f"peerness.story.{name}" for name in counts)),
        since,
    )


def _nth(newest_first: Sequence[Walked], count: int) -> date | None:
    """The day on which the `count`-th of these was known, counted from the oldest; None when there are fewer."""
    return newest_first[-count].recorded_on if len(newest_first) >= count else None


def _finding(
    code: str,
    title: str,
    required: str,
    found: str,
    remedy: str,
    cited: tuple[Rules, tuple[str, ...]],
    since: date | None,
) -> tuple[Finding, date | None]:
    rules, keys = cited
    return (
        Finding(
            f"peerness.{code}",
            Verdict.WARNING if since else Verdict.MET,
            title,
            required,
            found,
            remedy if since else "",
            tuple(rules.citation(key) for key in keys),
        ),
        since,
    )
