# /fotos: de quién son, qué se ha visto en cada una, y qué falta todavía.

photos-whose =
    <b>Las fotos de { $name }</b>

    ¿De qué época son? También pueden ser de otra persona, un animal, un sitio o una cosa.
photos-the-person = la persona
photos-somebody = alguien que ya no está
photos-element = { $label } · { $good }/10
photos-element-enough = { $label } · ✓ { $good }
photos-add = Otra persona o cosa
photos-age-young = { $name }, de joven
photos-age-young-nameless = De joven
photos-age-adult = { $name }, en plena vida
photos-age-adult-nameless = En plena vida
photos-age-old = { $name }, de mayor
photos-age-old-nameless = De mayor

photos-permission = Antes de guardar fotos: ¿quién da permiso?
photos-permission-unkept = Antes de guardar fotos: ¿quién da permiso? Aún no he guardado lo que has mandado; después de esto, mándalo otra vez.
photos-send-again = Gracias. Ya puedo guardar fotos. Lo que mandaste antes no está guardado: mándalo otra vez, por favor.
photos-needs-owner = Para guardar fotos falta un permiso, y hasta entonces no guardo ninguna. Pídeselo a la persona responsable: lo da en /fotos. Después, mándalas otra vez.
photos-likeness-person = Si lo permitís, aprendo cómo era { $name } con las fotos, y comparo las caras para saber si es la misma persona. Lo aprendido se queda en esta máquina; las fotos enviadas están también en Telegram. ¿Quién da permiso?
photos-likeness-relative = Para aprender cómo es { $name } hace falta su permiso; si es menor, el de sus padres o tutores. ¿Quién lo ha dado?
photos-likeness-couple = Para aprender cómo son { $name } hace falta el permiso de los dos; si alguno ya murió, el de su familia. ¿Lo han dado?
photos-likeness-shown = Mayor de edad: dijo sí
photos-likeness-guardian = Es menor: sus padres sí
photos-likeness-family = Ya murió: la familia sí
photos-likeness-both = Sí, los dos dijeron sí
photos-likeness-one-gone = Alguno murió: familia sí
photos-likeness-nobody = Nadie todavía
photos-compared-now = Gracias. Vuelvo a mirar las fotos que ya había, ahora también de quién son.
photos-allow = Dar permiso
photos-whose-works = Decir de quién son

photos-board-title = <b>{ $title }</b>
photos-board-good = { $good ->
    [0] Todavía no hay fotos que valgan. Lo ideal son { $wanted }.
    [one] ✅ 1 foto buena de { $wanted }.
   *[other] ✅ { $good } fotos buenas de { $wanted }.
}
photos-board-enough = ✅ { $good } fotos buenas, y ya bastan. Si hay más, mejor.
photos-board-doubtful = { $count ->
    [one] ❔ 1 espera que digas algo.
   *[other] ❔ { $count } esperan que digas algo.
}
photos-board-unjudged = { $count ->
    [one] ⏳ 1 por mirar.
   *[other] ⏳ { $count } por mirar.
}
photos-board-sender = De { $name }: { $sent }, y { $good ->
    [0] todavía ninguna vale.
    [one] vale 1.
   *[other] valen { $good }.
}
photos-board-not-allowed = Falta el permiso para aprender su parecido: hasta entonces solo las guardo.
photos-board-whose = Falta decir de quién son las obras: hasta entonces solo las guardo.
photos-board-known = Ya sé dibujarlo: sale en las imágenes por su nombre. Con fotos puede parecerse más.
photos-board-try = ¿Vemos antes si ya sé dibujarlo? Entonces no hacen falta fotos.
photos-next = Lo siguiente: <b>{ $wish }</b>
photos-later = Y más adelante: { $wishes }.
photos-complete = No falta nada. Gracias.
photos-send-here = Mándalas aquí mismo: sueltas, en álbum o como archivo.

