"""The way in with an authenticator app: setting it up, and the door. English, Spanish."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "app.use": ("Use my app with codes", "Usar mi aplicación de códigos"),
    "app.back": ("Another way in", "Otra manera de entrar"),
    "app.title": ("Sign in with your app", "Entrar con tu aplicación"),
    "app.lead": (
        "Open your authenticator app. It shows your name and six digits.",
        "Abre tu aplicación de códigos. Ahí están tu nombre y seis números.",
    ),
    "app.name": ("Your name here", "Tu nombre aquí"),
    "app.name_hint": (
        "It begins with “notes-”. It is not your own name.",
        "Empieza con «notes-». No es tu nombre verdadero.",
    ),
    "app.code": ("Six digits", "Seis números"),
    "app.go": ("Go on", "Seguir"),
    "app.wrong": (
        "These two do not fit together. Look at the name again, wait for the next six digits, and type both anew.",
        "No coinciden. Revisa el nombre, espera los seis números siguientes y escribe los dos de nuevo.",
    ),
    "app.many": (
        "Too many tries. Wait fifteen minutes, then try again. Nothing is lost.",
        "Demasiados intentos. Espera quince minutos e inténtalo de nuevo. No se pierde nada.",
    ),
    "app.lost": (
        "No app or phone any more? Ask your peer supporter or the program, in person, for a new code.",
        "¿Ya no tienes la aplicación o el teléfono? Pide en persona un código nuevo a tu persona de apoyo o al programa.",
    ),
    "app.instead": ("Use an app with codes instead", "Usar mejor una aplicación de códigos"),
    "app.other_way": ("Use a passkey instead", "Usar mejor una clave de acceso"),
    "app.set_up_title": ("Set up an app with codes", "Prepara una aplicación de códigos"),
    "app.set_up_lead": (
        "Open an authenticator app on a phone that is yours alone. Choose “add”, and point the camera at this square.",
        "Abre una aplicación de códigos en un teléfono que sea solo tuyo. Elige «añadir» y apunta la cámara a este cuadro.",
    ),
    "app.square": (
        "A square that your authenticator app can read. The same key stands below as text.",
        "Un cuadro que tu aplicación puede leer. La misma clave está abajo como texto.",
    ),
    "app.key": (
        "No camera, or the app is on this device? Type or copy this key into the app:",
        "¿Sin cámara, o la aplicación está en este dispositivo? Escribe o copia esta clave en la aplicación:",
    ),
    "app.your_name": ("Your name for signing in", "Tu nombre para entrar"),
    "app.your_name_text": (
        "It was made by chance and says nothing about you. The app keeps it for you, under “Notes”.",
        "Se hizo al azar y no dice nada de ti. La aplicación lo guarda por ti, como «Notes».",
    ),
    "app.shows_now": ("The six digits that the app shows now", "Los seis números que la aplicación muestra ahora"),
    "app.not_yet": (
        "These digits do not fit. Wait for the next six, then type them.",
        "Esos números no coinciden. Espera los seis siguientes y escríbelos.",
    ),
    "app.done": ("Done", "Listo"),
}
