"""What the data of the file with everything calls its parts, codes, questions and standard words, in both languages. Pure.

The data itself keeps codes and what people wrote, the same in every language; whoever reads it finds here what a code means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from cairn.intake.domain.questions import Step
from cairn.kernel.actors import Role
from cairn.meetings.domain.appointments import State as Planned
from cairn.plans.domain import goals
from cairn.plans.domain.parts import GUIDES, Part
from cairn.portal.domain.choices import Language
from cairn.portal.domain.words import names, told
from cairn.portal.domain.words import names_of_coming_in as coming_in
from cairn.portal.domain.words import names_of_the_record as record_names
from cairn.portal.domain.words.standards import STANDARDS
from cairn.privacy.domain.consents import ConsentKind, RecipientClass, Share
from cairn.referrals.domain.kinds import HandedOver, Need
from cairn.referrals.domain.states import State as Came
from cairn.referrals.domain.steps import Heard, Reason
from cairn.support.domain.encounters import Kind

BOTH = (Language.ENGLISH, Language.SPANISH)
PARTS = {  # the part of the data: the heading that the readable page gives it
    "person": "record.title", "plan": "home.plan", "revisions": "record.earlier", "contacts": "record.contacts",
    "appointments": "home.meetings", "earlier_appointments": "record.past_meetings", "messages": "record.messages",
    "groups": "record.groups", "referrals": "record.referrals", "surveys": "record.surveys", "said_wishes": "record.matters",
    "choices": "record.choices", "moves": "record.moves", "peer_wishes": "record.wishes", "voice": "plan.own",
    "permissions": "home.permissions", "papers": "record.papers",
    "fees": "fee.title", "came_in": "record.came_in", "studies": "permissions.studies", "looks": "home.looks",
}  # fmt: skip
Named = tuple[str, Callable[[Any, Language], str]]
CODES: Mapping[type[Enum], Named] = {
    Kind: ("kind_of_contact", names.kind_name),
    Role: ("role", names.role_name),
    goals.State: ("state_of_a_goal", names.state_name),
    goals.Who: ("who_does_a_step", names.who_name),
    Part: ("part_of_the_plan", lambda part, language: names.part_name(part, language) if part in GUIDES else _goal(language)),
    ConsentKind: ("kind_of_permission", names.consent_name),
    RecipientClass: ("who_receives", names.recipient_name),
    Share: ("what_is_shared", names.share_name),
    Planned: ("state_of_an_appointment", record_names.planned_name),
    Need: ("need", record_names.need_name),
    HandedOver: ("handed_over", record_names.handed_name),
    Came: ("state_of_a_referral", record_names.heard_name),
    Heard: ("what_was_heard", record_names.heard_name),
    Reason: ("reason", record_names.reason_name),
    Step: ("step_of_coming_in", coming_in.step_name),
}  # fmt: skip


def words_of_data(record: Any) -> dict[str, Any]:
    """The names of the parts, of every code that the record holds, of a plan's questions, and standard words of permissions."""
    codes: dict[str, dict[str, dict[str, str]]] = {}
    for code in _codes(record):
        if type(code) in CODES:
            family, name_of = CODES[type(code)]
            codes.setdefault(family, {})[code.value] = {one.value: name_of(code, one) for one in BOTH}
    return {
        "parts": {part: {one.value: told(one, key) for one in BOTH} for part, key in PARTS.items()},
        "codes": {family: dict(sorted(codes[family].items())) for family in sorted(codes)},
        "questions": {
            f"{part.value}.{code}": {one.value: names.question_name(part, code, one) for one in BOTH}
            for part, guide in GUIDES.items()
            if len(guide.questions) > 1
            for code in guide.codes
        },
        "coming_in": {
            "questions": {code: _in_both(pair) for code, pair in coming_in.QUESTIONS.items()},
            "answers": {f"{code}.{answer}": _in_both(pair) for (code, answer), pair in coming_in.ANSWERS.items()},
        },
        "standard": [_in_both(pair) for pair in STANDARDS],
    }


def _in_both(pair: tuple[str, str]) -> dict[str, str]:
    return dict(zip((one.value for one in BOTH), pair, strict=True))


def _codes(value: Any) -> Iterator[Enum]:
    if isinstance(value, Enum):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            yield from _codes(getattr(value, one.name))
    elif isinstance(value, Mapping):
        for one in (*value.keys(), *value.values()):
            yield from _codes(one)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for one in value:
            yield from _codes(one)


def _goal(language: Language) -> str:
    return told(language, "record.goal_part")
