### Lo que dice el bot sea cual sea el momento.

# Lo que enseña Telegram antes de empezar; como mucho, 512 letras.
bot-about = Soy una inteligencia artificial. Ayudo a quien acompaña a una persona con pérdida de memoria a charlar con ella y a guardar lo que cuente en un libro de vida. Nunca hago exámenes: propongo, y guían las personas.

bot-stale-tap = Ese botón ya no vale. Sigue con el último mensaje.
bot-not-yours = Ese botón no es de este espacio. Escribe /start para ver dónde estás.
bot-unexpected =
    Algo ha fallado por nuestra parte y queda anotado. Lo que se ha contado está guardado.

    Puedes seguir: repite el último paso, o escribe /sesion para continuar. Si vuelve a pasar, dale este número a quien lleva el bot: <code>{ $incident }</code>
bot-other-kind = Eso no lo sé guardar todavía. Mándalo en palabras, en una nota de voz o como foto.
bot-edited = Has cambiado un mensaje, pero yo me quedo con lo que ponía antes. Si es una historia, toca «Cambiar» cuando la lea, o ✏️ en su página del libro; si no, escríbelo otra vez.
bot-file-too-large = Ese archivo pasa de 20 MB y Telegram no me deja recogerlo. Prueba a enviarlo más corto o en varias partes.
bot-photo-too-large = Ese archivo pasa de 20 MB y Telegram no me deja recogerlo. Mándalo como foto, no como archivo: así se hace más pequeño solo.
bot-file-damaged = Aquí falta una imagen, una grabación o un archivo: está dañado y no se puede mostrar. Puedes seguir sin él; avisa a quien lleva el bot, que quizá lo recupere de una copia.
bot-file-away = Ahora mismo no puedo recoger ese archivo de Telegram. Sigo intentándolo; no hace falta enviarlo otra vez.
bot-unknown-command = Esa orden no la conozco. Con /ayuda ves lo que se puede hacer.
