"""Who may see the record: the words of that page."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "few.title": ("Who may see my record", "Quién puede ver mi expediente"),
    "few.lead": (
        "You decide. Nobody asks you why. Some people know somebody who works here.",
        "Tú decides. Nadie te pregunta por qué. Hay personas que conocen a alguien que trabaja aquí.",
    ),
    "few.who": ("Who may see it?", "¿Quién puede verlo?"),
    "few.all": ("Those whose work it is", "Quienes lo necesitan por su trabajo"),
    "few.few": ("Only people whom I name", "Solo las personas que yo nombre"),
    "few.keepers": ("I name", "Yo nombro a"),
    "few.keepers_hint": (
        "Whoever walks with you always sees it. A supervisor sees it only if you name them. Name at least one person.",
        "Quien te acompaña siempre lo ve. Quien supervisa lo ve solo si tú lo nombras. Nombra al menos a una persona.",
    ),
    "few.walking": ("{names} walks with you and sees it.", "{names} te acompaña y lo ve."),
    "few.out": ("Who must never see it", "Quién no debe verlo nunca"),
    "few.out_hint": (
        "With any role that they have here. Also in an emergency.",
        "Con ninguno de los cargos que tenga aquí. Tampoco en una emergencia.",
    ),
    "few.emergency": (
        "In an emergency a manager or a supervisor can open it for one hour. You read here who did, and why.",
        "En una emergencia, la gerencia o la supervisión puede abrirlo durante una hora. Aquí lees quién lo hizo y por qué.",
    ),
    "few.opened": (
        "{who} opened your record in an emergency: {moment}.",
        "{who} abrió tu expediente en una emergencia: {moment}.",
    ),
    "few.wrong.keepers": (
        "Name at least one person who works here today.",
        "Nombra al menos a una persona que trabaje aquí hoy.",
    ),
    "few.wrong.out": (
        "Somebody stands on both lists. Decide whether they may see it.",
        "Alguien está en las dos listas. Decide si puede verlo.",
    ),
    "few.save": ("Save", "Guardar"),
}
