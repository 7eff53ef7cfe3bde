# El libro de vida: en la conversación y en la página que se guarda.

book-title = El libro de { $name }
book-title-nameless = El libro de vida
book-told = De lo que contó { $name }
book-told-nameless = De lo contado
book-count = { $pages ->
    [one] Un recuerdo
   *[other] { $pages } recuerdos
}
book-pages = { $pages ->
    [one] 1 página
   *[other] { $pages } páginas
}
book-date = { $day } de { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
} de { $year }
book-note = Las imágenes imaginadas están hechas con IA a partir de lo contado. No son fotos.

# Portada, índice y capítulos.
book-cover = <b>{ $title }</b>
    { $told }

    { $count } · { $date }

    <i>{ $note }</i>
book-contents = <b>Índice</b>
book-contents-part = <b>{ $part }</b>
book-contents-chapter = { $stage } · { $pages }
book-chapter = <b>{ $stage }</b>
    { $part } · { $pages ->
    [one] página { $first }
   *[other] páginas { $first } a { $last }
}
book-contents-title = Índice

# Una página.
book-heading = <b>{ $title }</b>
book-quote-open = «
book-quote-close = »
book-quoted = <blockquote>«{ $words }»</blockquote>
book-retold = { $words }
book-only-voice = { $teller ->
    [person] 🔊 Está en su propia voz.
   *[other] 🔊 Está en la voz de quien lo cuenta.
  }
book-place-and-decade = { $place }, década de { $decade }.
book-place = { $place }.
book-decade = Década de { $decade }.
book-said = Lo contó { $teller } el { $date }.
book-told-by = Contado por { $teller } el { $date }.
book-teller-person = la persona
book-teller-companion = quien le acompaña
book-teller-family = su familia
book-line = <i>{ $text }</i>
book-label-words = Imagen imaginada · hecha con IA con las palabras de { $name }
book-label-told = Imagen imaginada · hecha con IA con lo que contó { $teller }
book-photo = Foto
book-photo-caption = Foto · { $caption }
book-place-in-book = { $stage } · página { $number } de { $count }
book-voice = 🔊 <b>{ $title }</b>

# Botones: como mucho, 24 letras.
book-button-open = Abrir ▶
book-button-next = ▶
book-button-previous = ◀
book-button-cover = Portada
book-button-contents = ☰ Índice
book-button-chapter = { $stage } ({ $pages })
book-button-stage = ↑ { $stage }
book-button-search = 🔎 Buscar
book-button-voice = 🔊 Escuchar
book-button-whole = 📄 Leer entero
book-button-edit = ✏️ Cambiar
book-button-title = Título
book-button-picture = Otra imagen
book-button-earlier = ⬆ Antes
book-button-later = ⬇ Después
book-button-take-out = Quitar del libro
book-button-put-back = ↩ Deshacer
book-button-taken-out = Páginas quitadas
book-button-older = Más páginas quitadas
book-button-back = Volver a la página
book-button-this = Poner esta
book-button-remove = Quitarla
book-button-remove-yes = Sí, quitarla
book-button-keep-it = Dejarla
book-button-export = 📖 Libro en una página

# Cambiar.
book-editing = <b>{ $title }</b>
    <i>{ $place }</i>

    ✏️ ¿Qué cambiamos en esta página?
book-ask-title = Escribe el título nuevo para <b>{ $title }</b>.
book-taken-out = <b>{ $title }</b> ya no está en el libro. El recuerdo sigue guardado.
book-taken-out-list = <b>Páginas quitadas</b>

    Toca una para que vuelva al libro.
book-none-taken-out = No hay páginas quitadas.
book-not-back = Este recuerdo no puede estar en el libro por ahora. Sigue guardado; puedes elegir otra página.
book-moved-to-end = Ya no se puede mover más en esta etapa.
book-choice = { $label }

    { $here ->
        [yes] Es la que se ve en la página. { $number } de { $count }
       *[no] { $number } de { $count }
    }
book-ask-remove = { $kind ->
    [photo] ¿Quitar esta foto del libro para siempre? Se va también lo que se hizo a partir de ella. No se puede recuperar.
    [learnt] ¿Quitar esta foto del libro? Se va también lo que se hizo a partir de ella. Lo que se aprende de ella sigue en /fotos.
   *[picture] ¿Quitar esta imagen para siempre? No se puede recuperar.
}
book-no-other-picture = Para esta página no hay más imágenes ni fotos.
book-page-gone = Esa página ya no está en el libro. Mira las demás en /libro.

# Buscar.
book-ask-search = Escribe una palabra y busco las páginas donde está.
book-found = { $count ->
    [one] Una página con <b>{ $words }</b>
   *[other] { $count } páginas con <b>{ $words }</b>
}
book-found-more = Las primeras { $count } páginas con <b>{ $words }</b>
book-not-found = No encuentro <b>{ $words }</b> en el libro. Prueba con otra palabra.

