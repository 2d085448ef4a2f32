"""By which legal route something may be told outside. Pure.

The code of ethics asks for reports that 42 CFR Part 2 does not let a program make freely: there is no exception for the abuse of an
adult or for a duty to warn. Nothing here hides that. Every route is shown with what it allows; whoever reports chooses one, and the
choice is kept with its source.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cairn.incidents.domain.kinds import Basis, Kind, Recipient
from cairn.kernel.citations import Citation
from cairn.kernel.decisions import Decision, Finding, Verdict

SUBJECT = "May be told by this route"


@dataclass(frozen=True, slots=True)
class Route:
    """What the packs say of one route on a day."""

    basis: Basis
    recipients: frozenset[Recipient]
    kinds: frozenset[Kind]
    in_part2: bool  # whether a program under 42 CFR Part 2 may take it
    citation: Citation
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What is about to be told. `recipient` None: not chosen yet. `has_consent`: one that stands now was chosen."""

    kind: Kind
    is_part2: bool
    names_client: bool
    recipient: Recipient | None = None
    has_consent: bool = False
    because: str = ""


def decide_report(facts: ReportFacts, route: Route) -> Decision:
    """Whether this may be told by this route: every finding with the route's source."""
    return Decision.all_of(SUBJECT, [finding for finding in _findings(facts, route) if finding is not None])


def possible_routes(facts: ReportFacts, routes: Iterable[Route]) -> list[tuple[Route, Decision]]:
    """Every route with its decision, the open ones first, in the order in which they protect the person."""
    order = list(Basis)
    judged = [(route, decide_report(facts, route)) for route in routes]
    return sorted(judged, key=lambda pair: (not pair[1].allowed, order.index(pair[0].basis)))


def _findings(facts: ReportFacts, route: Route) -> Iterable[Finding | None]:
    yield _kind(facts, route)
    yield _recipient(facts, route)
    yield _part2(facts, route)
    yield _identity(facts, route)
    yield _consent(facts, route)


def _finding(code: str, title: str, required: str, found: str, route: Route, *, met: bool, remedy: str = "") -> Finding:
    verdict = Verdict.MET if met else Verdict.NOT_MET
    return Finding(
        f"report.{code}", verdict, title, required, found, "" if met else remedy, (route.citation,), route.note
    )


def _kind(facts: ReportFacts, route: Route) -> Finding:
    return _finding(
        "kind",
        "What happened",
        _listed(kind.label for kind in Kind if kind in route.kinds),
        facts.kind.label,
        route,
        met=facts.kind in route.kinds,
        remedy="Choose another route.",
    )


def _recipient(facts: ReportFacts, route: Route) -> Finding | None:
    if facts.recipient is None:
        return None
    return _finding(
        "recipient",
        "Who is told",
        _listed(one.label for one in Recipient if one in route.recipients),
        facts.recipient.label,
        route,
        met=facts.recipient in route.recipients,
        remedy="Choose another route, or tell somebody whom this one allows.",
    )


def _part2(facts: ReportFacts, route: Route) -> Finding | None:
    if not facts.is_part2:
        return None
    return _finding(
        "part2",
        "Under 42 CFR Part 2",
        "A route that Part 2 itself opens",
        "Part 2 allows it" if route.in_part2 else "Part 2 has no such exception",
        route,
        met=route.in_part2,
        remedy="Report without naming anybody, ask the person, or talk with your supervisor about an order of a court.",
    )


def _identity(facts: ReportFacts, route: Route) -> Finding | None:
    if route.basis is not Basis.NAMES_NOBODY:
        return None
    return _finding(
        "identity",
        "Names nobody",
        "Nobody whom the program serves is named or can be known",
        "The person is named" if facts.names_client else "Nobody is named",
        route,
        met=not facts.names_client,
        remedy="Leave the name out, and say nothing that points to the program or the person.",
    )


def _consent(facts: ReportFacts, route: Route) -> Finding | None:
    if route.basis is not Basis.CONSENT:
        return None
    return _finding(
        "consent",
        "A consent that stands",
        "Signed, not ended, not taken back, and naming whom you tell",
        "Chosen" if facts.has_consent else "None was chosen",
        route,
        met=facts.has_consent,
        remedy="Choose the consent, or ask the person for one. They may say no.",
    )


def _listed(words: Iterable[str]) -> str:
    return "; ".join(words)
