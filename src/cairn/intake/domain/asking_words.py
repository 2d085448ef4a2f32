"""The words of the page on which somebody asks by themselves: English beside Spanish. No translator has read the Spanish yet."""

from __future__ import annotations

from cairn.intake.domain.asking import Language
from cairn.kernel.crisis import CALL, TEXT

WORDS: dict[str, tuple[str, str]] = {
    "skip": ("Skip to the page", "Saltar al contenido"),
    "demo": ("Demo data: nobody here is real.", "Datos de muestra: nadie aquí es real."),
    "title": ("Somebody to walk with you", "Alguien que te acompañe"),
    "lead": (
        "A peer supporter has been through hard times too. It costs nothing to ask, and you can stop any day.",
        "Una persona de apoyo también ha pasado por momentos difíciles. Preguntar no cuesta nada y puedes dejarlo "
        "cualquier día.",
    ),
    "who_reads": (
        "Only the person who runs the program reads this. Nothing that you write is kept on this phone or computer.",
        "Solo lo lee quien dirige el programa. Nada de lo que escribas se guarda en este teléfono o computadora.",
    ),
    "danger": (
        "In danger, or worried about someone? Do not wait for us. Day or night:",
        "¿Estás en peligro, o te preocupa alguien? No esperes. De día o de noche:",
    ),
    "danger_call": CALL,
    "danger_text": TEXT,
    "called": ("What should we call you?", "¿Cómo te llamamos?"),
    "called_hint": ("A first name is enough. It can be any name.", "Basta un nombre. Puede ser cualquiera."),
    "phone": ("Your phone", "Tu teléfono"),
    "another": ("Or another way to reach you", "U otra manera de encontrarte"),
    "another_hint": (
        "An e-mail, a friend’s phone, or where you can be found. One of the two is enough.",
        "Un correo, el teléfono de alguien, o dónde encontrarte. Basta una de las dos.",
    ),
    "message": ("If somebody else answers", "Si contesta otra persona"),
    "message_nothing": ("Say nothing, hang up", "No digan nada, cuelguen"),
    "message_first_name": ("A first name and a number, nothing else", "Un nombre y un número, nada más"),
    "message_say_who": ("You may say where you call from", "Pueden decir de dónde llaman"),
    "times": ("When not to call", "Cuándo no llamar"),
    "brings": ("What matters to you?", "¿Qué te importa?"),
    "brings_hint": (
        "Who would be right for you, a language, what you want to change. Write as little as you like.",
        "Quién te vendría bien, un idioma, qué quieres cambiar. Escribe tan poco como quieras.",
    ),
    "optional": ("you can skip this", "puedes dejarlo en blanco"),
    "send": ("Send", "Enviar"),
    "other_language": ("Español", "English"),
    "look_again": ("One or two things need another look. Nothing you typed is lost.", "Revisa lo señalado. No se perdió nada."),
    "no_name": ("Write a name, any name, so that we know how to call you.", "Escribe un nombre, cualquiera, para saber cómo llamarte."),
    "no_way": (
        "Give one way to reach you: a phone, or something in the next field.",
        "Danos una manera de encontrarte: un teléfono, o algo en el campo siguiente.",
    ),
    "few_digits": (
        "Is this the whole number? We could not call it. Write all its digits, or another way to reach you in the next field.",
        "¿Es el número completo? No podríamos llamarlo. Escribe todas sus cifras, u otra manera de encontrarte en el campo siguiente.",
    ),
    "too_long": ("This is too long for the field. Please say it shorter.", "Es demasiado largo para este campo. Dilo más corto."),
    "busy": (
        "Many people are writing just now, so this could not be kept. Please try again in an hour, or call us.",
        "Mucha gente escribe ahora mismo y esto no se pudo guardar. Prueba en una hora, o llámanos.",
    ),
    "again": (
        "This was sent before, with other words. Nothing was changed; somebody will talk with you.",
        "Esto ya se envió, con otras palabras. Nada cambió; alguien hablará contigo.",
    ),
    "closed": ("Nobody can ask here just now.", "Por ahora no se puede preguntar aquí."),
    "thanks": ("Thank you", "Gracias"),
    "thanks_text": (
        "Somebody will reach you the way that you said, and only that way. You choose who walks with you.",
        "Alguien te buscará como dijiste, y solo así. Tú eliges quién te acompaña.",
    ),
    "close": ("You can close this page.", "Puedes cerrar esta página."),
}  # fmt: skip


def told(language: Language, key: str, **values: str) -> str:
    """A sentence in one of the two languages."""
    return WORDS[key][language is Language.SPANISH].format(**values)
