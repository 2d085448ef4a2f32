"""What it costs me. English, Spanish."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "fee.title": ("What it costs me", "Lo que me cuesta"),
    "fee.yes": ("Yes, I agree and sign", "Sí, estoy de acuerdo y firmo"),
    "fee.no": ("No, I do not agree", "No, no estoy de acuerdo"),
    "fee.was_yes": ("Your yes is kept with these words.", "Tu sí queda guardado con estas palabras."),
    "fee.was_no": (
        "Your no is kept. Somebody talks with you about how it can be paid.",
        "Tu no queda guardado. Alguien hablará contigo de cómo se puede pagar.",
    ),
    "fee.said.agrees": ("You said yes: {day}", "Dijiste que sí: {day}"),
    "fee.said.refuses": ("You said no: {day}", "Dijiste que no: {day}"),
    "fee.anew": ("It was written anew since then.", "Desde entonces se escribió de nuevo."),
    "fee.none": ("Nothing to sign yet", "Todavía no hay nada que firmar"),
    "fee.none_text": (
        "Your program has not said yet what it costs. Ask anybody here.",
        "Tu programa todavía no ha dicho cuánto cuesta. Pregunta a cualquier persona de aquí.",
    ),
    "fee.changed": (
        "The words changed. Nothing was signed. Read them again.",
        "Las palabras cambiaron. No se firmó nada. Léelas otra vez.",
    ),
    "fee.under_age": (
        "Somebody who may sign for you does this on paper. Ask your peer supporter.",
        "Alguien que puede firmar por ti lo hace en papel. Pregunta a tu persona de apoyo.",
    ),
}
