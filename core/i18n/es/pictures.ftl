# Imágenes imaginadas: de un recuerdo guardado a su página.

# La escena, en una frase, y sus partes.
pictures-offer =
    <b>{ $scene }.</b>

    ¿Hacemos una imagen?
pictures-offer-style = Estilo: { $style }
pictures-scene-at = { $place }: { $rest }
pictures-scene-with = con { $thing }
pictures-around = hacia { $year }
pictures-nothing-known = Para hacer una imagen necesito saber algo más: dónde era, o qué se hacía.
pictures-off = Las imágenes imaginadas están apagadas. Se encienden en /persona. Una foto de verdad siempre sirve.
pictures-change =
    Así es la escena. Toca lo que no sea así:

    { $fields }
pictures-line = <b>{ $aspect }:</b> { $text }
pictures-line-unknown = <b>{ $aspect }:</b> no se sabe
pictures-field =
    { $field }

    Escribe cómo era. Lo que no se sabe no se dibuja.
pictures-feeling =
    { $field }

    ¿Qué se sentía al contarlo?

pictures-aspect-who = Quién
pictures-aspect-where = Dónde
pictures-aspect-when = Cuándo
pictures-aspect-doing = Qué se hace
pictures-aspect-light = La luz
pictures-aspect-object = Un objeto
pictures-aspect-feeling = La sensación

pictures-button-change = Cambiar
pictures-button-tell-scene = Decir algo más
pictures-button-done = Ya está
pictures-button-unknown = No se sabe
pictures-button-style = Estilo
pictures-button-photo = Una foto de verdad

# Los estilos.
pictures-styles = ¿Cómo la hacemos?
pictures-style-soft = Suave
pictures-style-photographic = Realista
pictures-style-pencil = A lápiz
pictures-style-oil = Al óleo
pictures-style-greyscale = En blanco y negro
pictures-style-warning =
    <b>{ $style }</b>

    Cuanto más real parece una imagen, más fácil es tomarla por algo que pasó. La suave engaña menos. ¿Abrimos este estilo?
pictures-style-shut = Ese estilo está cerrado. Lo abre quien lleva la terapia o la persona responsable. Pídeselo.
pictures-button-open-style = Abrirlo
pictures-button-stay-soft = Seguir con la suave

# Mientras se hace.
pictures-waiting =
    Estoy haciendo la imagen. Lo que se va viendo es solo un borrador imaginado.

    { $progress }
pictures-waiting-queue = { $ahead ->
    [one] Hay una por delante.
   *[other] Hay { $ahead } por delante.
}
pictures-waiting-next = Es la siguiente.
pictures-waiting-closed = Ahora mismo no puedo dibujar. Queda apuntada y llegará más tarde.
pictures-waiting-bar = { $bar } { $stage }
pictures-waiting-left = { $minutes ->
    [0] Falta menos de un minuto.
    [one] Falta un minuto, más o menos. Puedes seguir mientras tanto.
   *[other] Faltan unos { $minutes } minutos: este ordenador dibuja despacio. Sigue mientras tanto; no se pierde nada.
}
pictures-stage-loading = Preparando
pictures-stage-drawing = Dibujando
pictures-stage-drawing-slower = Dibujando, más despacio: falta memoria
pictures-stage-slot-person = Ahora la persona, tal como era
pictures-stage-slot-relative = Ahora la familia
pictures-stage-slot-pet = Ahora la mascota
pictures-stage-slot-object = Ahora sus cosas
pictures-stage-finishing = Acabando
pictures-button-meanwhile = Seguimos mientras tanto
pictures-button-cancel = Dejarlo
pictures-next-time = Cuando esté, la vemos al empezar otro día.
pictures-will-tell = Te aviso cuando esté.
pictures-arrived = Hay imágenes nuevas para mirar: /imagenes
pictures-cannot-now = Ahora no puedo hacer la imagen. El recuerdo está guardado. Otro día, en /imagenes, lo intento otra vez.
pictures-enough = Por hoy lo dejamos sin imagen. La historia ya está guardada, y es lo que vale.

# Lo que solo ve quien acompaña.
pictures-candidate =
    <b>Solo lo ves tú.</b>

    { $caption }
pictures-album =
    <b>Solo las ves tú.</b> ¿Cuál se parece a lo contado?

    { $caption }
