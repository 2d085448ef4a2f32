"""Permissions, who looked, people, appointments, the file with everything, choices."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "permissions.none": ("You share nothing", "No compartes nada"),
    "permissions.none_text": (
        "Nothing goes to anybody outside. That is fine.",
        "Nada sale hacia nadie. Está bien así.",
    ),
    "permissions.lead": (
        "You decide. Saying no is as easy as saying yes, and you keep your support.",
        "Tú decides. Decir que no es tan fácil como decir que sí, y no pierdes tu apoyo.",
    ),
    "permissions.waiting": ("A question waits for you", "Una pregunta te espera"),
    "permissions.open": ("Read and answer", "Leer y contestar"),
    "paper.title": ("Read this, then say yes or no", "Lee esto y di sí o no"),
    "paper.in_short": ("In short", "En breve"),
    "paper.exact": (
        "These are the exact words that are signed.",
        "Estas son las palabras exactas que se firman, en inglés. Si algo no está claro, pide que te las lean antes de firmar.",
    ),
    "paper.yes": ("Yes, I allow this and sign", "Sí, lo permito y firmo"),
    "paper.no": ("No, I do not allow this", "No, no lo permito"),
    "paper.was_refused": (
        "Your no is kept. Nothing is shared, and you keep your support.",
        "Tu no queda guardado. No se comparte nada y no pierdes tu apoyo.",
    ),
    "paper.waits": ("Your yes is kept. Somebody else must sign too.", "Tu sí queda guardado. Falta otra firma."),
    "paper.answered": ("This question was answered.", "Esta pregunta ya se contestó."),
    "paper.changed": (
        "The words changed, or this was answered in another window. Nothing was signed. Read it again.",
        "Las palabras cambiaron, o ya se contestó en otra ventana. No se firmó nada. Léelo otra vez.",
    ),
    "paper.not_alone": (
        "This cannot be signed here by you alone. Ask your peer supporter to do it together with you.",
        "Esto no lo puedes firmar aquí a solas. Pide a tu persona de apoyo que lo hagan juntos.",
    ),
    "permissions.new": ("Allow something new", "Permitir algo nuevo"),
    "permissions.active": ("Allowed", "Permitido"),
    "permissions.ended": ("Ended", "Terminado"),
    "permissions.what": ("What", "Qué"),
    "permissions.why": ("What for", "Para qué"),
    "permissions.until": ("Until", "Hasta"),
    "permissions.no_end": ("You stop it", "Que tú lo pares"),
    "permissions.since": ("Since {day}", "Desde el {day}"),
    "permissions.stopped": ("You stopped it on {day}.", "Lo paraste el {day}."),
    "permissions.stop": ("Stop", "Parar"),
    "permissions.stop_title": ("Stop sharing with this one?", "¿Dejar de compartir con esta parte?"),
    "permissions.stop_text": (
        "From now on nothing more goes there. What went before cannot be called back. Your other permissions stay.",
        "Desde ahora no se envía nada más. Lo que ya se envió no se puede recuperar. Tus otros permisos siguen igual.",
    ),
    "permissions.stop_yes": ("Yes, stop", "Sí, parar"),
    "permissions.was_stopped": (
        "Stopped. From now on nothing more goes there.",
        "Parado. Desde ahora no se envía nada más.",
    ),
    "permissions.was_given": ("Saved. You can stop it any time.", "Guardado. Puedes pararlo cuando quieras."),
    "give.title": ("Allow something new", "Permitir algo nuevo"),
    "give.lead": (
        "You do not have to. If you say no, you still get your support.",
        "No estás obligado. Si dices que no, sigues recibiendo tu apoyo.",
    ),
    "give.who": ("Who may receive it?", "¿Quién puede recibirlo?"),
    "give.name": ("Their name", "Su nombre"),
    "give.name_hint": (
        "One person or place. Leave it empty for all care providers and payers together.",
        "Una persona o un lugar. Déjalo vacío si son todos tus proveedores y pagadores juntos.",
    ),
    "give.what": ("What may they get?", "¿Qué pueden recibir?"),
    "give.why": ("What for?", "¿Para qué?"),
    "give.why_asked": ("I asked for it", "Yo lo pedí"),
    "give.until": ("Until which day?", "¿Hasta qué día?"),
    "give.until_hint": ("After that day it ends by itself.", "Después de ese día termina solo."),
    "give.next": ("Read it first", "Leerlo antes"),
    "give.no": ("No, share nothing", "No, no compartir nada"),
    "give.wrong.recipient_class": ("Choose who may receive it.", "Elige quién puede recibirlo."),
    "give.wrong.recipient": (
        "Write the name of the one person or place. For all providers and payers together leave it empty.",
        "Escribe el nombre de la persona o el lugar. Si son todos los proveedores y pagadores juntos, déjalo vacío.",
    ),
    "give.wrong.scope": (
        "Choose at least one thing that may be shared.",
        "Elige al menos una cosa que se pueda compartir.",
    ),
    "give.wrong.purpose": ("Say what it is for, in a few words.", "Di para qué es, en pocas palabras."),
    "give.wrong.expires_on": ("Give a day that is still to come.", "Pon un día que todavía no haya pasado."),
    "give.wrong": (
        "This could not be saved as it is. Ask your peer supporter to do it together with you.",
        "No se pudo guardar así. Pide a tu persona de apoyo que lo hagan juntos.",
    ),
    "looks.lead": (
        "Each look and each change is written down. Nobody can take a line out unnoticed.",
        "Cada mirada y cada cambio queda escrito. Nadie puede quitar una línea sin que se note.",
    ),
    "looks.none": ("Nobody looked yet", "Nadie ha mirado todavía"),
    "looks.cairn": ("The system itself", "El sistema mismo"),
    "looks.you": ("You", "Tú"),
    "looks.someone": ("Someone at work here", "Alguien que trabaja aquí"),
    "looks.with_own": ("Show my own visits too", "Mostrar también mis visitas"),
    "looks.without_own": ("Leave my own visits out", "Ocultar mis visitas"),
    "looks.strange": (
        "Something looks wrong? Tell your program, or close your pages under “How these pages look”.",
        "¿Algo no te cuadra? Díselo a tu programa, o cierra tus páginas en «Cómo se ven estas páginas».",
    ),
    "people.none": ("Nobody walks with you just now", "Ahora mismo no te acompaña nadie"),
    "people.since": ("since {day}", "desde el {day}"),
    "people.until": ("{first} to {last}", "del {first} al {last}"),
    "people.promises": ("What was promised", "Lo que se prometió"),
    "people.by": ("by {day}", "para el {day}"),
    "download.lead": (
        "One file with your plan, signed notes, own words, permissions, contacts, "
        "people and who looked: pages to read, and data for a computer.",
        "Un archivo con tu plan, notas firmadas, tus palabras, permisos, contactos, "
        "personas y quién miró: páginas para leer y datos para una computadora.",
    ),
    "download.warn": (
        "The file is not locked. On a shared device others can open it. Its name says nothing about you.",
        "El archivo no está bloqueado. En un dispositivo compartido otros pueden abrirlo. Su nombre no dice nada de ti.",
    ),
    "download.do": ("Make the file", "Hacer el archivo"),
    "download.not_in": (
        "Not in it: reports of incidents, bills and what they rest on, answers to surveys, "
        "and what was never signed. You may ask the program for those in writing.",
        "No incluye: informes de incidentes, facturas y sus bases, respuestas de encuestas "
        "y lo que nunca se firmó. Puedes pedirlo por escrito al programa.",
    ),
    "choices.tab": ("What should the tab say?", "¿Qué debe decir la pestaña?"),
    "choices.tab_hint": (
        "Others may see the tab of your browser. It never has a picture.",
        "Otras personas pueden ver la pestaña de tu navegador. Nunca lleva imagen.",
    ),
    "choices.save": ("Save", "Guardar"),
    "choices.new_phone": ("A new or lost device", "Dispositivo nuevo o perdido"),
    "choices.new_phone_text": (
        "Ask your peer supporter or the program, in person, for a new code. The old device then stops working at once.",
        "Pide en persona un código nuevo a tu persona de apoyo o al programa. El dispositivo anterior deja de servir al instante.",
    ),
    "choices.close": ("Close my pages", "Cerrar mis páginas"),
    "choices.close_text": (
        "Nobody can then sign in as you. Your record and your words stay. A new code, in person, opens them again.",
        "Así nadie puede entrar como tú. Tu expediente y tus palabras se conservan. Un código nuevo, en persona, las abre otra vez.",
    ),
    "choices.close_yes": ("Yes, close my pages", "Sí, cerrar mis páginas"),
    "record.title": ("My record", "Mi expediente"),
    "record.made": ("Made on {day}", "Hecho el {day}"),
    "record.name": ("Name", "Nombre"),
    "record.goal": ("My goal", "Mi meta"),
    "record.program": ("Program", "Programa"),
    "record.contacts": ("My contacts", "Mis contactos"),
    "record.minutes": ("{minutes} minutes", "{minutes} minutos"),
    "record.earlier": ("How the plan came to be", "Cómo se hizo el plan"),
}
