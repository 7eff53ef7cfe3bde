# El resumen en PDF: la espera y la llegada.

summary-waiting =
    🖨 Estoy preparando el resumen.

    { $progress }
summary-arrived = 📄 El resumen en PDF. Es solo para quien lleva la terapia: guárdalo en un lugar seguro.
summary-file-name = { $layout ->
   *[other] resumen.pdf
}
summary-changed = El resumen ha cambiado mientras lo preparaba. ¿Lo hago otra vez?
summary-failed = Ahora no he podido preparar el PDF. El resumen sigue aquí. Inténtalo otra vez dentro de un rato.
summary-too-large = El resumen es demasiado grande para enviarlo. Míralo aquí, bloque a bloque.