# Todavía vacío.
book-empty = 📖 El libro todavía está en blanco, esperando la primera historia.

    Lo que se cuente en una sesión entra aquí cuando dices que es para el libro.
book-empty-reader = 📖 El libro todavía está en blanco, esperando la primera historia.

    En cuanto haya una página, la verás aquí con /libro.
book-empty-waiting = 📖 El libro todavía está en blanco, pero ya hay historias contadas.

    Toca «Aún fuera del libro» y di de cada una quién puede verla.

# Aún fuera del libro, y apartadas.
book-button-waiting = Aún fuera del libro
book-button-waiting-back = Volver a las historias
book-button-more-stories = Más historias
book-button-set-aside = Historias apartadas
book-button-wanted = Quiere que esté
book-waiting-list = <b>Aún fuera del libro</b>

    Toca una historia para decir quién puede verla. Las que llevan ✓ ya tienen respuesta; puedes cambiarla.
book-none-waiting = No hay historias que esperen entrar en el libro.
book-set-aside-list = <b>Historias apartadas</b>

    Duelen, o se dejan en reposo: no entran en el libro y no las saco a relucir.
book-none-set-aside = No hay historias apartadas.
book-kept-out = Está apartada y no entra en el libro. Solo si { $name } pide que esté, toca «Quiere que esté».
book-resting = Se dejó en reposo después de un mal momento. Volverá cuando la mire quien decide sobre el cuidado.

# Corregir o borrar.
book-button-words = Las palabras
book-button-delete = 🗑 Borrar para siempre
book-button-delete-yes = Sí, borrarla
book-button-leave-it = Dejarla como está
book-ask-words = Escribe la historia entera como tiene que quedar. Ocupa el lugar de las palabras que hay; la voz se queda al lado.
book-words-now = Así queda ahora. ¿Está bien?
book-whose-words = Así queda ahora. ¿De quién son las palabras?
book-ask-delete = ¿Borrar <b>{ $title }</b> para siempre? Se van sus palabras, su voz, sus imágenes, sus fotos y su página. No se puede recuperar.
book-deleted = Borrada.

# La página que se guarda.
book-too-large = El libro ya es muy grande para enviarlo en una página. Prueba a imprimirlo, o pide una copia a quien lleva el bot.
book-html-carousel = Páginas de { $stage }
book-html-previous = Página anterior
book-html-next = Página siguiente
book-html-page = Página { $number }
book-html-skip = Ir a las páginas
book-html-voice = Escuchar «{ $title }»
book-html-alt = { $label }: { $title }

# Escribir y colocar.
book-button-linking = Frase de la página
book-button-when = Cuándo fue
book-button-add = ➕ Página con una foto
book-button-add-this = ➕ Añadirla
book-button-only-front = Dejar solo la primera
book-button-pictures = 🖼 { $number } de { $count }
book-button-no-line = Sin frase
book-button-own-line = La que había
book-button-unknown = No se sabe
book-button-decade = Años { $decade }
book-button-permission = Dar permiso
book-ask-linking = Escribe una frase corta para <b>{ $title }</b>: dónde fue, con quién, qué día era. Sale debajo de sus palabras.
book-ask-when = ¿De qué etapa es <b>{ $title }</b>?
book-ask-decade = ¿De qué años es <b>{ $title }</b>? Si no se sabe, no pasa nada.
book-add-when = 📷 Una página con una foto de verdad. ¿De qué etapa es?
book-add-photo =
    Envía la foto y escribe debajo, en el mismo mensaje, unas palabras si quieres.

    Mejor como archivo: así se imprime bien.
book-add-permission = Para guardar fotos, primero alguien tiene que dar permiso. Después vuelve aquí con /libro.
book-button-family = Espera a la familia
book-button-family-so = Fue así
book-button-family-not_so = No, o no se sabe
book-button-family-slip = Se tocó sin querer
book-ask-family =
    <b>{ $title }</b>

    Al mirar la imagen salió algo que nadie había contado. ¿Lo sabe la familia?

    Pregúntale sin la persona delante y toca lo que diga. Si nadie lo sabe, la imagen enseñada se quita; la historia se queda.
book-ask-family-heard =
    <b>{ $title }</b>

    Al mirar la imagen salió algo que nadie había contado:
    <i>{ $detail }</i>

    ¿Lo sabe la familia? Pregúntale sin la persona delante y toca lo que diga. Si nadie lo sabe, la imagen enseñada se quita; la historia se queda.
book-page-full = Esta página ya está llena. Con «Otra imagen» puedes quitar alguna antes.
book-button-together = 👀 Mirar juntos
