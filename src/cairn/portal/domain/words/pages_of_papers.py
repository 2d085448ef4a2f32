"""Around the exact words that are signed. English, Spanish."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "paper.exact": (
        "These are the exact words that are signed. If anything is not clear, ask somebody to read them with you first.",
        "Estas son las palabras exactas que se firman. Si algo no está claro, pide antes que las lean contigo.",
    ),
    "paper.translation": (
        "The Spanish words are our own translation. No professional translator has read them yet. "
        "To read the paper in English, change the language at the top before you sign.",
        "El texto en español es una traducción nuestra. Ningún traductor profesional la ha leído todavía. "
        "Para leerlo en inglés, cambia el idioma arriba antes de firmar.",
    ),
    "paper.other_language": (
        "Somebody signed these words in Spanish already, so they stay in Spanish. Ask to have them read to you in English.",
        "Alguien ya firmó estas palabras en inglés, por eso quedan en inglés. Pide que te las lean en español.",
    ),
}
