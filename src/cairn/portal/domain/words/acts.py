"""What the ledger's acts are called in Spanish when a person reads who looked. English: `support/domain/looks.py`."""

from __future__ import annotations

from cairn.portal.domain.choices import Language
from cairn.support.domain.looks import in_words

SPANISH = {
    "support.client.seen": "Abrió tu página",
    "support.client.billing_seen": "Vio tu nombre, cobertura y diagnóstico para una factura",
    "support.client.found": "Encontró tu nombre en una búsqueda",
    "support.client.listed": "Vio tu nombre en una lista",
    "support.client.enrolled": "Te inscribió en el programa",
    "support.record.taken_in": "Trajo tu expediente de otro sistema",
    "support.legal_name.written": "Anotó tu nombre legal o tu fecha de nacimiento",
    "support.coverage.added": "Anotó quién paga tu atención",
    "support.coverage.ended": "Anotó cuándo termina esa cobertura",
    "support.diagnosis.added": "Copió un diagnóstico del expediente de un clínico, para una factura",
    "support.diagnosis.taken_back": "Retiró un diagnóstico mal copiado",
    "support.caseload.seen": "Vio tu nombre y tu meta en una lista",
    "support.goal.updated": "Anotó tu meta",
    "support.relationship.started": "Anotó que elegiste a tu persona de apoyo",
    "support.relationship.ended": "Anotó que dejaron de caminar juntos",
    "support.phase.changed": "Anotó una nueva fase",
    "support.promise.made": "Anotó una promesa",
    "support.promise.settled": "Dio por cumplida una promesa",
    "support.story.seen": "Leyó la historia de tus contactos",
    "support.encounter.seen": "Abrió uno de tus contactos",
    "support.encounter.listed": "Vio tus contactos en una lista",
    "support.encounter.recorded": "Anotó un contacto contigo",
    "support.encounter.marked_in_error": "Marcó un contacto contigo como registrado por error",
    "support.contact.drafted": "Empezó a anotar un contacto contigo",
    "support.note.seen": "Leyó una nota sobre ti",
    "support.note.listed": "Vio que una nota sobre ti espera una firma",
    "support.note.drafted": "Trabajó en una nota sobre ti",
    "support.note.merged": "Unió dos borradores de una nota sobre ti",
    "support.note.signed": "Firmó una nota sobre ti",
    "support.note.amended": "Añadió algo a una nota sobre ti",
    "supervision.note.signed_off": "Firmó una nota sobre ti, como supervisión",
    "supervision.note.returned": "Devolvió una nota sobre ti a quien la escribió",
    "support.survey.offered": "Te ofreció la encuesta",
    "support.survey.declined": "Anotó que no quisiste la encuesta",
    "support.survey.answered": "Respondió la encuesta",
    "plans.plan.written": "Trabajó en tu plan",
    "plans.plan.agreed": "Anotó que estás de acuerdo con tu plan",
    "plans.plan.seen": "Abrió tu plan",
    "plans.revisions.seen": "Vio partes anteriores de tu plan",
    "gatherings.place.invited": "Te invitó a un grupo",
    "gatherings.place.taken_off": "Te quitó de la lista de un grupo",
    "gatherings.roster.seen": "Vio quiénes están invitados a tu grupo",
    "gatherings.meeting.seen": "Abrió un día de tu grupo",
    "gatherings.attendance.corrected": "Corrigió quién vino a tu grupo",
    "incidents.incident.recorded": "Anotó un incidente que te toca",
    "incidents.incident.seen": "Abrió un incidente que te toca",
    "incidents.incident.acknowledged": "Tomó nota de un incidente que te toca",
    "incidents.incident.closed": "Cerró un incidente que te toca",
    "incidents.follow_up.added": "Anotó qué siguió a un incidente que te toca",
    "incidents.report.made": "Anotó que se informó de un incidente que te toca",
    "privacy.consent.seen": "Vio lo que permites compartir",
    "privacy.consent.given": "Anotó un permiso que diste",
    "privacy.consent.revoked": "Anotó que retiraste un permiso",
    "privacy.disclosure.decided": "Preguntó si algo se puede compartir",
    "privacy.look.seen": "Abrió esta lista",
    "portal.words.seen": "Leyó tus propias palabras",
    "portal.words.written": "Escribió con tus propias palabras",
    "portal.wish.seen": "Vio que pides otra persona de apoyo",
    "portal.wish.made": "Pidió otra persona de apoyo",
    "portal.wish.taken_back": "Retiró ese pedido",
    "portal.wish.settled": "Anotó que se atendió tu pedido de otra persona de apoyo",
    "portal.code.made": "Hizo un código para entrar a tus páginas",
    "portal.access.ended": "Cerró el acceso a tus páginas",
    "portal.choice.made": "Cambió cómo se ven tus páginas",
    "portal.record.taken": "Se llevó el archivo con todo",
    "portal.sign_in.set_up": "Usó un código y creó una clave de acceso",
}
ENGLISH = {"portal.sign_in.set_up": "Used a code and set up a passkey"}


def act_in_words(action: str, language: Language) -> tuple[str, Language]:
    """The sentence, and the language that it is really in: one that nobody translated yet is told in English."""
    if language is Language.SPANISH and action in SPANISH:
        return SPANISH[action], Language.SPANISH
    return ENGLISH.get(action) or in_words(action), Language.ENGLISH
