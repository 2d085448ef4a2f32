"""What the accounting names by a code, in Spanish. English comes along with the code; one that is missing here is shown in English."""

from __future__ import annotations

from cairn.portal.domain.choices import Language
from cairn.portal.domain.words.names import RECIPIENTS, SHARES
from cairn.privacy.domain.accounting import Said

SPANISH: dict[str, str] = {
    **{f"share.{share.value}": words for share, words in SHARES.items()},
    **{f"recipient.{recipient.value}": words for recipient, words in RECIPIENTS.items()},
    "consent": "La persona está de acuerdo, por escrito",
    "next_place": "A donde sigue la persona",
    "helping_place": "Un lugar que ayuda",
    "name_and_need": "El nombre y lo que se busca",
    "few_words": "Unas palabras más",
    "report.child_protection": "Protección de menores",
    "report.adult_protection": "Protección de adultos",
    "report.ombudsman": "Defensoría de residencias de larga estancia",
    "report.law_enforcement": "Policía",
    "report.emergency_medical": "Ambulancia, urgencias, equipo de crisis",
    "report.family": "Familia",
    "report.other": "Otra persona",
    "told.what": "Lo que se vio o se oyó",
    "told.when": "Cuándo",
    "told.where": "Dónde",
    "told.danger": "Si alguien está en peligro ahora",
    "told.name": "El nombre de quien sufre o puede sufrir daño",
    "told.who_did": "Quién lo habría hecho",
    "told.reporter": "Quién informa, y cómo devolver la llamada",
    "told.not_kept": "En aquel tiempo no se guardaba aparte qué se dijo",
    "basis.names_nobody": "Un informe que no nombra a nadie",
    "basis.medical_emergency": "Una emergencia médica",
    "basis.child_abuse": "El primer informe de maltrato infantil",
    "basis.crime_on_premises": "Un delito aquí o contra el personal",
    "basis.adult_abuse_law": "La ley del estado pide un informe sobre un adulto vulnerable",
    "basis.serious_threat": "Para evitar un daño grave y cercano",
    "basis.court_order": "Una orden de un tribunal",
}


def said_name(one: Said, language: Language) -> str:
    return SPANISH.get(one.code, one.words) if language is Language.SPANISH else one.words
