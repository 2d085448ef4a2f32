"""The secret word that a person chooses, and what holds a code back without it."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "code.second": (
        "This device is on the same internet connection as the computer that made the code, so the code opens nothing here. Turn off the "
        "Wi-Fi and send it again, or ask a second person who works here to stand beside you and vouch for it. The code still works.",
        "Este dispositivo usa la misma conexión a internet que la computadora que hizo el código, así que el código no abre nada aquí. "
        "Apaga el wifi y envíalo otra vez, o pide que otra persona que trabaja aquí te acompañe y responda por ti. El código "
        "todavía sirve.",
    ),
    "code.stopped": (
        "The secret word was wrong too often. Ask a second person who works here to stand beside you and vouch for the code; then choose "
        "another word.",
        "La palabra secreta falló demasiadas veces. Pide que otra persona que trabaja aquí te acompañe y responda por ti; después "
        "eliges otra.",
    ),
    "sign.choose_title": ("Choose a secret word", "Elige una palabra secreta"),
    "sign.choose_lead": (
        "From then on a code alone does not open your pages. Nobody who works here reads this word: turn the screen to yourself.",
        "Desde entonces un código solo no abre tus páginas. Nadie que trabaja aquí lee esta palabra: gira la pantalla hacia ti.",
    ),
    "sign.choose_hint": (
        "At least four letters, not your name. Something that only you would say. You need it when you get a new phone.",
        "Al menos cuatro letras, y que no sea tu nombre. Algo que solo tú dirías. La necesitas cuando cambies de teléfono.",
    ),
    "sign.say_title": ("Your secret word", "Tu palabra secreta"),
    "sign.say_lead": (
        "You chose it when your pages were opened before. Nobody who works here knows it.",
        "La elegiste cuando se abrieron tus páginas. Nadie que trabaja aquí la conoce.",
    ),
    "sign.say_hint": (
        "Forgotten? Ask a second person who works here to stand beside you and vouch for the code.",
        "¿La olvidaste? Pide que otra persona que trabaja aquí te acompañe y responda por ti.",
    ),
    "sign.label": ("Secret word", "Palabra secreta"),
    "sign.missing": ("Type your secret word.", "Escribe tu palabra secreta."),
    "sign.wrong": (
        "This is not the word that you chose. After five wrong words in a row, a second person has to vouch for you.",
        "Esta no es la palabra que elegiste. Después de cinco palabras equivocadas seguidas, otra persona tiene que responder por ti.",
    ),
    "sign.short": (
        "Choose a word of 4 to 40 letters, not one letter again and again.",
        "Elige una palabra de 4 a 40 letras, que no repita la misma letra.",
    ),
    "sign.name": ("Others know your name. Choose another word.", "Otros conocen tu nombre. Elige otra palabra."),
    "sign.kept": ("Chosen on {day}.", "Elegida el {day}."),
    "sign.none": (
        "None yet. Choose one, and from then on a code alone does not open your pages.",
        "Todavía ninguna. Elige una, y desde entonces un código solo no abre tus páginas.",
    ),
    "sign.new": ("A new secret word", "Una palabra secreta nueva"),
}
