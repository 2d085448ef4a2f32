"""Words of the pages of appointments and messages: English, Spanish."""

from __future__ import annotations

from cairn.kernel.crisis import then_call

WORDS = {
    "meetings.none": ("No appointment is written down here", "Aquí no hay ninguna cita anotada"),
    "meetings.none_text": (
        "Ask your peer supporter when you meet next.",
        "Pregunta a tu persona de apoyo cuándo se ven.",
    ),
    "meetings.later": ("{count} more, later", "{count} más, después"),
    "meetings.with": ("with {name}", "con {name}"),
    "meetings.off": ("Called off", "Cancelada"),
    "meetings.not_met": ("You did not meet. You are welcome any day.", "No se vieron. Eres bienvenido cualquier día."),
    "meetings.asked": ("You asked: {words}", "Pediste: {words}"),
    "meetings.change": ("Another time, or not at all", "Otra hora, o ninguna"),
    "meetings.wish": ("When would suit you?", "¿Cuándo te vendría bien?"),
    "meetings.wish_hint": (
        "The appointment stands until the two of you agree.",
        "La cita sigue en pie hasta que se pongan de acuerdo.",
    ),
    "meetings.ask": ("Ask for another time", "Pedir otra hora"),
    "meetings.call_off": ("I will not come", "No voy a ir"),
    "meetings.wrong": (
        "That did not work: the time may have passed, or it was changed meanwhile. Look at it again. A wish has at most 200 characters.",
        "No funcionó: puede que la hora haya pasado o que alguien la cambiara. Mírala otra vez. Un deseo tiene hasta 200 caracteres.",
    ),
    "messages.title": ("Messages", "Mensajes"),
    "messages.open": ("Write to your peer supporter", "Escribir a tu persona de apoyo"),
    "messages.hours": ("{name} answers: {hours}.", "{name} responde: {hours}."),
    "messages.no_hours": ("{name} has not said when they answer.", "{name} no ha dicho cuándo responde."),
    "messages.days": (
        "Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday",
        "lunes, martes, miércoles, jueves, viernes, sábado, domingo",
    ),
    "messages.from_to": ("{days}, {opens} to {closes}", "{days}, de {opens} a {closes}"),
    "messages.warning": then_call(
        (
            "Not read at once. Not for emergencies: when somebody is in danger, call 911. To talk with somebody now, ",
            "No se leen al momento. No son para emergencias: si alguien está en peligro, llama al 911. Para hablar ahora, ",
        ),
        (".", "."),
    ),
    "messages.none": ("Nothing was written yet", "Todavía no hay nada escrito"),
    "messages.label": ("Your message", "Tu mensaje"),
    "messages.send": ("Send it", "Enviar"),
    "messages.you": ("You", "Tú"),
    "messages.read": ("read", "leído"),
    "messages.unread": ("not read yet", "sin leer"),
    "messages.older": ("Older", "Anteriores"),
    "messages.nobody": (
        "Nobody walks with you at the moment, so nothing can be sent here. What was written stays yours to read.",
        "Ahora nadie te acompaña, así que aquí no se puede enviar nada. Lo que se escribió puedes leerlo siempre.",
    ),
    "messages.in_file": (
        "These are the newest. All of them are in the file that you can make.",
        "Estos son los más recientes. Todos están en el archivo que puedes hacer.",
    ),
    "messages.to": ("You to {name}", "Tú a {name}"),
    "messages.sent": (
        "You sent other words from this page before. Send these too, if you like: they are a message of their own.",
        "Antes enviaste otras palabras desde esta página. Si quieres, envía también estas: serán otro mensaje.",
    ),
    "messages.wrong": (
        "Write a few words, at most 500 characters. What you typed is still here.",
        "Escribe unas palabras, hasta 500 caracteres. Lo que escribiste sigue aquí.",
    ),
}
