"""When something does not work. English, Spanish."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "not_yours.title": ("This page is not one of yours", "Esta página no es una de las tuyas"),
    "not_yours.text": (
        "Your own pages are all there. Go back to the start.",
        "Tus propias páginas siguen ahí. Vuelve al inicio.",
    ),
    "failed.title": ("That did not arrive whole", "No llegó completo"),
    "failed.text": (
        "Nothing was saved, and nothing you typed is lost: go back, and it is still there.",
        "No se guardó nada, y no se perdió nada de lo que escribiste: vuelve atrás y ahí está.",
    ),
    "changed.title": ("Somebody else wrote first", "Alguien escribió antes"),
    "changed.text": (
        "Nothing was written over. Go back: what you typed is still there. Then look at the page anew.",
        "No se escribió encima de nada. Vuelve atrás: lo que escribiste sigue ahí. Después mira la página otra vez.",
    ),
    "broken.title": ("Something broke on our side", "Algo falló de nuestro lado"),
    "broken.text": (
        "It is not your doing. What was saved before is safe. Go back: what you typed is still there.",
        "No fue por ti. Lo que ya se guardó está a salvo. Vuelve atrás: lo que escribiste sigue ahí.",
    ),
    "resting.title": ("Just a moment", "Un momento, por favor"),
    "resting.text": (
        "It does not work right now. Nothing is lost. Try again in a minute.",
        "Ahora mismo no funciona. No se pierde nada. Inténtalo de nuevo en un minuto.",
    ),
    "many.title": ("Too many tries", "Demasiados intentos"),
    "many.text": (
        "Wait fifteen minutes, then try again. Nothing is lost.",
        "Espera quince minutos e inténtalo de nuevo. No se pierde nada.",
    ),
    "kept.title": ("Your words are safe", "Tus palabras están a salvo"),
    "kept.lead": (
        "Nothing was saved yet, and nothing you typed is lost.",
        "Todavía no se guardó nada, y no se perdió nada de lo que escribiste.",
    ),
    "kept.signed_out": ("You were signed out after a quiet while.", "Se cerró tu sesión después de un rato sin uso."),
    "kept.role": ("You are signed in, but not on your pages yet.", "Entraste, pero todavía no estás en tus páginas."),
    "kept.second_step": ("Your way in is not set up yet.", "Todavía no preparaste tu manera de entrar."),
    "kept.old_form": (
        "This page was open for a long while, or you signed in anew in between.",
        "Esta página estuvo abierta mucho tiempo, o entraste de nuevo mientras tanto.",
    ),
    "kept.new_tab": ("Open the way in, in a new tab.", "Abre la entrada en otra pestaña."),
    "kept.come_back": (
        "Come back to this tab and send it again. If this page shows once more, press the button once more.",
        "Vuelve a esta pestaña y envíalo otra vez. Si esta página sale de nuevo, presiona el botón de nuevo.",
    ),
    "kept.again": ("Send it again", "Enviarlo otra vez"),
    "kept.typed": ("What you typed", "Lo que escribiste"),
}