pictures-button-show = Enseñar
pictures-button-keep = Esta
pictures-button-another = Otra
pictures-button-more = { $count ->
    [4] Cuatro más
   *[other] { $count } más
}
pictures-button-none = Ninguna
pictures-button-ways = Otras formas…
pictures-ways = ¿Qué probamos en su lugar?
pictures-doubted = En la primera no sé si { $name } ha salido bien. Toca dónde está y dibujo otra vez solo eso.
pictures-button-where = ¿Dónde está { $name }?

# La imagen elegida.
pictures-caption = <i>{ $label }</i>
pictures-label-words = Imagen imaginada · hecha con IA con las palabras de { $name }
pictures-label-words-nameless = Imagen imaginada · hecha con IA con sus palabras
pictures-label-told = Imagen imaginada · hecha con IA con lo que contó { $name }
pictures-label-told-nameless = Imagen imaginada · hecha con IA con lo que se contó
pictures-kept =
    Guardada con su recuerdo.

    { $caption }
pictures-button-show-now = Enseñarla ahora
pictures-button-file = Enviarme el archivo
pictures-reveal-screen =
    { $line }

    { $caption }
pictures-reveal = 🗣 Esta imagen la hemos hecho con lo que me { $register ->
    [tu] contaste
   *[usted] contó
}. No es una foto. ¿Qué le { $register ->
    [tu] cambiarías
   *[usted] cambiaría
}?
pictures-button-likes = Le gusta
pictures-button-not-so = No era así
pictures-button-that-day = «Ese día yo…»
pictures-on-page = Ya está en su página del libro.
pictures-with-memory = Se queda guardada con su recuerdo.
pictures-not-so = 🗣 { $register ->
    [tu] Tienes
   *[usted] Tiene
} razón, no era así. { $register ->
    [tu] Tu
   *[usted] Su
} historia es mejor.
pictures-gone =
    { $line }

    La imagen ya no está. No hace falta insistir.
pictures-detail =
    A veces una imagen parece un recuerdo. No lo confirmes ni lo corrijas: escucha.

    ¿Qué detalle ha dicho? Escríbelo, o sigue. Lo guardo aparte: hasta que la familia lo confirme, ni el detalle ni la imagen están en el libro.

    Eso se arregla después, también si lo has tocado sin querer: en /libro, en la página de este recuerdo, toca «✏️ Cambiar» y luego «Espera a la familia».
pictures-detail-apart = Un detalle va escrito, con { $most } letras como mucho. Esto lo guardo como historia: si es lo que dijo al ver la imagen, elige «Solo nosotros» hasta que la familia lo confirme.
pictures-detail-kept =
    Guardado aparte. Hasta que la familia lo confirme, ni el detalle ni la imagen están en el libro.

    Cuando lo sepa, abre /libro: en la página de este recuerdo, toca «✏️ Cambiar» y luego «Espera a la familia».
pictures-file =
    El archivo entero, con su firma. Sirve para imprimirla: en papel se mira mejor.

    { $caption }
pictures-file-name = imagen-imaginada.jpg
pictures-button-recipe = Cómo se hizo
pictures-recipe = Cómo se hizo, para otros programas de dibujo. El archivo lleva palabras de la historia: dáselo solo a quien sea de confianza.
pictures-recipe-name = como-se-hizo.txt

# /imagenes
pictures-list = ¿De qué recuerdo hacemos una imagen?
pictures-list-empty = No hay recuerdos esperando una imagen. Cuando se cuente otro, aparecerá aquí.
pictures-button-arrived = Ver las nuevas
pictures-button-earlier-page = ◀
pictures-button-later-page = ▶

# Una foto de verdad.
pictures-send-photo = Envía la foto. Mejor como archivo: así no pierde calidad.
pictures-send-photo-please = Aquí espero una foto. Envíala, o toca Seguir.
pictures-photo-kept = Una foto de verdad, guardada con su recuerdo.
pictures-photo-permission = ¿Quién da permiso para guardar fotos?
pictures-photo-needs-owner = Para guardar fotos falta un permiso. Pídeselo a la persona responsable: lo da en /fotos.
pictures-button-the-person = La persona
pictures-button-representative = Soy su representante
pictures-button-carer = Soy quien cuida
