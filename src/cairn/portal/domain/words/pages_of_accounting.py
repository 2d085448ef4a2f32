"""What was sent about me. English, Spanish."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "sent.title": ("What was sent about me", "Lo que se envió sobre mí"),
    "sent.lead": (
        "Everything that left this program about you: when, to whom, what kind of thing, and why it was allowed. Newest first.",
        "Todo lo que salió de este programa sobre ti: cuándo, a quién, qué clase de cosa y por qué se pudo. Lo más nuevo primero.",
    ),
    "sent.none": ("Nothing was sent", "No se envió nada"),
    "sent.none_text": (
        "Nobody outside was told anything about you.",
        "A nadie de fuera se le dijo nada sobre ti.",
    ),
    "sent.what": ("What kind", "Qué clase"),
    "sent.why": ("Why it was allowed", "Por qué se pudo"),
    "sent.by": ("Sent by", "Lo envió"),
    "sent.by_unknown": ("Somebody who works here no more", "Alguien que ya no trabaja aquí"),
    "sent.permission": ("Your permission of {day}", "Tu permiso del {day}"),
    "sent.permission_ended": (
        "Your permission of {day}, which has ended since",
        "Tu permiso del {day}, que ya terminó",
    ),
    "sent.rule": ("Rule: {source}", "Norma: {source}"),
    "sent.listed.hipaa": (
        "The law asks for this line: it was told without your signed yes.",
        "La ley pide esta línea: se dijo sin tu sí firmado.",
    ),
    "sent.listed.part2": (
        "The rule on substance use records asks for this line: it was told by your signed yes.",
        "La norma sobre expedientes de consumo de sustancias pide esta línea: se dijo con tu sí firmado.",
    ),
    "sent.listed.older": (
        "Older than the law asks for. It is shown all the same.",
        "Más antiguo de lo que pide la ley. Se muestra igual.",
    ),
    "sent.back": (
        "The law asks for {hipaa} years of what was told without your signed yes, and for {part2} years of what was told by it. "
        "Cairn shows all that it keeps.",
        "La ley pide {hipaa} años de lo que se dijo sin tu sí firmado, y {part2} años de lo que se dijo con él. "
        "Cairn muestra todo lo que guarda.",
    ),
    "sent.not_here": (
        "Not in this list: what you were told or took along yourself, and who looked inside this program.",
        "No está en esta lista: lo que se te dijo o te llevaste tú, ni quién miró dentro de este programa.",
    ),
    "sent.more": (
        "There is more than this page can hold. Ask for the rest.",
        "Hay más de lo que cabe en esta página. Pide el resto.",
    ),
    "sent.as_of": ("As of {day}", "Al {day}"),
    "sent.strange": (
        "If a line looks wrong to you, ask. You may also ask for this list on paper.",
        "Si una línea te parece mal, pregunta. También puedes pedir esta lista en papel.",
    ),
}
