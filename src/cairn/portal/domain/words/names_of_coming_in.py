"""What the steps, questions and answers of coming in are called for the person who told them. English, Spanish."""

from __future__ import annotations

from cairn.intake.domain.questions import NOT_YET, SHOWN, Step
from cairn.portal.domain.choices import Language

STEPS = {
    Step.WHO: ("Who you are", "Quién eres"),
    Step.MATTERS: ("What brings you, and what matters", "Qué te trae y qué te importa"),
    Step.EXPLAINED: ("What was explained to you", "Lo que se te explicó"),
    Step.FEE: ("What it costs", "Lo que cuesta"),
    Step.REACH: ("How to reach you", "Cómo comunicarse contigo"),
    Step.IDENTITY: ("How it was made sure who you are", "Cómo se comprobó quién eres"),
}
QUESTIONS = {
    "called": ("What you like to be called", "Cómo te gusta que te llamen"),
    "given": ("First name on your papers", "Nombre en tus papeles"),
    "family": ("Last name on your papers", "Apellido en tus papeles"),
    "birth_date": ("Birth date", "Fecha de nacimiento"),
    "brings": ("What brings you here", "Qué te trae aquí"),
    "goal": ("What matters most to you now", "Lo que más te importa ahora"),
    "heard": ("Was it explained?", "¿Se te explicó?"),
    "agreed": ("Do you agree, in writing?", "¿Estás de acuerdo por escrito?"),
    "language": ("Language you want to speak with us", "Idioma en que quieres hablar"),
    "language_words": ("If another: which one", "Si es otro: cuál"),
    "phone": ("Phone", "Teléfono"),
    "another": ("Another way to reach you", "Otra manera de comunicarse contigo"),
    "way": ("Best way to reach you", "La mejor manera de comunicarse contigo"),
    "message": ("If somebody else answers, or it is a machine", "Si contesta otra persona o una máquina"),
    "times": ("When not to call", "Cuándo no llamar"),
    "emergency_name": ("Whom to call in an emergency", "A quién llamar en una emergencia"),
    "emergency_phone": ("Their phone", "Su teléfono"),
    "emergency_kin": ("Who they are to you", "Qué es esa persona para ti"),
    "emergency_knows": ("Do they know that you come here?", "¿Sabe que vienes aquí?"),
    "looked_at": ("What was looked at", "Qué se miró"),
    "looked_on": ("On which day", "Qué día"),
    SHOWN: ("What was read to you", "Lo que se te leyó"),
}
ANSWERS = {  # by the question and the code of the answer
    ("heard", "clear"): ("Yes, and you said it is clear", "Sí, y dijiste que está claro"),
    ("heard", "with_questions"): ("Yes, and questions are left", "Sí, y quedan preguntas"),
    ("heard", NOT_YET): ("Not yet", "Todavía no"),
    ("agreed", "signed"): ("You signed the exact words yourself", "Firmaste las palabras exactas"),
    ("agreed", "screen"): ("You said yes by word of mouth", "Dijiste que sí de palabra"),
    ("agreed", "paper"): ("You signed it on paper", "Lo firmaste en papel"),
    ("agreed", NOT_YET): ("Not yet", "Todavía no"),
    ("language", "en"): ("English", "Inglés"),
    ("language", "es"): ("Spanish", "Español"),
    ("language", "ase"): ("American Sign Language", "Lengua de señas americana"),
    ("language", "other"): ("Another one", "Otro"),
    ("way", "call"): ("Call", "Llamada"),
    ("way", "text"): ("Text message", "Mensaje de texto"),
    ("way", "mail"): ("Letter", "Carta"),
    ("way", "in_person"): ("Only in person", "Solo en persona"),
    ("message", "nothing"): ("Leave no message", "No dejar mensaje"),
    ("message", "first_name"): ("A first name and a number, nothing else", "Un nombre y un número, nada más"),
    ("message", "say_who"): ("May say where the call is from", "Se puede decir de dónde se llama"),
    ("emergency_knows", "yes"): ("Yes, we may say who we are", "Sí, se puede decir quiénes somos"),
    ("emergency_knows", "no"): ("No: say only that it is an emergency", "No: decir solo que es una emergencia"),
    ("looked_at", "state_id"): ("State ID or driver’s license", "Identificación estatal o licencia de conducir"),
    ("looked_at", "tribal_id"): ("Tribal ID", "Identificación tribal"),
    ("looked_at", "passport"): ("Passport or federal ID", "Pasaporte o identificación federal"),
    ("looked_at", "birth_certificate"): ("Birth certificate", "Acta de nacimiento"),
    ("looked_at", "insurance_card"): ("Insurance or Medicaid card", "Tarjeta de seguro o de Medicaid"),
    ("looked_at", "letter"): ("Letter of a shelter, court or agency", "Carta de un albergue, tribunal o agencia"),
    ("looked_at", "known"): ("Somebody at work here knows you", "Alguien que trabaja aquí te conoce"),
    ("looked_at", NOT_YET): ("Nothing yet", "Nada todavía"),
}


def step_name(step: Step, language: Language) -> str:
    return STEPS[step][language is Language.SPANISH]


def asked_in(code: str, language: Language) -> str:
    """A question; one of later days is shown by its code."""
    return QUESTIONS.get(code, (code, code))[language is Language.SPANISH]


def told_in(code: str, answer: str, language: Language) -> str:
    """An answer: one that was chosen in words, one that was typed as it was typed."""
    return ANSWERS.get((code, answer), (answer, answer))[language is Language.SPANISH]
