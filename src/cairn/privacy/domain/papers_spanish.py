"""The fixed words of a paper in Spanish: our own translation. No professional translator has read it yet, and the page says so. Pure."""

from __future__ import annotations

from datetime import date

from cairn.privacy.domain.consents import SCREEN_FORM_SPANISH, ConsentKind, RecipientClass, Share
from cairn.privacy.domain.guardians import Relation
from cairn.privacy.domain.wording import PaperLanguage, Titles, Wording

_KINDS = {
    ConsentKind.TREATMENT_PAYMENT_OPERATIONS: "Atención, pago y funcionamiento del programa",
    ConsentKind.NAMED_PARTY: "Alguien que yo nombro",
    ConsentKind.EMPLOYER: "Mi empleador",
    ConsentKind.LEGAL_PROCEEDINGS: "Un tribunal o un caso legal",
    ConsentKind.LICENSING_BOARD: "Una junta de licencias",
    ConsentKind.COUNSELING_NOTES: "Las notas propias de un consejero",
    ConsentKind.RESEARCH: "Investigación",
    ConsentKind.RECORDING: "Ser grabado u observado",
}
_RECIPIENTS = {
    RecipientClass.CARE_AND_PAYMENT: "Mis proveedores de atención, planes de salud, pagadores y quienes ayudan a llevar este programa",
    RecipientClass.PROVIDER: "Un proveedor de atención",
    RecipientClass.PAYER: "Un plan de salud o pagador",
    RecipientClass.INTERMEDIARY: "Una red de intercambio de expedientes, que la pasa a quienes me atienden",
    RecipientClass.FAMILY: "Familia o una amistad",
    RecipientClass.COURT: "Un tribunal o libertad condicional",
    RecipientClass.EMPLOYER: "Un empleador",
    RecipientClass.LICENSING_BOARD: "Una junta de licencias",
    RecipientClass.RESEARCHER: "Quien investiga",
    RecipientClass.OBSERVER: "Alguien que nos graba o nos observa",
    RecipientClass.OTHER: "Otra persona",
}
_SHARES = {
    Share.ATTENDANCE: "Que vengo aquí, y cuándo",
    Share.PLAN: "Mis metas y mi plan de recuperación",
    Share.PROGRESS: "Cómo estoy, en breve",
    Share.CONTACTS: "Mis contactos: cuándo, cuánto, de qué tipo",
    Share.NOTES: "Notas sobre mis contactos",
    Share.BILLING: "Lo que necesita una factura",
    Share.COUNSELING_NOTES: "Las notas propias de un consejero",
    Share.RECORDING: "Lo que decimos y hacemos juntos, grabado u observado",
}
_RELATIONS = {
    Relation.PARENT: "Madre o padre",
    Relation.LEGAL_GUARDIAN: "Tutela de un menor, por un tribunal",
    Relation.FOSTER: "Acogida o agencia con la custodia",
    Relation.CARETAKER: "Familiar que le cuida, con una declaración firmada",
    Relation.ADULT_GUARDIAN: "Tutela de un adulto, por un tribunal",
}
_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
_ALONE = "Este papel trata de {} y de nada más."
_NO_FURTHER = "Ningún otro sí mío llega hasta ahí."
_STILL_SERVED = "Puedo decir que no y seguir recibiendo aquí todos los servicios."
_BY_ITSELF = {
    ConsentKind.LEGAL_PROCEEDINGS: f"{_ALONE.format('un tribunal o un caso legal')} {_NO_FURTHER}",
    ConsentKind.COUNSELING_NOTES: f"{_ALONE.format('las notas propias de un consejero')} {_NO_FURTHER}",
    ConsentKind.EMPLOYER: _ALONE.format("mi empleador"),
    ConsentKind.LICENSING_BOARD: _ALONE.format("una junta de licencias"),
    ConsentKind.RESEARCH: f"{_ALONE.format('la investigación')} {_STILL_SERVED}",
    ConsentKind.RECORDING: f"{_ALONE.format('ser grabado u observado')} {_STILL_SERVED}",
}


def _day(on: date) -> str:
    return f"{on.day} de {_MONTHS[on.month - 1]} de {on.year}"


SPANISH = Wording(
    PaperLanguage.SPANISH,
    SCREEN_FORM_SPANISH,
    is_reviewed=False,
    titles=Titles(
        paper="Mi permiso",
        whose="De quién es la información",
        who_shares="Quién la comparte",
        who_gets="Quién la puede recibir",
        what="Qué puede recibir",
        purpose="Para qué",
        until="Hasta cuándo",
        stop="Cómo lo paro",
        notes="Bueno saber",
        who_signs="Quién firma",
    ),
    kinds=_KINDS,
    recipients=_RECIPIENTS,
    shares=_SHARES,
    relations=_RELATIONS,
    by_itself=_BY_ITSELF,
    stop=(
        "Puedo retirar este permiso cuando quiera: todo, o solo para una de las partes que reciben. Se lo digo a cualquier "
        "persona de aquí, o escribo a {discloser}. Desde ese momento no se comparte nada más con esa parte. Lo que ya se "
        "compartió queda compartido."
    ),
    care=(
        "Los proveedores de atención, planes y pagadores que la reciben para la atención y los pagos pueden pasarla a otros "
        "como lo permite la ley de privacidad. No se puede usar en un caso contra mí sin mi permiso o la orden de un tribunal.",
        "Si digo que no a compartir para los pagos, hablamos de cómo se puede pagar el servicio. Un no a cualquier otra cosa "
        "no cambia aquí ningún servicio.",
    ),
    passed_on=(
        "A quien la recibe se le dice por escrito que la regla 42 CFR Parte 2 limita lo que puede hacer con ella, donde esa "
        "regla se aplica."
    ),
    intermediary=(
        "Una red de intercambio la pasa solo a lugares que me atienden. Puedo pedirle por escrito la lista de todos a quienes pasó mi "
        "información, también después de retirar este permiso."
    ),
    no_is_fine="Puedo decir que no. Un no se anota como un no, y no cambia nada en el apoyo que recibo aquí.",
    no_end="Sin fecha final",
    called="{legal}, a quien llaman {called}",
    or_word="o",
    some_guardian="su madre, padre o tutor",
    day=_day,
)
