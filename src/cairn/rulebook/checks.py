"""From a pack entry and what was found to a finding that carries the entry's citation and its doubts."""

from __future__ import annotations

from collections.abc import Iterable

from cairn.kernel.citations import Status
from cairn.kernel.decisions import Finding, Verdict
from cairn.rulebook.entries import Entry

DOUBTS = {
    Status.SECONDARY: "read in a secondary source only, not verified",
    Status.INFERRED: "inferred from verified facts, itself not verified",
    Status.UNVERIFIED: "not verified",
}


def check(
    code: str,
    title: str,
    *,
    verdict: Verdict | bool,
    required: str,
    found: str,
    remedy: str = "",
    by: Iterable[Entry] = (),
    note: str = "",
) -> Finding:
    """One rule checked. `by` are the entries used; the remedy stays only where one is needed."""
    entries = tuple(by)
    if isinstance(verdict, bool):
        verdict = Verdict.MET if verdict else Verdict.NOT_MET
    settled = verdict in (Verdict.MET, Verdict.NOT_APPLICABLE)
    return Finding(
        code=code,
        verdict=verdict,
        title=title,
        required=required,
        found=found,
        remedy="" if settled else remedy,
        citations=tuple(entry.citation for entry in entries),
        note=" ".join(part for part in (note, *map(doubts_about, entries)) if part),
    )


def doubts_about(entry: Entry) -> str:
    """What to know before leaning on this entry: rivals and how they were ruled, and missing proof."""
    parts = [entry.ruling or "" if entry.rivals else ""]
    if not entry.citation.status.is_sure:
        parts.append(f"{entry.citation.text}: {DOUBTS[entry.citation.status]}.")
    return " ".join(part for part in parts if part)
