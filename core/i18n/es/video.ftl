# El libro en vídeo: se elige, se espera y llega.

video-voice-goes-on = La voz sigue en el libro del chat.

# Elegir.
video-ask =
    🎬 <b>El libro, en vídeo</b>

    Las páginas pasan despacio, con letra grande{ $spoken ->
        [yes] { " " }y con las voces guardadas
       *[no] { "" }
    }. Para mirarlo en el móvil o en la televisión, y juntos.
video-button-open = 🎬 Vídeo
video-button-make = 🎬 Hacer el vídeo
video-button-silent = Sin voz

# Mientras se hace.
video-waiting =
    🎬 Estoy preparando el vídeo. Tarda unos minutos; puedes hacer otra cosa.

    { $progress }
print-stage-film = Filmando las páginas

# Llega, o no.
video-part = 🎬 { $number } de { $count }
video-arrived =
    { $count ->
        [one] 🎬 El libro, en vídeo.
       *[other] 🎬 El libro, en { $count } vídeos.
    } Podéis pararlo y volver atrás cuando queráis.

    Lleva historias: guárdalo en un sitio de confianza.
video-changed = El libro ha cambiado mientras preparaba el vídeo. ¿Lo hago otra vez?
video-failed = Ahora no he podido hacer el vídeo. No se ha perdido nada. Inténtalo otra vez dentro de un rato.
video-too-large = El vídeo es demasiado grande para Telegram. Prueba sin voz, o pide una copia a quien lleva el bot.
video-button-again = 🎬 Hacerlo otra vez
