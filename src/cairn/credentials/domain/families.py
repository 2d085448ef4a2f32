"""Family peer supporters: what their certificate rests on instead of an own recovery, and the doubt about the rules they share."""

from __future__ import annotations

from cairn.kernel.decisions import Finding, Verdict
from cairn.rulebook.checks import check
from cairn.rulebook.rules import Rules

FAMILY_UNVERIFIED = "Whether this rule, written for behavioral health peer supporters, holds for family peer supporters was not verified."


def check_caregiver(rules: Rules, *, cares_for_child: bool) -> Finding:
    """What the certificate of a family peer supporter rests on; not known where no source tells of one."""
    entry = rules.find("cert.family_peer.child_under")
    if entry is None:
        verdict, required = Verdict.UNKNOWN, "no rule for family peer supporters was found for this place and day"
    else:
        verdict = Verdict.MET if cares_for_child else Verdict.NOT_MET
        required = f"parent, guardian or caregiver of a child under {entry.years} with significant needs"
    return check(
        "apply.caregiver",
        "Own word on raising a child with needs",
        verdict=verdict,
        required=required,
        found="given" if cares_for_child else "not given",
        remedy="Only the person can say this, and only to the board.",
        by=(entry,) if entry else (),
        note="The training program for family peers, which the board approves by itself, is not written down here yet.",
    )


def doubted(note: str) -> str:
    """The note of a finding that both certificates share, with the doubt said."""
    return f"{note} {FAMILY_UNVERIFIED}".strip()
