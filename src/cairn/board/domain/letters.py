"""The letter that says what is still missing: drafted from the findings that do not hold, in our words, with who says so.

A finding on a sealed statement names the rule and nothing else; its reason stands on the candidate's own page only.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from cairn.board.domain.facts import SEALED_CODES
from cairn.kernel.decisions import Decision, Finding
from cairn.kernel.instants import in_words

SEALED_REASON = "Only you can see why: it stands on your own page, under “How your own word meets the rule”."


def draft_letter(name: str, decision: Decision, sent_on: date) -> str:
    """The text of a letter to a candidate, one paragraph a rule that is not met yet."""
    against = decision.against
    many = "one rule is" if len(against) == 1 else f"{len(against)} rules are"
    parts = [
        f"Dear {name},",
        f"We have looked at what you sent on {in_words(sent_on)}. It cannot be decided yet: {many} not met.",
        *(_paragraph(n, finding) for n, finding in enumerate(against, 1)),
        "Change what is needed on your page and send the application again. It goes on from where it is; "
        "nothing that you sent is lost.",
    ]
    return "\n\n".join(parts)


def reference_of(file_id: UUID) -> str:
    """How a file is named on paper and on the telephone: the end of its id, which says nothing about anybody."""
    tail = file_id.hex[-8:].upper()
    return f"{tail[:4]}-{tail[4:]}"


def codes_of(findings: Iterable[Finding]) -> str:
    """The codes of findings as they are kept beside a letter."""
    return ",".join(finding.code for finding in findings)


def _paragraph(n: int, finding: Finding) -> str:
    lines = [f"{n}. {finding.title}. Needed: {finding.required}."]
    if finding.code in SEALED_CODES:
        lines.append(SEALED_REASON)
    else:
        lines.append(f"Found: {finding.found}.")
        if finding.remedy:
            lines.append(f"What to do: {finding.remedy}")
    if finding.citations:
        lines.append(f"Source: {'; '.join(str(citation) for citation in finding.citations)}.")
    return " ".join(lines)
