# Descargar todo: un archivo que se puede leer sin este bot.

download-button = Descargar todo
download-ask =
    Preparo un archivo ZIP con <b>todo</b>: el libro, los recuerdos, las voces, las fotos, las imágenes imaginadas, los permisos y los resúmenes.

    Llega a este chat, y Telegram también lo guarda. <b>No va cifrado</b>: quien tenga el archivo puede leerlo.
download-yes = Prepararlo
download-here = { $of ->
    [1] Aquí está todo. Guárdalo en un lugar seguro.
   *[other] Parte { $number } de { $of }. Guárdalas juntas, en un lugar seguro.
}
download-file = { $of ->
    [1] vivencia.zip
   *[other] vivencia-{ $number }-de-{ $of }.zip
}
download-too-large =
    Es demasiado grande para mandarlo por Telegram. No se pierde nada: quien lleva este bot puede sacarlo en su máquina y entregároslo. Dile que use:

    <code>vivencia export { $person } --to CARPETA</code>
download-somebody = alguien que ya no está en el círculo
download-quoted = «{ $words }»
download-readme-file = LEEME.txt
download-book-file = libro.html
download-memories-file = recuerdos.txt
download-lacking-file = FALTA.txt
download-lacking-note = { $count ->
    [one] Aquí falta un archivo: está dañado donde se guardaba
   *[other] Aquí faltan { $count } archivos: están dañados donde se guardaban
}. Todo lo demás está. Pide a quien lleva el bot que lo recupere de una copia de seguridad, y descarga todo otra vez.
download-lacking = { $count ->
    [one] Dentro falta un archivo: una imagen, una foto o una grabación que aquí está dañada
   *[other] Dentro faltan { $count } archivos: imágenes, fotos o grabaciones que aquí están dañadas
}. En FALTA.txt, dentro, pone cuáles. Avisa a quien lleva el bot, que quizá lo recupere de una copia. Después, descarga todo otra vez.
download-readme =
    Todo lo que Vivencia guarda de { $name }, el { $day }.

    libro.html: el libro de vida; se abre con cualquier navegador.
    recuerdos.txt: todos los recuerdos, también los que no están en el libro.
    voices: las notas de voz. photos: las fotos de verdad. photos_to_look_at: las que aún no se han mirado.
    imagined_pictures: imágenes imaginadas, hechas por un programa. No son fotos, y cada una lo dice.
    summaries: los resúmenes de las sesiones.
    data: lo mismo en JSON, con los permisos: quién los dio y cuándo.

    No está cifrado. Guárdalo en un lugar seguro.
