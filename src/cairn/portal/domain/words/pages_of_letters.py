"""Asking an exchange of records for its list. English, Spanish."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "letter.title": ("Who got it from them?", "¿Quién lo recibió por ellos?"),
    "letter.may_ask": (
        "You may ask {name} in writing for the list of all to whom it passed your information in the past {years} years. "
        "It answers within {days} days.",
        "Puedes pedir por escrito a {name} la lista de todos a quienes pasó tu información en los últimos {years} años. "
        "Contesta dentro de {days} días.",
    ),
    "letter.open": ("A letter for that, to print and sign", "Una carta para eso, para imprimir y firmar"),
    "letter.lead": (
        "Print this page, sign it and give it to {name}. It answers you, not this program.",
        "Imprime esta página, fírmala y entrégala a {name}. Te contesta a ti, no a este programa.",
    ),
    "letter.words": (
        "My name is {name}. On {day} I agreed that you may receive information about me and pass it on to those who treat me. "
        "I ask you for the list of all to whom you passed it on in the past {years} years.",
        "Me llamo {name}. El {day} acepté que reciban información sobre mí y la pasen a quienes me atienden. "
        "Les pido la lista de todos a quienes la pasaron en los últimos {years} años.",
    ),
    "letter.each": (
        "For each: the name of the place, the day, and in short what was told.",
        "De cada uno: el nombre del lugar, el día y, en breve, qué se dijo.",
    ),
    "letter.by": (
        "Please answer me within {days} days after you have this letter.",
        "Por favor contesten dentro de {days} días después de recibir esta carta.",
    ),
    "letter.signature": ("Signature:", "Firma:"),
    "letter.then": (
        "Tell somebody here on which day you gave it to them: then we count the days with you.",
        "Di a alguien de aquí qué día la entregaste: así contamos los días contigo.",
    ),
}
