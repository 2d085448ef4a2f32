"""Words of the pages on which a person says what matters to them and chooses who walks with them: English, Spanish."""

from __future__ import annotations

WORDS = {
    # choosing
    "choosing.title": ("Choose who walks with me", "Elegir quién me acompaña"),
    "choosing.lead": (
        "You choose, and you may choose again any day. Nobody asks why.",
        "Tú eliges, y puedes volver a elegir cualquier día. Nadie pregunta por qué.",
    ),
    "choosing.begin": ("Choose somebody", "Elegir a alguien"),
    "choosing.again": ("See my choice, or choose again", "Ver mi elección, o elegir otra vez"),
    "choosing.open": ("You chose {name}", "Elegiste a {name}"),
    "choosing.since": ("Written down on {day}.", "Quedó anotado el {day}."),
    "choosing.state.asked": (
        "The program is making sure that you two can begin. You need not do anything. You see it here as soon as you can.",
        "El programa se asegura de que puedan empezar. No tienes que hacer nada. Aquí verás cuándo pueden empezar.",
    ),
    "choosing.state.ready": (
        "You can begin. The program gets in touch to set up your first meeting.",
        "Ya pueden empezar. El programa se comunicará contigo para acordar la primera cita.",
    ),
    "choosing.state.not_now": (
        "You two cannot begin just now. It is nothing that you did. You may wait, or choose somebody else; "
        "or ask the program for a talk about it.",
        "Ahora mismo no pueden empezar. No es por nada que hayas hecho. Puedes esperar o elegir a otra persona; "
        "o pedir al programa que lo hablen.",
    ),
    "choosing.state.choose_another": (
        "You two cannot begin. It is nothing that you did, and nobody says why. Please choose somebody else.",
        "No pueden empezar. No es por nada que hayas hecho, y nadie dice por qué. Por favor, elige a otra persona.",
    ),
    "choosing.take_back": ("Take my choice back", "Retirar mi elección"),
    "choosing.taken_back": (
        "Taken back. You can choose again any day.",
        "Quedó retirada. Puedes elegir de nuevo cualquier día.",
    ),
    "choosing.began": (
        "You two walk together by now. If you would like somebody else, choose again here.",
        "Ya caminan juntos. Si prefieres a otra persona, elige aquí de nuevo.",
    ),
    "choosing.who": ("Who you can choose", "A quién puedes elegir"),
    "choosing.order": (
        "First come those who meet more of what matters a lot to you, then more of what would be good, "
        "then those who walk with fewer people now. Nobody is scored.",
        "Primero van quienes cumplen más de lo que te importa mucho, luego más de lo que estaría bien, "
        "y luego quienes acompañan a menos personas ahora. Nadie recibe puntos.",
    ),
    "choosing.ask_them": ("Not said, so you can ask them: {wishes}.", "No lo dicen; puedes preguntar: {wishes}."),
    "choosing.choose": ("Choose {name}", "Elegir a {name}"),
    "choosing.none": ("There is nobody else to choose just now", "Ahora mismo no hay nadie más a quien elegir"),
    "choosing.none_text": (
        "That can change any day. Below you can ask the program for a talk about who could walk with you.",
        "Eso puede cambiar cualquier día. Abajo puedes pedir al programa que hablen de quién podría acompañarte.",
    ),
    "choosing.sure": ("Is this your choice?", "¿Es esta tu elección?"),
    "choosing.back": ("Back to everybody", "Volver a la lista"),
    "choosing.next": ("What happens next", "Qué pasa después"),
    "choosing.next_asked": (
        "{name} is told what you are called. Before you first meet, they are asked whether you two know each other already.",
        "A {name} se le dice cómo te llamas. Antes de la primera cita, se le pregunta si ya se conocen.",
    ),
    "choosing.next_kept": (
        "What {name} answers stays between them and their supervisor. You are not told, and nobody else is.",
        "Lo que conteste queda entre {name} y su supervisión. No se te dice a ti ni a nadie más.",
    ),
    "choosing.next_begin": (
        "If nothing stands in the way, the program sets up your first meeting. If something does, you choose again.",
        "Si nada lo impide, el programa acuerda la primera cita. Si algo lo impide, eliges de nuevo.",
    ),
    "choosing.next_back": (
        "Until you begin, you can take your choice back here with one tap.",
        "Hasta que empiecen, puedes retirar tu elección aquí con un toque.",
    ),
    "choosing.now": ("You walk with somebody already", "Ya te acompaña alguien"),
    "choosing.instead": (
        "Instead of {name}, who goes on until then, and is then told kindly, without a reason",
        "En lugar de {name}, que sigue hasta entonces y a quien después se le dice con amabilidad, sin dar razones",
    ),
    "choosing.besides": ("Besides: we all go on together", "Además: seguimos todos juntos"),
    "choosing.yes": ("Yes, I choose {name}", "Sí, elijo a {name}"),
    "choosing.gone": (
        "That person cannot be chosen just now. Look at the list again.",
        "A esa persona no se le puede elegir ahora. Mira la lista otra vez.",
    ),
    "choosing.changed": (
        "Something changed meanwhile: you may walk with somebody else by now. Look at it again, then choose.",
        "Algo cambió mientras tanto: puede que ahora te acompañe otra persona. Míralo otra vez y luego elige.",
    ),
    # to talk it over first: the wish that somebody who answers for the program takes care of
    "peer.title": ("I would rather talk it over first", "Prefiero hablarlo antes"),
    "peer.text": (
        "Somebody who answers for the program talks with you about who could walk with you. You need not say why. "
        "Whoever walks with you now goes on until you have chosen.",
        "Alguien responsable del programa habla contigo de quién podría acompañarte. No tienes que decir por qué. "
        "Quien te acompaña ahora sigue hasta que elijas.",
    ),
    "peer.ask": ("Ask for a talk about it", "Pedir que lo hablemos"),
    "peer.asked": (
        "You asked for a talk on {day}. Somebody will talk with you about who walks with you.",
        "El {day} pediste hablarlo. Alguien hablará contigo de quién te acompaña.",
    ),
    "peer.take_back": ("I need no talk any more", "Ya no hace falta hablarlo"),
    "peer.ended": (
        "Your services here have ended, so nobody can be chosen now. Call the program to begin again.",
        "Tus servicios aquí terminaron, así que ahora no se puede elegir a nadie. Llama al programa para empezar de nuevo.",
    ),
    # what matters
    "wishes.title": ("What matters to me", "Lo que me importa"),
    "wishes.lead": (
        "In the person who walks with you. “Does not matter” is a good answer, and everything can change later.",
        "En la persona que te acompaña. «Da igual» es una buena respuesta, y todo puede cambiar después.",
    ),
    "wishes.read_by": (
        "Those who walk with you, and whoever helps people here to choose, can read what you write on this page.",
        "Quienes te acompañan, y quien aquí ayuda a elegir, pueden leer lo que escribes en esta página.",
    ),
    "wishes.open": ("Say what matters to me", "Decir lo que me importa"),
    "wishes.none": (
        "You have not said what matters to you. You need not.",
        "No has dicho qué te importa. No tienes que hacerlo.",
    ),
    "wishes.words": ("In my own words, if I like", "Con mis palabras, si quiero"),
    "wishes.words_hint": (
        "Whom would you like to walk with? What should they know about?",
        "¿Con quién te gustaría caminar? ¿De qué debería saber?",
    ),
    "wishes.how_much": ("How much it matters", "Cuánto importa"),
    "wishes.which": ("Which", "Cuál"),
    "wishes.any": ("Any", "Cualquiera"),
    "wishes.commas": ("With commas between them", "Separados por comas"),
    "wishes.lived_hint": (
        "A peer supporter decides for themselves whether to say it. It is told to you alone, nobody at work here sees it.",
        "Cada persona de apoyo decide si lo dice. Se te dice solo a ti; nadie que trabaje aquí lo ve.",
    ),
    "wishes.save": ("Save", "Guardar"),
    "wishes.saved": ("Saved. Here is who might suit you.", "Guardado. Aquí ves quién podría ser para ti."),
    "wishes.both": (
        "This was written anew somewhere else meanwhile. Both are here. Look at them, then save what should hold.",
        "Mientras tanto se escribió de nuevo en otro lugar. Aquí están las dos versiones. Míralas y guarda la que deba valer.",
    ),
    "wishes.stands": ("What stands now", "Lo que vale ahora"),
    "wishes.typed": ("What you typed", "Lo que escribiste"),
    "wishes.nothing": ("Nothing was chosen.", "No se eligió nada."),
    "wishes.wrong.words": (
        "Use at most 1,000 letters, and name at most 20 things above.",
        "Usa como máximo 1000 letras, y nombra hasta 20 cosas.",
    ),
    "wishes.wrong.list": (
        "Choose which, and how much it matters. Or say that any will do and that it does not matter.",
        "Elige cuál y cuánto importa. O di que cualquiera está bien y que da igual.",
    ),
    "wishes.wrong.typed": (
        "Write which, with at most 80 letters each, and how much it matters. Or leave it empty and say that it does not matter.",
        "Escribe cuál, con hasta 80 letras cada uno, y cuánto importa. O déjalo vacío y di que da igual.",
    ),
    "wishes.wrong.strength": ("Choose how much it matters.", "Elige cuánto importa."),
}
