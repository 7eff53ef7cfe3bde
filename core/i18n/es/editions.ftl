# Lo que se ha hecho del libro: se recibe, se envía a alguien del círculo, se guarda un tiempo.

page-file-name = libro.html
page-arrived = 📖 El libro entero en una página. Ábrelo en el móvil o en el ordenador; se puede imprimir. Lleva historias: guárdalo en un sitio de confianza.

# Qué es cada cosa, dentro de una frase.
editions-name-page = el libro en una página, para el móvil o el ordenador
editions-name-print = el libro para imprimir, en hoja { $paper }{ $large ->
    [yes] { " " }y con letra muy grande
   *[no] { "" }
}
editions-name-video = el libro en vídeo
editions-name-about = la hoja para quien le cuida

# Llevárselo.
editions-take =
    📦 <b>Llevarse el libro</b>

    En papel, en una página para el móvil o el ordenador, o en vídeo.
editions-damaged = { $count ->
    [one] Una página va sin una imagen, una foto o una voz, porque el archivo está dañado: { $titles }
   *[other] { $count } páginas van sin una imagen, una foto o una voz, porque los archivos están dañados: { $titles }
}. Todo lo demás está. Avisa a quien lleva el bot, que quizá lo recupere de una copia. Después, vuelve a hacerlo.
editions-button-take = 📦 Llevárselo
editions-button-list = 🗂 Lo ya hecho

# Lo ya hecho.
editions-list =
    🗂 <b>Lo ya hecho</b>

    De cada cosa se guarda la última, y durante un año la última de cada mes.
editions-none =
    🗂 <b>Lo ya hecho</b>

    Todavía nada. Lo que hagas del libro quedará aquí.
editions-button-entry = { $kind ->
    [page] 📖 Página
    [print] 🖨 { $code }
    [video] 🎬 Vídeo
   *[about] 👤 Sobre mí
} · { $date }
editions-button-older = Más antiguas
editions-one =
    Es { $name }, del { $date }.{ $pages ->
        [0] { "" }
        [one] { " " }Tiene un recuerdo.
       *[other] { " " }Tiene { $pages } recuerdos.
    }{ $any ->
        [no] { "" }
       *[other] { " " }Se envió a: { $sent }.
    }
editions-button-get = 📥 Recibirlo
editions-button-share = 📤 Enviar a…
editions-button-delete = Borrarlo
editions-button-back = Volver
editions-button-back-one = Volver
editions-ask-delete = ¿Borro { $name }? Se puede hacer otra vez, y el libro no cambia.
editions-button-delete-yes = Sí, borrarlo
editions-button-keep = No, dejarlo
editions-deleted = Borrado. El libro sigue como está.
editions-gone = Eso ya no está. En 📦 Llevárselo se puede hacer otra vez.

# Enviar a alguien del círculo.
editions-share-whom =
    📤 ¿A quién envío { $name }?{ $any ->
        [no] { "" }
       *[other] { " " }No reciben mensajes míos, porque así lo han pedido: { $quiet }. Está en /libro cuando se quiera.
    }
editions-share-nobody =
    Ahora mismo no hay nadie más a quien enviarlo.{ $any ->
        [no] { " " }En /circulo puedes invitar a alguien de la familia.
       *[other] { " " }No reciben mensajes míos, porque así lo han pedido: { $quiet }. Está en /libro cuando se quiera.
    }
editions-share-confirm = ¿Envío a <b>{ $to }</b> { $name }? Una vez enviado, se lo queda.
editions-share-ask = ¿Pido permiso para enviar a <b>{ $to }</b> { $name }? Lo decide quien responde de este espacio.
editions-button-send = Sí, enviar
editions-button-ask = Sí, pedirlo
editions-button-not = No
editions-share-asked = He pedido permiso para enviárselo a { $to }. Cuando respondan, te aviso.
editions-leave =
    📤 { $by } quiere enviar a <b>{ $to }</b> { $name }.

    Son historias de { $person }. ¿Se lo envío?
editions-leave-about =
    📤 { $by } quiere enviar a <b>{ $to }</b> { $name }.

    Lleva datos de { $person }, para quien le cuida. ¿Se lo envío?
editions-leave-given = Permiso dado: ya se lo he enviado a { $to }.
editions-leave-too-late = Hay permiso, pero no se ha podido enviar: lo que querías enviar ya no está, o quien iba a recibirlo ya no está en el círculo o prefiere que no le escriba. En /libro, con 📦 Llevárselo, puedes hacerlo otra vez o elegir a otra persona.
editions-leave-refused = Esta vez no se envía nada a { $to }. Puedes hablarlo con quien responde de este espacio.
editions-leave-answered = { $went ->
    [yes] { $who } ya ha contestado: se ha enviado a { $to }. No tienes que hacer nada.
   *[no] { $who } ya ha contestado: no se envía nada a { $to }. No tienes que hacer nada.
}
editions-not-sent = De acuerdo, no se envía.
editions-sent = 📤 Enviado a { $to }.
editions-not-reached = No he podido entregárselo a { $to }: quizá ha bloqueado el bot. Dile que lo abra otra vez y prueba de nuevo.
editions-left = Esa persona ya no está en el círculo, o ahora no puede leerlo. Elige a otra.
editions-asker-left = Quien lo pidió ya no está en el círculo, y no se envía nada. Si quieres, envíalo tú.
editions-quiet = Esa persona prefiere que no le escriba; lo tiene en /libro cuando quiera.
editions-from-about = 👤 { $by } te envía { $name }. Es de { $person }. Lleva datos suyos: guárdala en un sitio de confianza.
editions-from =
    📖 { $by } te envía { $name }: el libro de vida de { $person }.{ $pages ->
        [0] { "" }
        [one] { " " }Tiene un recuerdo.
       *[other] { " " }Tiene { $pages } recuerdos.
    }

    Lleva historias: guárdalo en un sitio de confianza.
