"""The frame, the door, the home, the plan, the notes, own words, choices."""

from __future__ import annotations

from cairn.kernel.crisis import then_call

WORDS: dict[str, tuple[str, str]] = {
    # frame
    "frame.skip": ("Skip to the page", "Saltar al contenido"),
    "frame.leave": ("Leave now", "Salir ya"),
    "frame.leave_hint": (
        "Leaves at once and signs you out. Or press Esc twice.",
        "Sale al instante y cierra tu sesión. O presiona Esc dos veces.",
    ),
    "frame.home": ("Back to the start", "Volver al inicio"),
    "frame.language": ("Language", "Idioma"),
    "frame.demo": ("Demo data: nobody here is real.", "Datos de muestra: nadie aquí es real."),
    "frame.help": then_call(
        (
            "In danger, or worried about someone? Day or night, ",
            "¿Estás en peligro, o te preocupa alguien? De día o de noche, ",
        ),
        (".", "."),
    ),
    "frame.saved": ("Saved.", "Guardado."),
    "frame.cancel": ("Keep it as it is", "Dejarlo como está"),
    "frame.older": ("Older", "Anteriores"),
    "frame.newest": ("Back to the newest", "Volver a lo más reciente"),
    "frame.problem": ("One thing needs another look", "Hay algo que revisar"),
    "frame.nothing_lost": ("Nothing you typed is lost.", "No se perdió nada de lo que escribiste."),
    "tab.notes": ("Notes", "Notas"),
    "tab.lists": ("Lists", "Listas"),
    "tab.recipes": ("Recipes", "Recetas"),
    "tab.titles": ("The title of each page", "El título de cada página"),
    "gone.title": ("There is nothing here", "Aquí no hay nada"),
    "gone.text": (
        "It was moved or taken away, or it never was. Go back to the start.",
        "Se movió, se quitó o nunca existió. Vuelve al inicio.",
    ),
    "closed.title": ("These pages are closed", "Estas páginas están cerradas"),
    "closed.text": (
        "This sign-in was ended. Your record is kept. To read it here again, ask your program for a new code, in person.",
        "Este acceso se cerró. Tu expediente se conserva. Para volver a leerlo aquí, pide en persona un código nuevo en tu programa.",
    ),
    # door
    "door.title": ("Sign in", "Entrar"),
    "door.lead": ("With the passkey on this device.", "Con la clave de acceso de este dispositivo."),
    "door.use": ("Use my passkey", "Usar mi clave de acceso"),
    "door.failed": (
        "That did not work, or it was stopped. Try again.",
        "No funcionó, o se detuvo. Inténtalo de nuevo.",
    ),
    "door.unknown": (
        "That passkey does not open anything here. It may have been ended. Ask in person for a new code.",
        "Esa clave no abre nada aquí. Puede que se haya cerrado. Pide en persona un código nuevo.",
    ),
    "door.have_code": ("I was given a code", "Me dieron un código"),
    "door.script": (
        "A passkey needs JavaScript. Turn it on for this page, then load it again.",
        "La clave de acceso necesita JavaScript. Actívalo para esta página y vuelve a cargarla.",
    ),
    "code.title": ("Your code", "Tu código"),
    "code.lead": (
        "Eight letters and numbers, given to you in person. It works once, for 20 minutes.",
        "Ocho letras y números que te dieron en persona. Sirve una vez, durante 20 minutos.",
    ),
    "code.label": ("Code", "Código"),
    "code.go": ("Go on", "Seguir"),
    "code.wrong": (
        "This code does not work. It may have been used, or its time is over. Ask for a new one, in person.",
        "Este código no sirve. Puede que ya se haya usado o que haya vencido. Pide otro en persona.",
    ),
    "code.at_work": (
        "This is a browser of somebody who works here, so the code opens nothing in it. Type it on your own phone. "
        "The code still works, and this try is on your list of who looked.",
        "Este es el navegador de alguien que trabaja aquí, así que el código no abre nada en él. Escríbelo en tu propio teléfono. "
        "El código todavía sirve, y este intento está en tu lista de quién miró.",
    ),
    "code.many": (
        "Too many tries from here. Wait five minutes, then try again.",
        "Demasiados intentos desde aquí. Espera cinco minutos e inténtalo de nuevo.",
    ),
    "set_up.title": ("Set up your passkey", "Prepara tu clave de acceso"),
    "set_up.lead": (
        "Your device asks for your fingerprint, your face or its PIN. That stays on the device. Nothing else opens your pages.",
        "Tu dispositivo te pide la huella, la cara o el PIN. Eso se queda en el dispositivo. Nada más abre tus páginas.",
    ),
    "set_up.shared": (
        "Does somebody else know the PIN of this device? Then use another device, or ask for another way.",
        "¿Alguien más sabe el PIN de este dispositivo? Entonces usa otro dispositivo o pide otra manera.",
    ),
    "set_up.do": ("Set up a passkey here", "Crear la clave aquí"),
    # home
    "home.title": ("Your pages", "Tus páginas"),
    "home.lead": ("What is written about you is yours to read.", "Lo que se escribe sobre ti es tuyo y puedes leerlo."),
    "home.opened_first": (
        "Your pages were opened for the first time on {day}, with {device}.",
        "Tus páginas se abrieron por primera vez el {day}, con {device}.",
    ),
    "home.opened_now": (
        "They have been open like this since {day}, with {device}.",
        "Así están abiertas desde el {day}, con {device}.",
    ),
    "home.not_you": (
        "If that was not you, tell a supervisor or the manager, and close your pages.",
        "Si no fuiste tú, avisa a quien supervisa o dirige, y cierra tus páginas.",
    ),
    "home.openings": ("Every opening", "Todas las veces"),
    "openings.title": ("When your pages were opened with a code", "Cuándo se abrieron tus páginas con un código"),
    "openings.line": ("{day}, with {device}", "{day}, con {device}"),
    "openings.until": ("until {day}", "hasta el {day}"),
    "device.iphone": ("an iPhone", "un iPhone"),
    "device.android": ("an Android phone", "un teléfono Android"),
    "device.tablet": ("a tablet", "una tableta"),
    "device.computer": ("a computer", "una computadora"),
    "device.unknown": ("a device that did not say what it is", "un aparato que no dijo qué es"),
    "home.plan": ("My plan", "Mi plan"),
    "home.plan_text": ("What I want, and the next steps", "Lo que quiero y los próximos pasos"),
    "home.notes": ("My notes", "Mis notas"),
    "home.notes_text": ("What was written after we met", "Lo que se escribió después de vernos"),
    "home.permissions": ("My permissions", "Mis permisos"),
    "home.permissions_text": ("Who may get what, and how to stop it", "Quién puede recibir qué, y cómo pararlo"),
    "home.permissions_one": ("1 question waits for your answer", "1 pregunta espera tu respuesta"),
    "home.permissions_many": ("{count} questions wait for your answer", "{count} preguntas esperan tu respuesta"),
    "home.letters": ("My messages", "Mis mensajes"),
    "home.letters_text": ("Writing with whoever walks with me", "Escribirme con quien me acompaña"),
    "home.letters_one": ("1 new message", "1 mensaje nuevo"),
    "home.letters_many": ("{count} new messages", "{count} mensajes nuevos"),
    "home.looks": ("Who looked", "Quién miró"),
    "home.looks_text": ("Each look at my record", "Cada vez que alguien vio mi expediente"),
    "home.people": ("My people", "Mi gente"),
    "home.people_text": (
        "Who walks with me, and choosing who does",
        "Quién me acompaña, y elegir quién lo hace",
    ),
    "home.meetings": ("My appointments", "Mis citas"),
    "home.meetings_text": ("When we meet next, and reminders", "Cuándo nos vemos, y recordatorios"),
    "home.download": ("Take it all with me", "Llevarme todo"),
    "home.download_text": ("One file with everything that is mine", "Un archivo con todo lo que es mío"),
    "home.choices": ("How these pages look", "Cómo se ven estas páginas"),
    "home.choices_text": (
        "Language, the name on the tab, closing my pages",
        "Idioma, el nombre de la pestaña, cerrar mis páginas",
    ),
    # plan
    "plan.none": ("Nothing is written yet", "Todavía no hay nada escrito"),
    "plan.none_text": (
        "You write it together with your peer supporter, in your words. You can also begin here.",
        "Lo escribes junto con tu persona de apoyo, con tus palabras. También puedes empezar aquí.",
    ),
    "plan.goals": ("What I want", "Lo que quiero"),
    "plan.steps": ("Steps", "Pasos"),
    "plan.done": ("done {day}", "hecho el {day}"),
    "plan.by": ("by {day}", "antes del {day}"),
    "plan.agreed": ("You said “this is my plan” on {day}.", "Dijiste «este es mi plan» el {day}."),
    "plan.changed": (
        "It changed since. Read it again when you like.",
        "Cambió desde entonces. Léelo otra vez cuando quieras.",
    ),
    "plan.yes": ("This is my plan", "Este es mi plan"),
    "plan.yes_text": (
        "Read it first. If something does not fit, say so to your peer supporter, or write it in your own words below.",
        "Léelo primero. Si algo no encaja, díselo a tu persona de apoyo, o escríbelo abajo con tus palabras.",
    ),
    "plan.kept": ("Kept: this is your plan.", "Guardado: este es tu plan."),
    "plan.meanwhile": (
        "Your plan changed while this page was open. It is shown here as it is now.",
        "Tu plan cambió mientras esta página estaba abierta. Aquí está como es ahora.",
    ),
    "plan.mark": ("Done", "Hecho"),
    "plan.unmark": ("Not yet after all", "Todavía no"),
    "plan.own": ("In my own words", "Con mis propias palabras"),
    "plan.own_lead": (
        "These stand beside what others wrote. Nobody else can change them. The people who walk with you can read them.",
        "Están junto a lo que otros escribieron. Nadie más puede cambiarlas. Quienes te acompañan pueden leerlas.",
    ),
    # own words
    "words.add": ("Add my own words", "Añadir mis palabras"),
    "words.change": ("Change", "Cambiar"),
    "words.label": ("What I want to say", "Lo que quiero decir"),
    "words.save": ("Save", "Guardar"),
    "words.hint": (
        "It stays as you write it. Those who walk with you and their supervisor can read it. It is part of your record.",
        "Se queda como lo escribes. Quienes te acompañan y su supervisor pueden leerlo. Es parte de tu expediente.",
    ),
    "words.take_away": ("Take these words away", "Quitar estas palabras"),
    "words.empty": ("Write something first, or go back.", "Escribe algo primero, o vuelve atrás."),
    "words.again": (
        "Other words were saved from this page before, and they stay. Save these too, if you like.",
        "Antes se guardaron otras palabras desde esta página, y ahí siguen. Si quieres, guarda también estas.",
    ),
    "words.long": (
        "Use at most 4,000 letters. Make two pieces of it.",
        "Usa como máximo 4000 letras. Divídelo en dos partes.",
    ),
    "words.written": ("Written on {day}", "Escrito el {day}"),
    "words.both": (
        "You wrote this in two windows. Both are kept.",
        "Escribiste esto en dos ventanas. Se conservan las dos.",
    ),
    # notes
    "notes.none": ("No signed note yet", "Todavía no hay notas firmadas"),
    "notes.none_text": (
        "A note is shown here as soon as its author has signed it.",
        "Una nota aparece aquí en cuanto quien la escribió la firma.",
    ),
    "notes.with": ("with {name}", "con {name}"),
    "notes.unsigned": ("The note is not signed yet.", "La nota todavía no está firmada."),
    "notes.read": ("Read the note", "Leer la nota"),
    "notes.own": ("You wrote something beside it.", "Escribiste algo al lado."),
    "notes.in_error": ("Marked as entered in error.", "Marcada como registrada por error."),
    "note.title": ("A note", "Una nota"),
    "note.data": ("What happened", "Qué pasó"),
    "note.assessment": ("What was noticed", "Qué se notó"),
    "note.plan": ("What is next", "Qué sigue"),
    "note.signed": ("Signed on {day}.", "Firmada el {day}."),
    "note.added": ("Added on {day} by {name}", "Añadido el {day} por {name}"),
    "note.own": ("What I say to it", "Lo que digo yo"),
    "note.written_in": (
        "Notes are shown in the language in which they were written.",
        "Las notas se muestran en el idioma en que se escribieron.",
    ),
    "note.empty": ("Nothing was written here.", "Aquí no se escribió nada."),
}
