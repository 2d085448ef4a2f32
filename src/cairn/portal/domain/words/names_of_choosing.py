"""What matters in a peer supporter, why somebody is suggested, the choices about reminders: in Spanish. English comes from the rooms."""

from __future__ import annotations

from cairn.matching.domain.facets import GENDERS, LIVED, STRENGTHS, Facet
from cairn.matching.domain.suggestions import Wish, reason_of
from cairn.meetings.domain.reminders import How, Lead
from cairn.portal.domain.choices import Language

FACETS = {
    Facet.VETERAN: "Alguien que sirvió en las fuerzas armadas",
    Facet.PARENT: "Alguien que tiene hijos",
    Facet.GENDER: "Su género",
    Facet.LANGUAGE: "Un idioma que habla",
    Facet.CULTURE: "Su cultura, su pueblo o su fe",
    Facet.LIVED: "Lo que ha vivido en carne propia",
}
HOW_MUCH = {"": "Da igual", "welcome": "Estaría bien", "matters": "Importa mucho"}
GENDER_NAMES = {"woman": "Una mujer", "man": "Un hombre", "other": "Ninguno de los dos, o ambos"}
LIVED_NAMES = {
    "mental_health": "Salud mental",
    "alcohol": "Alcohol",
    "drugs": "Drogas",
    "trauma": "Trauma o violencia",
    "loss": "Perder a alguien",
    "prison": "Cárcel o prisión",
    "no_home": "No tener dónde vivir",
    "illness": "Una enfermedad larga o una discapacidad",
}
REASONS = {
    Facet.VETERAN: "Sirvió en las fuerzas armadas",
    Facet.PARENT: "Tiene hijos",
    Facet.GENDER: "Es {value}",
    Facet.LANGUAGE: "Habla {value}",
    Facet.CULTURE: "Comparte: {value}",
    Facet.LIVED: "Lo ha vivido: {value}",
}
HOWS = {How.NONE: "Sin recordatorios", How.EMAIL: "Por correo electrónico"}
LEADS = {Lead.EVENING: "La tarde anterior", Lead.TWO_HOURS: "Dos horas antes"}


def facet_name(facet: Facet, language: Language) -> str:
    return FACETS.get(facet, facet.question) if language is Language.SPANISH else facet.question


def strength_names(language: Language) -> tuple[tuple[str, str], ...]:
    """How much something matters: code and words, "it does not" first."""
    return _named(STRENGTHS, HOW_MUCH, language)


def gender_names(language: Language) -> tuple[tuple[str, str], ...]:
    return _named(GENDERS, GENDER_NAMES, language)


def lived_names(language: Language) -> tuple[tuple[str, str], ...]:
    return _named(LIVED, LIVED_NAMES, language)


def wish_in_words(wish: Wish, language: Language) -> str:
    """One thing that matters, as it stands in a list."""
    if language is Language.ENGLISH:
        return wish.told
    value = _value(wish)
    return f"{facet_name(wish.facet, language)}: {value}" if value else facet_name(wish.facet, language)


def reason_in_words(wish: Wish, language: Language) -> str:
    """Why somebody who meets this wish is suggested."""
    if language is Language.ENGLISH:
        return reason_of(wish)
    if (wish.facet, wish.value) == (Facet.GENDER, "other"):
        return "No es ni mujer ni hombre, o es ambos"
    value = _value(wish)
    return REASONS[wish.facet].format(
        value=value if wish.facet in (Facet.LANGUAGE, Facet.CULTURE) else value[:1].lower() + value[1:]
    )


def how_name(how: How, language: Language) -> str:
    return HOWS.get(how, how.label) if language is Language.SPANISH else how.label


def lead_name(lead: Lead, language: Language) -> str:
    return LEADS.get(lead, lead.label) if language is Language.SPANISH else lead.label


def _value(wish: Wish) -> str:
    """Which gender or experience in Spanish; a language or a culture stays as it was typed."""
    return {Facet.GENDER: GENDER_NAMES, Facet.LIVED: LIVED_NAMES}.get(wish.facet, {}).get(wish.value, wish.value)


def _named(
    english: tuple[tuple[str, str], ...], spanish: dict[str, str], language: Language
) -> tuple[tuple[str, str], ...]:
    if language is Language.ENGLISH:
        return english
    return tuple((code, spanish.get(code, words)) for code, words in english)
