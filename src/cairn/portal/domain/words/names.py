"""What other rooms name by a code, in Spanish. English comes from the rooms; a code that is missing here is shown in English."""

from __future__ import annotations

from cairn.kernel.actors import Role
from cairn.plans.domain.goals import State, Who
from cairn.plans.domain.parts import GUIDES, Part
from cairn.portal.domain.choices import Language
from cairn.privacy.domain.consents import (
    KIND_WORDS,
    RECIPIENT_WORDS,
    SHARE_WORDS,
    ConsentKind,
    RecipientClass,
    Share,
)
from cairn.privacy.domain.papers_spanish import SPANISH as PAPER
from cairn.support.domain.encounters import Kind

ROLES = {
    Role.PEER_SUPPORTER: "persona de apoyo entre pares",
    Role.CLINICAL_SUPERVISOR: "supervisión clínica",
    Role.PROGRAM_MANAGER: "dirección del programa",
    Role.BILLER: "facturación",
    Role.FUNDER: "financiador",
    Role.TRAINING_COORDINATOR: "coordinación de formación",
    Role.BOARD_CLERK: "oficina de licencias",
    Role.MENTOR: "mentoría",
    Role.SYSTEM_OWNER: "responsable del sistema",
    Role.CLIENT: "tú",
}
KINDS = {
    Kind.ONE_TO_ONE: "A solas",
    Kind.GROUP: "Grupo",
    Kind.OUTREACH: "Acercamiento",
    Kind.WARMLINE: "Línea de apoyo",
    Kind.DROP_IN: "Sin cita",
    Kind.VIRTUAL: "Teléfono o video",
    Kind.COURT: "Tribunal",
    Kind.CRISIS: "Crisis",
    Kind.SOCIAL: "Actividad social",
}
RECIPIENTS, SHARES, CONSENTS = PAPER.recipients, PAPER.shares, PAPER.kinds  # as the papers say it that are signed
STATES = {State.WALKING: "En camino", State.REACHED: "Alcanzada", State.SET_ASIDE: "Apartada por ahora"}
WHO = {
    Who.SELF: "Lo hago yo",
    Who.PEER: "Lo hace mi persona de apoyo",
    Who.TOGETHER: "Lo hacemos juntos",
    Who.OTHER: "Lo hace otra persona",
}
PARTS = {
    Part.STRENGTHS: "Lo que traigo conmigo",
    Part.SUPPORTS: "Quién y qué me sostiene",
    Part.DAILY: "Lo que me mantiene bien",
    Part.TRIGGERS: "Lo que lo hace más difícil",
    Part.EARLY_SIGNS: "Primeras señales",
    Part.CRISIS: "Cuando se pone muy difícil",
    Part.WELLNESS: "Toda mi vida",
}
QUESTIONS = {
    (Part.CRISIS, "signs"): "Cómo pueden notar otros que los necesito",
    (Part.CRISIS, "people"): "A quién llamar, y a quién no",
    (Part.CRISIS, "helps"): "Qué me ayuda entonces",
    (Part.CRISIS, "harms"): "Qué lo empeora",
    (Part.CRISIS, "places"): "Dónde quisiera estar, y dónde no",
    (Part.CRISIS, "care"): "De qué hay que ocuparse",
    (Part.CRISIS, "over"): "Cómo sabemos que ya pasó",
    (Part.WELLNESS, "emotional"): "Emocional",
    (Part.WELLNESS, "environmental"): "Entorno",
    (Part.WELLNESS, "financial"): "Dinero",
    (Part.WELLNESS, "intellectual"): "Intelectual",
    (Part.WELLNESS, "occupational"): "Ocupación",
    (Part.WELLNESS, "physical"): "Física",
    (Part.WELLNESS, "social"): "Social",
    (Part.WELLNESS, "spiritual"): "Espiritual",
}

NOTES = {  # what programs write beside a number of a crisis team, in small letters
    "day and night": "de día y de noche",
    "24 hours": "las 24 horas",
    "24 hours a day": "las 24 horas del día",
    "24/7": "las 24 horas, todos los días",
    "any time": "a cualquier hora",
    "at any hour": "a cualquier hora",
    "days": "de día",
    "daytime": "de día",
    "night": "de noche",
    "nights": "de noche",
    "after hours": "fuera de horario",
    "evenings": "por la tarde y la noche",
    "weekdays": "de lunes a viernes",
    "weekends": "los fines de semana",
    "call first": "llama antes de ir",
    "text only": "solo mensajes de texto",
    "call or text": "por llamada o mensaje de texto",
}


def role_name(role: Role, language: Language) -> str:
    return ROLES.get(role, role.label.lower()) if language is Language.SPANISH else role.label.lower()


def note_name(note: str, language: Language) -> str:
    """What stands beside a number; words that nobody foresaw stay as the program wrote them."""
    return NOTES.get(note.strip(" .").casefold(), note) if language is Language.SPANISH else note


def kind_name(kind: Kind, language: Language) -> str:
    return KINDS.get(kind, kind.label) if language is Language.SPANISH else kind.label


def recipient_name(code: RecipientClass, language: Language) -> str:
    english = RECIPIENT_WORDS[code]
    return RECIPIENTS.get(code, english) if language is Language.SPANISH else english


def share_name(code: Share, language: Language) -> str:
    return SHARES.get(code, SHARE_WORDS[code]) if language is Language.SPANISH else SHARE_WORDS[code]


def consent_name(kind: ConsentKind, language: Language) -> str:
    return CONSENTS.get(kind, KIND_WORDS[kind]) if language is Language.SPANISH else KIND_WORDS[kind]


def state_name(state: State, language: Language) -> str:
    return STATES.get(state, state.label) if language is Language.SPANISH else state.label


def who_name(who: Who, language: Language) -> str:
    return WHO.get(who, who.label) if language is Language.SPANISH else who.label


def part_name(part: Part, language: Language) -> str:
    return PARTS.get(part, GUIDES[part].title) if language is Language.SPANISH else GUIDES[part].title


def question_name(part: Part, code: str, language: Language) -> str:
    """What a part asks; nothing for a part that asks one thing only."""
    questions = GUIDES[part].questions
    if len(questions) == 1:
        return ""
    english = next((one.label for one in questions if one.code == code), code)
    return QUESTIONS.get((part, code), english) if language is Language.SPANISH else english
