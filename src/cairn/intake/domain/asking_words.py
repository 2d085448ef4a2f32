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
    "danger_emergency": ("Call {emergency}", "Llama al {emergency}"),
    "many_here": (
        "Several people have written from this phone or this internet connection, so this was not kept. Nothing is wrong with what you "
        "wrote. Try again in an hour, or send it from another connection.",
        "Varias personas ya escribieron desde este teléfono o esta conexión, y esto no se guardó. No hay nada mal en lo que escribiste. "
        "Prueba en una hora, o envíalo desde otra conexión.",
    ),
    "full": (
        "More people wait for a word than we can answer just now, so this was not kept. Nothing is wrong with what you wrote.",
        "Esperan más personas de las que podemos atender ahora, y esto no se guardó. No hay nada mal en lo que escribiste.",
    ),
    "paused": (
        "Nobody can ask here just now, so this was not kept. What you typed stands below, for you to copy.",
        "Por ahora no se puede preguntar aquí, y esto no se guardó. Lo que escribiste está abajo, para que lo copies.",
    ),
    "by_machine": (
        "Something filled in a field that people do not see, as a machine does. We emptied it. If you are here, please press Send again.",
        "Algo llenó un campo que las personas no ven, como lo hace una máquina. Lo vaciamos. Si estás aquí, presiona Enviar otra vez.",
    ),
    "too_quick": (
        "That was quicker than people write, so we ask once: please press Send again.",
        "Fue más rápido de lo que se escribe, por eso preguntamos una vez: presiona Enviar otra vez.",
    ),
    "open_long": (
        "This page has been open for a long time. Look once more at what you wrote, and press Send again.",
        "Esta página estuvo abierta mucho tiempo. Mira otra vez lo que escribiste y presiona Enviar otra vez.",
    ),
    "not_ours": (
        "We could not tell that this came from our page. Look once more at what is written, and press Send again.",
        "No supimos si esto venía de nuestra página. Mira otra vez lo que está escrito y presiona Enviar otra vez.",
    ),
    "foreign": (
        "Another website sent this, so it was not kept. If you want to ask, write here.",
        "Esto lo envió otro sitio, y no se guardó. Si quieres preguntar, escribe aquí.",
    ),
    "call_us": ("You can call us:", "Puedes llamarnos:"),
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