photos-send-profile = una de perfil, por favor
photos-send-three-quarter = una con la cara un poco girada
photos-send-smiling = una en la que sonría
photos-send-whole = una de cuerpo entero
photos-send-close-up = una de la cara, de cerca
photos-send-clothes = una con otra ropa
photos-send-light = una con otra luz
photos-send-outdoors = una al aire libre
photos-send-indoors = una dentro de casa
photos-send-more = cualquiera que tengas
photos-wish-profile = de perfil
photos-wish-three-quarter = con la cara algo girada
photos-wish-smiling = sonriendo
photos-wish-whole = de cuerpo entero
photos-wish-close-up = de cerca
photos-wish-clothes = con otra ropa
photos-wish-light = con otra luz
photos-wish-outdoors = al aire libre
photos-wish-indoors = dentro de casa

photos-board = Ver cómo vamos
photos-teach = Aprender con ellas
photos-try = Ver si ya sé dibujarlo
photos-tried = Ver lo que dibujé
photos-doubts = Decidir ({ $count })
photos-again = Mirarlas ahora
photos-list = Ver las fotos
photos-change = Cambiar
photos-ask-family = Pedir a la familia
photos-family-asked = { $count ->
    [one] Se lo he pedido a 1 persona.
   *[other] Se lo he pedido a { $count } personas.
}
photos-family-asked-morning = { $count ->
    [one] A estas horas no: se lo pido a 1 persona a las 9 de la mañana.
   *[other] A estas horas no: se lo pido a { $count } personas a las 9 de la mañana.
}
photos-family-asked-today = Hoy ya se ha pedido. Mañana se puede pedir otra vez.
photos-family-request = 📷 { $asker } pregunta si tenéis fotos: <b>{ $title }</b>. Ayudaría { $wish }. Toca /fotos y mándala aquí.

photos-waiting = { $count ->
    [0] 📷 Recibiendo…
    [one] 📷 1 recibida. Espera un momento…
   *[other] 📷 { $count } recibidas. Espera un momento…
}
photos-waiting-seen = { $seen ->
    [0] 📷 Recibidas: { $count }. Las estoy mirando…
   *[other] 📷 Recibidas: { $count }. Miradas: { $seen }…
}
photos-waiting-closed = { $count ->
    [0] 📷 Recibiendo…
    [one] 📷 1 recibida y guardada. La miro en cuanto la máquina esté libre; no hace falta esperar.
   *[other] 📷 { $count } recibidas y guardadas. Las miro en cuanto la máquina esté libre; no hace falta esperar.
}

