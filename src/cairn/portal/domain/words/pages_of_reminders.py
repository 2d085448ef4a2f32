"""Words of the pages about reminders and about one's times in another calendar: English, Spanish."""

from __future__ import annotations

WORDS = {
    "reminders.title": ("Reminders", "Recordatorios"),
    "reminders.lead": (
        "Does somebody else read your mail? When that could harm you, choose none. No name, place or program is ever in it.",
        "¿Alguien más lee tu correo? Si eso puede hacerte daño, elige ninguno. Nunca lleva nombres, lugares ni el programa.",
    ),
    "reminders.not_sent": (
        "No mail leaves from here yet. What you choose is kept, and holds once it does.",
        "Desde aquí todavía no sale correo. Lo que elijas se guarda y valdrá cuando salga.",
    ),
    "reminders.how": ("Would you like reminders?", "¿Quieres recordatorios?"),
    "reminders.address": ("Your e-mail address", "Tu correo electrónico"),
    "reminders.address_hint": (
        "Only for reminders. It is forgotten when you choose none.",
        "Solo para recordatorios. Se olvida cuando eliges ninguno.",
    ),
    "reminders.wording": ("What it says", "Qué dice"),
    "reminders.wording_hint": (
        "This is all that is written in it. The subject is only: {subject}.",
        "Es todo lo que lleva escrito. El asunto es solo: {subject}.",
    ),
    "reminders.as_sent": (
        "Your mail is sent in Spanish. This is how it reads",
        "Tu correo se envía en inglés. Así se lee",
    ),
    "reminders.lead_time": ("How long before", "Cuánto antes"),
    "reminders.language": ("In which language", "En qué idioma"),
    "reminders.save": ("Save", "Guardar"),
    "reminders.wrong.how": ("Choose whether you would like any.", "Elige si quieres alguno."),
    "reminders.wrong.address": (
        "Give an e-mail address, like name@example.org.",
        "Pon un correo electrónico, como nombre@example.org.",
    ),
    "reminders.wrong.wording": ("Choose what it says.", "Elige qué dice."),
    "reminders.wrong.lead": ("Choose how long before.", "Elige cuánto antes."),
    "reminders.wrong.language": ("Choose a language.", "Elige un idioma."),
    "feed.title": ("My times in another calendar", "Mis horas en otro calendario"),
    "feed.lead": (
        "A calendar on your phone can fetch your times from a secret address. It learns when, and one plain word. No names, no places.",
        "El calendario de tu teléfono puede tomar tus horas de una dirección secreta. Sabe cuándo, y una palabra. Ni nombres ni lugares.",
    ),
    "feed.shared": (
        "Does somebody else see that calendar? Then they see the word, and when.",
        "¿Alguien más ve ese calendario? Entonces verá la palabra, y cuándo.",
    ),
    "feed.word": ("The word that stands for each meeting", "La palabra que aparece en cada cita"),
    "feed.word.busy": ("Busy", "Ocupado"),
    "feed.word.errand": ("Errand", "Mandado"),
    "feed.word.own": ("My time", "Mi tiempo"),
    "feed.open": ("Make an address", "Hacer una dirección"),
    "feed.renew": ("Make a new address", "Hacer una dirección nueva"),
    "feed.close": ("Stop it", "Pararla"),
    "feed.closed": ("Stopped. The address opens nothing any more.", "Parada. La dirección ya no abre nada."),
    "feed.address": ("Your new address", "Tu dirección nueva"),
    "feed.once": (
        "Copy it now into your calendar: it is not shown again. Whoever has it sees your times, so give it to nobody.",
        "Cópiala ahora en tu calendario: no se vuelve a mostrar. Quien la tenga ve tus horas, así que no se la des a nadie.",
    ),
    "feed.standing": (
        "An address works since {day}. A new one stops it.",
        "Hay una dirección que funciona desde el {day}. Una nueva la para.",
    ),
    "feed.wrong": ("Choose one of these words.", "Elige una de estas palabras."),
}
