"""Whether a peer supporter may practice on a day, and so begin with somebody new. The one place where the three causes against it meet.

A certificate in force, somebody who supervises them clinically, and no stop because of supervision owed. What is going on already is
not asked about here: the pages of supervision and compliance say it to those who answer for it.
"""

from __future__ import annotations

from enum import StrEnum

from cairn.kernel.citations import Citation
from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.rulebook.checks import check
from cairn.rulebook.rules import Rules

SUBJECT = "May begin with somebody new"
STOP = "stop"  # the outcome of the decision about supervision owed that bars from work


class Cause(StrEnum):
    """What bars somebody from practice, in the words of whoever answers for it."""

    CERTIFICATE = "certificate"
    SUPERVISOR = "supervisor"
    STOP = "stop"

    @property
    def label(self) -> str:
        return {
            "certificate": "no certificate in force",
            "supervisor": "no supervisor",
            "stop": "must stop until supervised",
        }[self.value]


def causes_against(standing: Decision, debt: Decision, *, is_supervised: bool) -> tuple[Cause, ...]:
    """Every cause that holds, in the order in which they are said."""
    held = {Cause.CERTIFICATE: not standing.allowed, Cause.SUPERVISOR: not is_supervised, Cause.STOP: is_stopped(debt)}
    return tuple(cause for cause, holds in held.items() if holds)


def is_stopped(debt: Decision) -> bool:
    return debt.outcome == STOP


def decide_practice(standing: Decision, debt: Decision, *, is_supervised: bool, rules: Rules) -> Decision:
    """From the decisions about the certificate and about supervision owed, and whether somebody supervises them on the day."""
    causes = causes_against(standing, debt, is_supervised=is_supervised)
    required = rules.find("supervision.required_to_practice")
    findings = (
        _certificate(standing),
        check(
            "practice.supervisor",
            "Supervised",
            verdict=is_supervised,
            required="a clinical agreement in force that both signed",
            found="in force" if is_supervised else Cause.SUPERVISOR.label,
            remedy="An agreement that both sign.",
            by=(required,) if required else (),
        ),
        _stop(debt),
    )
    return Decision.all_of(SUBJECT, findings, causes=causes)


def _certificate(standing: Decision) -> Finding:
    """The standing as one finding, with what it rests on."""
    is_barred = not standing.allowed
    cited: dict[Citation, None] = {source: None for one in standing.findings for source in one.citations}
    return Finding(
        "practice.certificate",
        Verdict.NOT_MET if is_barred else Verdict.MET,
        "Certified",
        "a certificate in force",
        Cause.CERTIFICATE.label if is_barred else standing.outcome,
        next((one.remedy for one in standing.against), "") if is_barred else "",
        tuple(cited),
    )


def _stop(debt: Decision) -> Finding:
    gap = debt.finding("supervision.max_gap")
    is_barred = is_stopped(debt)
    return Finding(
        "practice.stop",
        Verdict.NOT_MET if is_barred else Verdict.MET,
        gap.title,
        gap.required,
        f"{Cause.STOP.label}, {gap.found} worked since the last session" if is_barred else gap.found,
        gap.remedy if is_barred else "",
        gap.citations,
        gap.note,
    )