photos-told = 📷 <b>{ $title }</b>
photos-told-good = { $count ->
    [one] ✅ 1 es buena. Gracias.
   *[other] ✅ { $count } son buenas. Gracias.
}
photos-told-left = { $count ->
    [one] ⏳ 1 está guardada, pero ahora no he podido mirarla. Prueba luego con el botón.
   *[other] ⏳ { $count } están guardadas, pero ahora no he podido mirarlas. Prueba luego con el botón.
}
photos-finding-no-picture = { $count ->
    [one] ▫️ 1 archivo no es una foto que sepa leer. Mándalo como foto, o manda una captura de pantalla.
   *[other] ▫️ { $count } archivos no son fotos que sepa leer. Mándalos como fotos, o manda capturas de pantalla.
}
photos-finding-broken = { $count ->
    [one] ▫️ 1 está dañada y no se abre. Manda otra copia.
   *[other] ▫️ { $count } están dañadas y no se abren. Manda otra copia.
}
photos-finding-moving = { $count ->
    [one] ▫️ 1 es un vídeo o una animación. Manda una foto quieta.
   *[other] ▫️ { $count } son vídeos o animaciones. Manda fotos quietas.
}
photos-finding-huge = { $count ->
    [one] ▫️ 1 foto ocupa demasiado al abrirla. Mándala como foto, no como archivo.
   *[other] ▫️ { $count } fotos ocupan demasiado al abrirlas. Mándalas como fotos, no como archivos.
}
photos-finding-made = { $count ->
    [one] ▫️ 1 es una imagen imaginada, no una foto. Manda una foto de verdad.
   *[other] ▫️ { $count } son imágenes imaginadas, no fotos. Manda fotos de verdad.
}
photos-finding-unsafe = { $count ->
    [one] ▫️ No he guardado 1 foto: parece que sale alguien sin ropa. Manda otra en la que esté con ropa.
   *[other] ▫️ No he guardado { $count } fotos: parece que sale alguien sin ropa. Manda otras en las que esté con ropa.
}
photos-finding-says-made = { $count ->
    [one] ▫️ El archivo de 1 dice que la ha hecho una IA. Si es una foto de verdad, la persona responsable puede decirlo en Decidir; si no, manda otra.
   *[other] ▫️ Los archivos de { $count } dicen que las ha hecho una IA. Si son fotos de verdad, la persona responsable puede decirlo en Decidir; si no, manda otras.
}
photos-finding-small = { $count ->
    [one] ▫️ 1 es muy pequeña. Mándala como archivo, o busca una más grande.
   *[other] ▫️ { $count } son muy pequeñas. Mándalas como archivo, o busca otras más grandes.
}
photos-finding-blurred = { $count ->
    [one] ▫️ 1 está movida. Manda una más nítida.
   *[other] ▫️ { $count } están movidas. Manda otras más nítidas.
}
photos-finding-dark = { $count ->
    [one] ▫️ 1 está muy oscura. Manda una con más luz.
   *[other] ▫️ { $count } están muy oscuras. Manda otras con más luz.
}
photos-finding-bright = { $count ->
    [one] ▫️ 1 tiene demasiada luz. Manda una menos clara.
   *[other] ▫️ { $count } tienen demasiada luz. Manda otras menos claras.
}
photos-finding-same = { $count ->
    [one] ▫️ Ya tenemos 1, o una casi igual. Manda otra distinta.
   *[other] ▫️ Ya tenemos { $count }, o casi iguales. Manda otras distintas.
}
photos-finding-no-face = { $count ->
    [one] ▫️ En 1 no encuentro la cara. Manda una en la que se vea bien.
   *[other] ▫️ En { $count } no encuentro la cara. Manda otras en las que se vea bien.
}
photos-finding-small-face = { $count ->
    [one] ▫️ En 1 la cara sale muy lejos. Manda una de más cerca.
   *[other] ▫️ En { $count } la cara sale muy lejos. Manda otras de más cerca.
}
photos-finding-several-faces = { $count ->
    [one] ▫️ En 1 hay varias caras. Toca Decidir y dime cuál es.
   *[other] ▫️ En { $count } hay varias caras. Toca Decidir y dime cuál es.
}
photos-finding-crowd = { $count ->
    [one] ▫️ En 1 hay varias personas, y sin su permiso no aprendo caras. Manda una en la que esté a solas.
   *[other] ▫️ En { $count } hay varias personas, y sin su permiso no aprendo caras. Manda otras en las que esté a solas.
}
photos-finding-others-too = { $count ->
    [one] ▫️ En 1 sale alguien más que los dos, y sin su permiso no aprendo caras. Manda una de los dos solos.
   *[other] ▫️ En { $count } sale alguien más que los dos, y sin su permiso no aprendo caras. Manda otras de los dos solos.
}
photos-finding-not-both = { $count ->
    [one] ▫️ En 1 no encuentro las dos caras. Manda una en la que se vean bien los dos.
   *[other] ▫️ En { $count } no encuentro las dos caras. Manda otras en las que se vean bien los dos.
}
photos-finding-people = { $count ->
    [one] ▫️ En 1 se ve a alguien, y sin su permiso no aprendo caras. Manda otra sin gente.
   *[other] ▫️ En { $count } se ve a alguien, y sin su permiso no aprendo caras. Manda otras sin gente.
}
photos-finding-somebody-else = { $count ->
    [one] ▫️ 1 parece de otra persona. Toca Decidir, o manda otra.
   *[other] ▫️ { $count } parecen de otra persona. Toca Decidir, o manda otras.
}
photos-finding-unsure-who = { $count ->
    [one] ❔ De 1 no sé si es la misma persona. Toca Decidir.
   *[other] ❔ De { $count } no sé si es la misma persona. Toca Decidir.
}
photos-finding-soft = { $count ->
    [one] 1 es un poco borrosa, pero sirve.
   *[other] { $count } son un poco borrosas, pero sirven.
}
photos-finding-grey = { $count ->
    [one] 1 es en blanco y negro: también sirve.
   *[other] { $count } son en blanco y negro: también sirven.
}
photos-finding-straightened = { $count ->
    [one] 1 era una foto de papel: la he enderezado y recortado.
   *[other] { $count } eran fotos de papel: las he enderezado y recortado.
}

