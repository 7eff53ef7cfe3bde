# El libro en papel: se elige, se espera y llega.

print-date = Impreso el { $date }.
print-voice = { $teller ->
    [person] También está en su propia voz, en el libro del chat.
   *[other] También está en la voz de quien lo cuenta, en el libro del chat.
  }
print-only-voice = { $teller ->
    [person] Está en su propia voz, en el libro del chat.
   *[other] Está en la voz de quien lo cuenta, en el libro del chat.
  }
print-code-alt = Código que lleva a la voz de «{ $title }»
print-code-listen = Escúchalo

# Elegir.
print-ask =
    🖨 <b>El libro, para imprimir</b>

    { $paper }, { $letters }{ $trimmed ->
        [yes] , con marcas de corte para imprenta
       *[no] { "" }
    }{ $voices ->
        [yes] , con el código de la voz
       *[no] { "" }
    }.
print-paper-a4 = Hoja A4
print-paper-a5 = Hoja A5
print-paper-a4-landscape = Hoja A4 apaisada
print-paper-a5-landscape = Hoja A5 apaisada
print-letters-large = letra muy grande
print-letters-normal = letra clara
print-button-open = 🖨 Imprimir
print-button-make = 🖨 Hacer el libro
print-button-a4 = Hoja A4
print-button-a5 = Hoja A5
print-button-large = Letra muy grande
print-button-normal = Letra clara
print-button-landscape = Apaisado
print-button-upright = Vertical
print-button-trimmed = Marcas de corte
print-button-untrimmed = Sin marcas
print-button-codes = Código de la voz
print-button-no-codes = Sin códigos
print-button-back = Volver al libro

# Mientras se hace.
print-waiting =
    🖨 Estoy preparando el libro.

    { $progress }
print-waiting-queue = { $ahead ->
    [one] Hay otro por delante.
   *[other] Hay { $ahead } por delante.
}
print-waiting-next = Es el siguiente.
print-waiting-closed = Ahora la imprenta está cerrada. Queda apuntado y llegará más tarde.
print-waiting-bar = { $bar } { $stage }
print-stage-pictures = Preparando las imágenes
print-stage-pages = Componiendo las páginas
print-button-cancel = Dejarlo
print-cancelled = De acuerdo, lo dejamos. El libro sigue aquí.

# Llega, o no.
print-file-name = libro-{ $layout }.pdf
print-arrived =
    📖 El libro, listo para imprimir. En papel se mira mejor, y juntos.

    Lleva historias: guárdalo en un sitio de confianza.
print-changed = El libro ha cambiado mientras lo preparaba. ¿Lo hago otra vez?
print-failed = Ahora no he podido preparar el libro. No se ha perdido nada. Inténtalo otra vez dentro de un rato.
print-too-large = El libro ya es muy grande para enviarlo por Telegram. Prueba con la hoja A5, o pide una copia a quien lleva el bot.
print-button-again = 🖨 Hacerlo otra vez
