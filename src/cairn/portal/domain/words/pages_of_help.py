"""Help now, in the words of whoever needs it."""

from __future__ import annotations

from cairn.kernel.crisis import CALL, TEXT

WORDS: dict[str, tuple[str, str]] = {
    "help.title": ("Help now", "Ayuda ahora"),
    "help.lead": (
        "You do not have to carry this alone. It is never too early to call.",
        "No tienes que cargar con esto a solas. Nunca es demasiado pronto para llamar.",
    ),
    "help.whom": ("Whom to call", "A quién llamar"),
    "help.emergency": ("Call {number}", "Llama al {number}"),
    "help.emergency_text": ("Somebody is in danger right now", "Alguien está en peligro ahora mismo"),
    "help.line": CALL,
    "help.line_text": (
        "Day and night, also when you only want to talk",
        "De día y de noche, también si solo quieres hablar",
    ),
    "help.text": TEXT,
    "help.text_text": ("When talking is not safe", "Cuando no es seguro hablar"),
    "help.nearby": ("Help in a crisis, near you", "Ayuda en una crisis, cerca de ti"),
    "help.standing.open": ("Open now", "Abierto ahora"),
    "help.standing.closed": ("Closed now", "Cerrado ahora"),
    "help.standing.unknown": ("Hours not known", "No sabemos el horario"),
    "help.old": ("Nobody checked this number lately.", "Nadie ha comprobado este número últimamente."),
    "help.first": ("First", "Primero"),
    "help.first_others": (
        "Go where other people are, or ask somebody to stay with you.",
        "Ve a donde haya gente, o pide a alguien que se quede contigo.",
    ),
    "help.first_away": (
        "Give what could hurt you to somebody else, or get away from it.",
        "Da a otra persona lo que podría hacerte daño, o aléjate de eso.",
    ),
    "help.first_say": (
        "You need not explain anything. “I need help now” is enough.",
        "No tienes que explicar nada. Basta con decir: «Necesito ayuda ahora».",
    ),
    "help.other": ("When you worry about somebody else", "Cuando te preocupa otra persona"),
    "help.other_text": (
        "Stay with them if you are safe. Ask plainly whether they think of killing themselves; asking does no harm. Call together.",
        "Quédate si no corres peligro. Pregúntale con claridad si piensa en matarse; preguntar no hace daño. Llamen juntos.",
    ),
    "help.plan": ("From my plan", "De mi plan"),
    "help.write": ("Write to my peer supporter", "Escribir a quien me acompaña"),
    "help.write_text": ("It is not read at once.", "No se lee al instante."),
}