photos-doubt-several-faces = ¿Cuál es { $name }?
photos-doubt-crowd = Aquí hay varias personas y no distingo a { $name }. No aprendo de quien no ha dado permiso: manda otra donde esté a solas.
photos-doubt-others-too = Aquí sale alguien más que { $name }. No aprendo de quien no ha dado permiso: manda otra de los dos solos.
photos-doubt-not-both = No encuentro las dos caras de { $name }. ¿Usamos igual esta foto?
photos-doubt-people = En esta se ve a alguien, y sin su permiso no aprendo caras. ¿O es un muñeco, una estatua o un cuadro?
photos-doubt-somebody-else = Me parece otra persona, pero puedo equivocarme. ¿Usamos esta foto para { $name }?
photos-doubt-unsure-who = ¿Es { $name }?
photos-doubt-says-made = El archivo dice que la ha hecho una IA. ¿Es una foto de verdad, que alguien coloreó o retocó después? Solo así puedo aprender de ella, y lo decide la persona responsable.
photos-doubt-same = Se parece mucho a otra que ya tenemos. ¿La usamos igual?
photos-doubt-no-face = No encuentro la cara de { $name }. ¿La usamos igual?
photos-doubt-small-face = La cara de { $name } sale muy lejos. ¿La usamos igual?
photos-doubt-small = Es muy pequeña, y el parecido puede salir peor. ¿La usamos igual?
photos-doubt-blurred = Está movida, y el parecido puede salir peor. ¿La usamos igual?
photos-doubt-dark = Está muy oscura. ¿La usamos igual?
photos-doubt-bright = Tiene demasiada luz. ¿La usamos igual?
photos-doubt-later = Luego
photos-use-anyway = Usarla igual
photos-which-face = Elegir la cara
photos-nobody-real = No es nadie real
photos-leave-out = No usarla
photos-real = Es de verdad
photos-is-them = Sí, es
photos-is-not-them = No, no es
photos-remove = Quitarla
photos-decided = De esa ya se ha dicho algo.
photos-used = De acuerdo: la usamos.
photos-not-used = De acuerdo: esa no.
photos-removed = Quitada.
photos-gone = Esa ya no está.

photos-listed = { $number } · { $what }
photos-line-good = ✅ { $facts }
photos-line-blocked = ▫️ no se usa · { $facts }
photos-line-sender = de { $sender }
photos-pose-frontal = de frente
photos-pose-three-quarter = con la cara algo girada
photos-pose-profile = de perfil
photos-seen-smiling = sonriendo
photos-framing-close-up = de cerca
photos-framing-half = de medio cuerpo
photos-framing-whole = de cuerpo entero
photos-move = No va aquí
photos-move-where = ¿Para quién o para qué es esta foto?

