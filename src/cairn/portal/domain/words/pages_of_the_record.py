"""The file with everything, and the page that makes it. English, Spanish."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "download.lead": (
        "One file with your plan, signed notes, own words, permissions, signed papers, what you told when you came in, "
        "contacts, appointments, messages, groups, referrals, "
        "surveys, wishes, choices, people and who looked: a page to read, and data for a computer.",
        "Un archivo con tu plan, notas firmadas, tus palabras, permisos, papeles firmados, lo que contaste al llegar, "
        "contactos, citas, mensajes, grupos, lugares recomendados, "
        "encuestas, deseos, elecciones, personas y quién miró: una página para leer y datos para una computadora.",
    ),
    "download.warn": (
        "The file is not locked. On a shared device others can open it. Its name says nothing about you.",
        "El archivo no está bloqueado. En un dispositivo compartido otros pueden abrirlo. Su nombre no dice nada de ti.",
    ),
    "download.do": ("Make the file", "Hacer el archivo"),
    "download.not_in": (
        "Not in it: reports of incidents, bills and what they rest on, and what was never signed. "
        "You may ask the program for those in writing. Nor whom you were compared with when you came in: that tells of others.",
        "No incluye: informes de incidentes, facturas y sus bases, ni lo que nunca se firmó. "
        "Puedes pedirlo por escrito al programa. Tampoco con quién te compararon al llegar: eso habla de otras personas.",
    ),
    "record.title": ("My record", "Mi expediente"),
    "record.made": ("Made on {day}", "Hecho el {day}"),
    "record.name": ("Name", "Nombre"),
    "record.goal": ("My goal", "Mi meta"),
    "record.program": ("Program", "Programa"),
    "record.contacts": ("My contacts", "Mis contactos"),
    "record.minutes": ("{minutes} minutes", "{minutes} minutos"),
    "record.earlier": ("How the plan came to be", "Cómo se hizo el plan"),
    "record.past_meetings": ("Earlier appointments", "Citas anteriores"),
    "record.messages": ("Messages", "Mensajes"),
    "record.to": ("You to {name}", "Tú a {name}"),
    "record.from": ("{name} to you", "{name} a ti"),
    "record.groups": ("Groups", "Grupos"),
    "record.asked_to": ("Invited on {day}", "Invitación del {day}"),
    "record.came": ("You came", "Fuiste"),
    "record.did_not_come": ("You did not come", "No fuiste"),
    "record.put_right": ("Put right on {day}", "Corregido el {day}"),
    "record.papers": ("Papers that were signed", "Papeles firmados"),
    "record.papers_text": (
        "Word for word, in the language in which they were shown. The same words lie beside this page, one file for each.",
        "Palabra por palabra, en el idioma en que se mostraron. Las mismas palabras están junto a esta página, un archivo por papel.",
    ),
    "record.came_in": ("What I told when I came in", "Lo que conté al llegar"),
    "record.said_yes": ("said yes", "dijo que sí"),
    "record.said_no": ("said no", "dijo que no"),
    "record.seen_by": ("seen by {name}", "lo vio {name}"),
    "record.referrals": ("Where you were pointed on to", "Lugares que te recomendaron"),
    "record.asked_on": ("Asked on {day}", "Pedido el {day}"),
    "record.surveys": ("Surveys", "Encuestas"),
    "record.survey_language": (
        "Questions and answers are shown in the language in which they were asked.",
        "Las preguntas y respuestas aparecen en el idioma en que se hicieron.",
    ),
    "record.matters": ("What matters to me in a peer supporter", "Lo que me importa en una persona de apoyo"),
    "record.choices": ("Whom I chose", "A quién elegí"),
    "record.choice.asked": (
        "the program is making sure that you two can begin",
        "el programa se asegura de que puedan empezar",
    ),
    "record.choice.ready": ("you can begin", "ya pueden empezar"),
    "record.choice.not_now": ("you two cannot begin just now", "ahora mismo no pueden empezar"),
    "record.choice.choose_another": ("you two cannot begin", "no pueden empezar"),
    "record.choice.began": ("began", "empezaron"),
    "record.choice.taken_back": ("taken back", "retirada"),
    "record.moves": ("When I moved on to another peer supporter", "Cuándo cambié de persona de apoyo"),
    "record.move": ("from {first} to {last}", "de {first} a {last}"),
    "record.because": ("Why, as it was written", "Por qué, como se escribió"),
    "record.known": ("What I wanted known", "Lo que quise que supiera"),
    "record.goal_part": ("Goal", "Meta"),
    "record.wishes": ("When I asked for somebody else", "Cuándo pedí a otra persona"),
    "record.taken_back": ("taken back on {day}", "retirado el {day}"),
    "record.settled": ("taken care of on {day}", "atendido el {day}"),
}
