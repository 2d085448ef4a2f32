"""Answering before service, and what the supervisor says to it. Both are dated, and stay as they were written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import Instant, local_date
from cairn.matching import policy
from cairn.matching.commands.emergencies import end_what_began
from cairn.matching.commands.wanted import begin_wanted
from cairn.matching.domain.conflicts import NEVER, NONE, ConflictFacts, Known, decide_conflict
from cairn.matching.domain.service import Word
from cairn.matching.domain.ties import ASKED
from cairn.matching.models import ConflictAnswer, SupervisorWord
from cairn.matching.queries.asked import person_asked_about, record_ties, ties_as_kept
from cairn.platform.packs import rules_on
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import lock_one, visible

WORDS_LENGTH, CITED_LENGTH = 600, 600


@command(permission=policy.ANSWER)
def answer_conflict(
    *, actor: Actor, answer_id: UUID, client_id: UUID, ties: Iterable[Known], words: str, now: Instant
) -> Decision:
    """The peer supporter's answer; no ties: "none of these". What the records tell is added.

    Where nothing stands in the way, who took the person in themselves begins by this. Raises NotFound, BadInput, Conflict.
    """
    on = local_date(now, actor.zone)
    person = person_asked_about(actor, client_id, on)
    answered, text = tuple(ties), words.strip()
    _check(answered, text, on)
    records = record_ties(actor, person, on)
    decision = decide_conflict(ConflictFacts(True, (*answered, *records)), rules_on(on, actor.place), on)
    content = {
        "client_id": client_id,
        "peer_id": actor.engagement_id,
        "ties": ties_as_kept(answered),
        "words": text,
    }
    cited = "; ".join(dict.fromkeys(source.text for one in decision.findings for source in one.citations))
    more = {
        "records": ties_as_kept(records),
        "outcome": decision.outcome,
        "cited": cited[:CITED_LENGTH],
        "answered_at": now,
    }
    if create_once(ConflictAnswer, actor, answer_id, content, **more):
        ledger.record("matching.conflict.answered", client=client_id, answer=answer_id)
        if decision.outcome == NONE:
            begin_wanted(actor, client_id, now)
    return decision


@command(permission=policy.SAY)
def say_to_disclosure(
    *, actor: Actor, word_id: UUID, conflict_answer_id: UUID, verdict: Word, conditions: str, now: Instant
) -> UUID:
    """The supervisor's answer; what began in an emergency ends by it, unless they say go on.

    Raises NotFound, BadInput, Conflict (the peer supporter answered anew meanwhile).
    """
    on, text = local_date(now, actor.zone), conditions.strip()
    answer = lock_one(visible(ConflictAnswer, actor, policy.SAY, on), conflict_answer_id)
    pair = visible(ConflictAnswer, actor, policy.SAY, on).filter(client_id=answer.client_id, peer_id=answer.peer_id)
    if pair.filter(answered_at__gt=answer.answered_at).exists():
        raise Conflict("They answered anew meanwhile. Read the newest answer, then say what you think.")
    if verdict is Word.GO_ON and answer.outcome == NEVER:
        raise BadInput({"verdict": "This rule leaves nothing to decide. Another peer supporter walks with them."})
    if verdict is Word.GO_ON and not text:
        raise BadInput({"conditions": "Say what you agreed on, so that nobody comes to harm."})
    if len(text) > WORDS_LENGTH:
        raise BadInput({"conditions": f"Use at most {WORDS_LENGTH} characters; now it is {len(text)}."})
    content = {
        "answer_id": answer.id,
        "verdict": verdict.value,
        "conditions": text,
        "said_by_id": actor.engagement_id,
    }
    if create_once(SupervisorWord, actor, word_id, content, said_at=now):
        ledger.record("matching.disclosure.answered", client=answer.client_id, answer=answer.id)
        if verdict is not Word.GO_ON:
            end_what_began(actor, answer.client_id, answer.peer_id, now)
    return word_id


def _check(ties: tuple[Known, ...], words: str, on: date) -> None:
    problems = {}
    for one in ties:
        if one.tie not in ASKED or one.from_records:
            problems["ties"] = "Choose from the list."
        if one.ended_on is not None and one.ended_on > on:
            problems[f"{one.tie.value}-ended_on"] = "This day is still to come. Leave it empty while it goes on."
    if len(words) > WORDS_LENGTH:
        problems["words"] = f"Use at most {WORDS_LENGTH} characters; now it is {len(words)}."
    if problems:
        raise BadInput(problems)