photos-add-what = ¿De quién o de qué son las fotos?
photos-kind-person = La persona
photos-kind-relative = Otra persona
photos-kind-pet = Un animal
photos-kind-place = Un sitio
photos-kind-object = Una cosa
photos-kind-style = Sus cuadros
photos-name-person = ¿Cómo se llama? Escríbelo.
photos-name-relative = ¿Cómo se llama? Escribe el nombre que usáis en casa.
photos-name-pet = ¿Cómo se llama el animal? Escríbelo.
photos-name-place = ¿Cómo llamáis a ese sitio? Escríbelo.
photos-name-object = ¿Cómo llamáis a esa cosa? Escríbelo.
photos-name-style = ¿Cómo llamamos a esos cuadros o dibujos? Escríbelo.
photos-there-already = { $name } ya está aquí: se juntan las fotos de todos. Si es otra persona o cosa, añádela con un nombre distinto.
photos-noun = ¿Qué es { $name }? Toca, o escríbelo con una palabra.
photos-noun-relative = ¿A quién se ve en las fotos de { $name }? Toca, o escríbelo con una palabra.
photos-noun-unknown = Esa palabra no la conozco. Prueba con otra más sencilla, o toca una de estas.
photos-noun-forgets = Si cambia quién es { $name }, hay que pedir el permiso otra vez: se borra lo aprendido y se apartan las imágenes hechas con ello. Las fotos se quedan. ¿Lo cambio?
photos-forgets-too = ⚠️ Lo que aprendí de <b>{ $others }</b> se apoya en { $name }: también se borra, con las imágenes hechas con ello, y habrá que aprenderlo otra vez.
photos-noun-sure = Sí, cambiarlo
photos-class-woman = Una mujer
photos-class-man = Un hombre
photos-class-girl = Una niña
photos-class-boy = Un niño
photos-class-couple = Una pareja
photos-class-dog = Un perro
photos-class-cat = Un gato
photos-class-bird = Un pájaro
photos-class-horse = Un caballo
photos-class-house = Una casa
photos-class-village = Un pueblo
photos-class-church = Una iglesia
photos-class-beach = Una playa
photos-class-street = Una calle
photos-class-car = Un coche
photos-class-boat = Una barca
photos-class-guitar = Una guitarra
photos-class-doll = Una muñeca
photos-class-painting = Cuadros
photos-class-watercolour = Acuarelas
photos-class-drawing = Dibujos
photos-class-embroidery = Bordados
photos-works = ¿De quién son estas obras? Solo aprendo la mano de la persona o de la familia.
photos-works-own = De la persona
photos-works-family = De la familia, con su sí
photos-works-other = De otro artista
photos-works-refuse-ask = { $count ->
    [one] Si son de otro artista, borro la foto que hay. ¿Seguro?
   *[other] Si son de otro artista, borro las { $count } fotos que hay. ¿Seguro?
}
photos-works-refuse = Sí, borrarlas
photos-works-refused = De otros artistas no aprendo la mano ni guardo las obras. Para las imágenes puedes elegir óleo, lápiz o suave en /imagenes.

photos-edit =
    <b>{ $title }</b>

    Qué es: { $noun }
    También se llama: { $aliases }
    Años de las fotos: { $years }
photos-edit-name = Nombre
photos-edit-aliases = Otros nombres
photos-edit-years = Años
photos-edit-noun = Qué es
photos-edit-remove = Quitarlo
photos-ask-name = ¿Cómo se llama? Ahora: { $name }.
photos-ask-aliases = ¿De qué otras maneras llamáis a { $name }? Escríbelas separadas por comas.
photos-no-aliases = Ninguno
photos-ask-years = ¿De qué años son las fotos de { $name }? Por ejemplo: 1950-1965.
photos-name-unclear = Necesito un nombre de { $most } letras como mucho. Escríbelo, por favor.
photos-years-unclear = Ahí no he encontrado ningún año. Escríbelo con cuatro cifras, como 1958, o así: 1950-1965.
photos-remove-ask = Si quito { $name }, se borran sus fotos y lo que se haya aprendido, y se apartan las imágenes hechas con ello. ¿Lo quito?
photos-remove-yes = Sí, quitarlo

photos-what-for = 📷 ¿Para qué son estas fotos? Las guardo y tú eliges.
photos-what-for-held = { $count ->
    [one] 📷 Tengo 1 foto tuya sin destino. ¿Para qué es?
   *[other] 📷 Tengo { $count } fotos tuyas sin destino. ¿Para qué son?
}
photos-what-for-left = 📷 Estas fotos las mandó alguien que ya no está en el círculo. ¿Para qué son?
photos-held = Sin destino ({ $count })
photos-held-left = De quien salió ({ $count })
photos-for-page = Una página del libro
photos-let-go = No guardarlas
photos-let-gone = De acuerdo, no las guardo.
photos-which-memory = ¿Con qué recuerdo va?
photos-on-page = { $count ->
    [one] Guardada con su recuerdo.
   *[other] Las { $count } están guardadas con su recuerdo.
}
photos-not-on-page = { $count ->
    [one] No he podido poner 1 foto en su página:
   *[other] No he podido poner { $count } fotos en su página:
}
photos-not-yours = Las fotos las manda la familia. Si tienes una, pásasela a la persona responsable.
