"""A report outside as a letter: the words of the report and no more.

No letterhead of the program: its name would tell where the person is served.
"""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse

from cairn.incidents.commands.reports import ReportDraft
from cairn.incidents.domain.minimum import How
from cairn.incidents.domain.routes import Route
from cairn.incidents.queries.incidents import IncidentView, ReportView
from cairn.kernel.instants import Instant, in_words, local_date
from cairn.platform.documents import typeset
from cairn.platform.downloads import download
from cairn.platform.packs import rules_on

PART2_NOTICE = (
    "This report may hold information that 42 CFR Part 2 protects. It may not be used or passed on against the person, and no "
    "further than that law allows ({source})."
)
CONFIRMS = "This confirms in writing what we told you {how} on {day}."


def drafted(one: IncidentView, draft: ReportDraft, route: Route, by: str) -> ReportView:
    """The report as it would be kept, for a letter before it is told."""
    return ReportView(
        draft.id, draft.recipient, draft.recipient_name.strip(), draft.basis, route.citation.text, draft.names_client,
        draft.told.strip(), draft.because.strip(), draft.reported_at, by, draft.how, draft.items,
    )  # fmt: skip


def letter(
    one: IncidentView, told: ReportView, zone: str, place: str, *, now: Instant, is_draft: bool = False
) -> HttpResponse:
    """The paper. The file's name names nobody."""
    made = typeset("incidents", "report", _document(one, told, zone, place, is_draft=is_draft), now=now)
    return download("report.pdf", made)


def _document(one: IncidentView, told: ReportView, zone: str, place: str, *, is_draft: bool) -> dict[str, object]:
    on = local_date(told.reported_at, zone)
    facts = [
        ["To", f"{told.recipient.label}: {told.recipient_name}"],
        ["By", told.by],
        ["What happened", one.kind.label],
    ]
    if told.names_client:
        facts.append(["Concerning", one.client_name])
    is_confirming = not is_draft and told.how in (How.PHONE, How.IN_PERSON)
    return {
        "title": "Report",
        "sender": "Confidential report",
        "on": in_words(on),
        "draft": is_draft,
        "confirms": CONFIRMS.format(how=told.how.label.lower(), day=in_words(on)) if is_confirming and told.how else "",
        "facts": facts,
        "told": told.told,
        "items": [item.label for item in told.items],
        "basis": f"{told.basis.label} ({told.basis_source}).",
        "notice": _notice(one, told, on, place),
        "role": "Signature of who reports",
    }


def _notice(one: IncidentView, told: ReportView, on: date, place: str) -> str:
    notice = rules_on(on, place).find("part2.notice_with_disclosure") if one.is_part2 and told.names_client else None
    return PART2_NOTICE.format(source=notice.citation.text) if notice else ""
