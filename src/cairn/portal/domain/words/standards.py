"""Why something is shared and when that ends, where it was said in words that everybody uses: told in the language of the page.

Whatever a person put in words of their own stays as they put it.
"""

from __future__ import annotations

from cairn.portal.domain.choices import Language

# English, Spanish. Compared without capitals and without the point at the end.
STANDARDS = (
    ("I asked for it", "Yo lo pedí"),
    ("at my request", "A petición mía"),
    ("for treatment, payment, and health care operations", "Para la atención, los pagos y el funcionamiento del programa"),
    ("treatment, payment, and health care operations", "Atención, pagos y funcionamiento del programa"),
    ("treatment", "Atención"),
    ("payment", "Pagos"),
    ("so that they can help me", "Para que me puedan ayudar"),
    ("so that they know that I come", "Para que sepan que vengo"),
    ("so that the court hears that I come", "Para que el tribunal sepa que vengo"),
    ("so that my family knows how I am", "Para que mi familia sepa cómo estoy"),
    ("so that they keep a place for me", "Para que me guarden un lugar"),
    ("so that they keep a bed for me", "Para que me guarden una cama"),
    ("so that my care fits together", "Para que mi atención vaya de la mano"),
    ("so that I can go on elsewhere", "Para poder seguir en otro lugar"),
    ("they moved and go on there", "Se mudó y sigue allí"),
    ("to get help", "Para recibir ayuda"),
    ("housing", "Vivienda"),
    ("insurance", "Seguro médico"),
    ("research", "Investigación"),
    ("no end", "Sin fecha de fin"),
    ("until I stop it", "Hasta que yo lo pare"),
    ("when I stop it", "Cuando yo lo pare"),
    ("when I leave the program", "Cuando deje el programa"),
    ("when I leave", "Cuando me vaya"),
    ("when I have a place of my own", "Cuando tenga un lugar propio"),
    ("when I move out", "Cuando me mude"),
    ("when my probation ends", "Cuando termine mi libertad condicional"),
    ("end of probation", "Cuando termine la libertad condicional"),
    ("when my court case ends", "Cuando termine mi caso en el tribunal"),
    ("graduation", "Cuando me gradúe"),
    ("one year", "Un año"),
    ("one year from today", "Un año desde hoy"),
    ("end of services", "Cuando terminen los servicios"),
    ("end of treatment", "Cuando termine la atención"),
    ("until my case is closed", "Hasta que se cierre mi caso"),
    ("when my case is closed", "Cuando se cierre mi caso"),
    ("my case is closed", "Que se cierre mi caso"),
)  # fmt: skip


def standard_in_words(text: str, language: Language) -> str:
    """The text itself, unless it is one that everybody uses and the page is in the other language."""
    found = _KNOWN.get(_plain(text))
    return found[language is Language.SPANISH] if found else text


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(". ")


_KNOWN = {_plain(said): pair for pair in STANDARDS for said in pair}
