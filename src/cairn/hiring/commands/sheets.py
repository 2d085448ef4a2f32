"""Writing down alone what one heard, and handing it in. What is handed in is not changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from cairn.hiring import policy
from cairn.hiring.domain.guides import HIGHEST, LOWEST, YES_NO
from cairn.hiring.models import Interview, Round, Score, Seat, Sheet
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible

LONGEST = 1000
HANDED_IN = "Your scores are handed in and stay as they are."


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """What was typed, by the question's code. `answers` hold "1" to "5", "yes" or "no"; what is missing was skipped."""

    answers: Mapping[str, str]
    notes: Mapping[str, str]
    positives: str
    concerns: str


@command(permission=policy.SIT)
def save_sheet(*, actor: Actor, interview_id: UUID, draft: SheetDraft, hands_in: bool, now: Instant) -> None:
    """Keep the own scores of one interview, or hand them in. Raises Conflict when they were handed in with other content."""
    on = local_date(now, actor.zone)
    interview = visible(Interview, actor, policy.SIT, on).select_related("round").filter(id=interview_id).first()
    if interview is None:
        raise NotFound
    seat = Seat.objects.select_for_update().get(
        round_id=interview.round_id, member_id=actor.engagement_id
    )  # two tabs: one by one
    problems = _problems(interview.round, draft, hands_in=hands_in)
    if problems:
        raise BadInput(problems)
    sheet = Sheet.objects.select_for_update().filter(interview=interview, seat=seat).first()
    is_same = sheet is not None and _is_same(sheet, interview.round, draft)
    if sheet is not None and sheet.handed_in_at is not None:
        if not is_same:
            raise Conflict(HANDED_IN)
        return ledger.unchanged("handed in before")
    if is_same and not hands_in:
        return ledger.unchanged("saved before")
    sheet = sheet or Sheet(id=new_id(), organization_id=actor.organization_id, interview=interview, seat=seat)
    sheet.positives, sheet.concerns, sheet.saved_at = draft.positives.strip(), draft.concerns.strip(), now
    sheet.handed_in_at = now if hands_in else None
    sheet.save()
    _write_scores(actor, sheet, interview.round, draft)
    ledger.record(
        "hiring.sheet.handed_in" if hands_in else "hiring.sheet.saved", sheet=sheet.id, interview=interview_id
    )
    return None


def _problems(held: Round, draft: SheetDraft, *, hands_in: bool) -> dict[str, str]:
    problems: dict[str, str] = {}
    for question in held.questions:
        answer = draft.answers.get(question["code"], "")
        if answer not in _allowed(question["kind"]):
            problems[f"answer-{question['code']}"] = "Choose one of the answers, or none."
        if len(draft.notes.get(question["code"], "")) > LONGEST:
            problems[f"note-{question['code']}"] = f"Keep notes to {LONGEST:,} letters."
    if len(draft.positives) > LONGEST or len(draft.concerns) > LONGEST:
        problems["positives"] = f"Keep positives and concerns to {LONGEST:,} letters each."
    if hands_in and not any(draft.answers.values()):
        problems["hand_in"] = "Score at least one answer before you hand in. You can skip the others."
    return problems


def _allowed(kind: str) -> set[str]:
    return {"", "yes", "no"} if kind == YES_NO else {"", *(str(n) for n in range(LOWEST, HIGHEST + 1))}


def _wanted(held: Round, draft: SheetDraft) -> dict[str, tuple[int | None, str, str]]:
    """What is to be stored for each question with anything in it: number, yes or no, note."""
    wanted: dict[str, tuple[int | None, str, str]] = {}
    for question in held.questions:
        code = question["code"]
        answer, note = draft.answers.get(code, ""), draft.notes.get(code, "").strip()
        if answer or note:
            wanted[code] = (int(answer), "", note) if answer.isdigit() else (None, answer, note)
    return wanted


def _is_same(sheet: Sheet, held: Round, draft: SheetDraft) -> bool:
    stored = {row.question: (row.number, row.said, row.note) for row in Score.objects.filter(sheet=sheet)}
    typed = (draft.positives.strip(), draft.concerns.strip())
    return (sheet.positives, sheet.concerns) == typed and stored == _wanted(held, draft)


def _write_scores(actor: Actor, sheet: Sheet, held: Round, draft: SheetDraft) -> None:
    Score.objects.filter(sheet=sheet).delete()
    Score.objects.bulk_create(
        Score(
            id=new_id(),
            organization_id=actor.organization_id,
            sheet=sheet,
            question=code,
            number=number,
            said=said,
            note=note,
        )
        for code, (number, said, note) in _wanted(held, draft).items()
    )
