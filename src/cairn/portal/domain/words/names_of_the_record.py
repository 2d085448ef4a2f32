"""What the file with everything names by a code, in both languages. English is said to the person, not about them."""

from __future__ import annotations

from cairn.matching.domain.facets import GENDER_WORDS, LIVED_WORDS, Facet, Strength
from cairn.meetings.domain.appointments import State as Planned
from cairn.plans.domain.parts import GUIDES, Part
from cairn.portal.domain.choices import Language
from cairn.portal.domain.words.names import question_name
from cairn.referrals.domain.kinds import HandedOver, Need
from cairn.referrals.domain.states import State
from cairn.referrals.domain.steps import Heard, Reason

NEEDS = {
    Need.HOUSING: "Un lugar donde vivir",
    Need.FOOD: "Comida",
    Need.TREATMENT: "Tratamiento",
    Need.HEALTH: "Médico o dentista",
    Need.COMPANY: "Gente con quien estar",
    Need.WORK: "Trabajo o estudios",
    Need.MONEY: "Dinero y ayudas",
    Need.PAPERS: "Papeles e identificación",
    Need.LEGAL: "Ayuda legal",
    Need.RIDE: "Transporte",
    Need.FAMILY: "Hijos y familia",
    Need.SAFETY: "Estar a salvo",
    Need.OTHER: "Otra cosa",
}
HEARD: dict[str, tuple[str, str]] = {
    "not_handed_over": ("Not handed over yet", "Todavía no se entregó"),
    "no_word_yet": ("No word yet", "Todavía sin noticias"),
    "accepted": ("The place said yes", "El lugar dijo que sí"),
    "waiting_list": ("On the waiting list", "En lista de espera"),
    "refused": ("The place said no", "El lugar dijo que no"),
    "got_there": ("You got there", "Llegaste"),
    "not_there": ("You did not get there", "No llegaste"),
    "not_known": ("Nobody knows", "No se sabe"),
    "helped": ("It helped", "Ayudó"),
    "helped_partly": ("It helped in part", "Ayudó en parte"),
    "not_helped": ("It did not help", "No ayudó"),
    "stopped": ("You did not want it any more", "Ya no lo querías"),
    "not_so": ("This was not so", "Esto no fue así"),
}
REASONS = {
    Reason.FULL: "No había lugar",
    Reason.NOT_FOR_THEM: "No era para ti",
    Reason.COST: "El costo",
    Reason.CLOSED: "Estaba cerrado",
    Reason.NO_ANSWER: "Nadie contestó",
    Reason.TOO_LONG: "Tardaba demasiado",
    Reason.NO_RIDE: "No había transporte",
    Reason.TREATED_BADLY: "Te trataron mal",
    Reason.OTHER_WAY: "Se resolvió de otra manera",
    Reason.CHANGED_MIND: "Cambiaste de idea",
    Reason.MISTAKE: "Fue un error",
    Reason.OTHER: "Otra razón",
}
HANDED = {
    HandedOver.CARD: ("You got the card of the place", "Recibiste la tarjeta del lugar"),
    HandedOver.TOLD: ("The place was told", "Se avisó al lugar"),
}
PLANNED = {
    Planned.PLANNED: ("Planned", "Planeada"),
    Planned.CALLED_OFF: ("Called off", "Cancelada"),
    Planned.MET: ("You met", "Se vieron"),
    Planned.NOT_MET: ("You did not meet", "No se vieron"),
}
OFFERED = {
    "offered": ("Offered", "Ofrecida"),
    "declined": ("You turned it down", "No quisiste contestar"),
    "answered": ("Answered", "Contestada"),
}

FACETS = {
    Facet.VETERAN: "Alguien que sirvió en las fuerzas armadas",
    Facet.PARENT: "Alguien que es madre o padre",
    Facet.GENDER: "Su género",
    Facet.LANGUAGE: "Un idioma que habla",
    Facet.CULTURE: "Su cultura, pueblo o fe",
    Facet.LIVED: "Lo que vivió en carne propia",
}
STRENGTHS = {Strength.WELCOME: "Estaría bien", Strength.MATTERS: "Importa mucho"}
VALUES = {
    "woman": "Una mujer",
    "man": "Un hombre",
    "other": "Ninguno, o ambos",
    "mental_health": "Salud mental",
    "alcohol": "El alcohol",
    "drugs": "Las drogas",
    "trauma": "Trauma o violencia",
    "loss": "Perder a alguien",
    "prison": "La cárcel o prisión",
    "no_home": "Quedarse sin hogar",
    "illness": "Una enfermedad larga o discapacidad",
}


def wish_name(facet: Facet, strength: Strength, value: str, language: Language) -> str:
    """What matters, how much, and which: "Their gender: A woman (Matters a lot)". What was typed stays as it was."""
    spanish = language is Language.SPANISH
    what = FACETS[facet] if spanish else facet.question
    how = STRENGTHS[strength] if spanish else strength.label
    which = VALUES.get(value, value) if spanish else {**GENDER_WORDS, **LIVED_WORDS}.get(value, value)
    return f"{what}: {which} ({how})" if value else f"{what} ({how})"


def need_name(need: Need, language: Language) -> str:
    return NEEDS.get(need, need.label) if language is Language.SPANISH else need.label


def heard_name(code: Heard | State, language: Language) -> str:
    return HEARD[code.value][language is Language.SPANISH]


def reason_name(reason: Reason, language: Language) -> str:
    return REASONS.get(reason, reason.label) if language is Language.SPANISH else reason.label


def handed_name(how: HandedOver, language: Language) -> str:
    return HANDED[how][language is Language.SPANISH]


def planned_name(state: Planned, language: Language) -> str:
    return PLANNED[state][language is Language.SPANISH]


def offered_name(state: str, language: Language) -> str:
    """How a survey stands; a state of later days is shown as it is kept."""
    return OFFERED.get(state, (state, state))[language is Language.SPANISH]


def asked_name(part: Part, label: str, language: Language) -> str:
    """A question of a plan, known by its English words, in the language of the reader."""
    code = next((one.code for one in GUIDES[part].questions if one.label == label), "")
    return question_name(part, code, language) if code else label
