# /privacidad: qué se guarda, quién lo ve, los permisos, y cómo se borra.

privacy-page =
    <b>Qué se guarda.</b> Los recuerdos con sus palabras, la voz, las fotos, las imágenes imaginadas y lo que sé de la persona. Todo cifrado, en la máquina de quien lleva este bot.

    <b>Quién lo ve.</b> El círculo, cada cual según su papel: /circulo. Nadie más lo lee.

    <b>Telegram</b> guarda también los mensajes, las fotos y la voz de este chat, y con un bot no van cifrados de extremo a extremo.

    <b>Lo que borráis</b> para siempre, o dejáis de permitir, sale de aquí en el momento. Las copias de seguridad de quien lleva este bot pueden guardarlo hasta un año.

    <b>Nada se manda</b> a otros servicios de inteligencia artificial.
privacy-space = Para quien lleva este bot, si pregunta qué espacio es: <code>{ $space }</code>
privacy-consents = Los permisos
privacy-erase = Borrar lo de { $who }
privacy-erase-nameless = Borrar lo de la persona

privacy-forget-me = Irme y que me olvides
privacy-forget-me-ask = Sales de todos los círculos, dejo de avisarte y olvido tu nombre. Lo que contaste o mandaste se queda con la persona. Lo que hay en este chat lo guarda Telegram: se borra desde el menú del chat.
privacy-forget-me-yes = Sí, olvídame
privacy-forget-me-owner = Eres la única persona responsable de un espacio. Antes cédelo en /circulo, o bórralo entero aquí, con «{ $erase }».
privacy-forgotten = Hecho: ya no sé quién eres. Gracias por haber estado.

privacy-seen-button = Quién lo ha visto
privacy-seen-title = <b>Quién ha visto qué en el último año.</b> Anoto el día, nunca lo que había.
privacy-seen-nobody = Todavía nadie.
privacy-seen-member = { $name } ({ $role })
privacy-seen-line = <b>{ $who }:</b> { $what }.
privacy-seen-thing = { $what }, el { $date }
privacy-seen-and = { "; " }
privacy-seen-book = el libro
privacy-seen-edition = el libro como archivo
privacy-seen-summary = los resúmenes
privacy-seen-download = la descarga de todo
privacy-seen-photos = las fotos
privacy-seen-pictures = las imágenes imaginadas
privacy-seen-person = lo que sé de la persona

privacy-consents-title = <b>Los permisos</b>
privacy-no-consents = Todavía no hay ninguno: no se guarda nada de lo que se cuente.
privacy-consent = ✅ { $what }: lo dio { $giver }; lo anotó { $recorder } el { $date }.
privacy-consent-withdrawn = ⛔ { $what }: lo dio { $giver }, lo anotó { $recorder }; retirado el { $date }.
privacy-somebody = alguien que ya no está en el círculo
privacy-date = { $day } de { $month ->
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

privacy-kind-stories = Guardar lo que se cuente
privacy-kind-photos = Guardar fotos
privacy-kind-likeness = Aprender el parecido
privacy-kind-likeness-of = Aprender el parecido ({ $who })
privacy-kind-sharing = Compartir con un terapeuta
privacy-kind-research = Recuentos para investigar
privacy-giver-person = la persona
privacy-giver-representative = quien la representa
privacy-giver-carer = quien la cuida
privacy-giver-shown = quien sale en las fotos
privacy-giver-guardian = su madre, padre o tutor
privacy-giver-family = la familia

privacy-give-stories = Permitir guardar
privacy-ask-photos = Antes de guardar fotos: ¿quién da permiso?
privacy-given = Anotado. Se puede retirar cuando queráis, en /privacidad.

privacy-withdraw-stories = Retirar: recuerdos
privacy-withdraw-photos = Retirar: fotos
privacy-withdraw-likeness = Retirar: parecido
privacy-withdraw-likeness-of = Retirar cara: { $who }
privacy-withdraw-sharing = Retirar: terapeuta
privacy-withdraw-research = Retirar: recuentos
privacy-follows-stories = Si lo retiráis, no guardo nada nuevo de lo que se cuente, y si hay una sesión abierta pasa al cierre. Lo ya guardado se queda hasta que lo borréis.
privacy-follows-photos = Si lo retiráis, las fotos de verdad salen del libro y se borran para siempre, olvido lo que aprendí con ellas, y no acepto más. Los recuerdos se quedan.
privacy-follows-likeness = Si lo retiráis, olvido el parecido que aprendí y lo que se aprendió encima, y borro las imágenes hechas con él. Las fotos y los recuerdos se quedan.
privacy-follows-sharing = Si lo retiráis, desde ese momento el terapeuta no ve nada más ni recibe más resúmenes.
privacy-follows-research = Si lo retiráis, nada de aquí se cuenta para investigar.
privacy-withdraw-yes = Sí, retirar
privacy-withdrawn = Retirado, desde ahora.

privacy-erase-ask =
    Esto borra <b>para siempre</b> los recuerdos, la voz, las fotos, las imágenes y el libro, también en las copias de seguridad. Nadie podrá recuperarlo.

    Si es lo que queréis, escribe: <b>{ $word }</b>
privacy-erase-other =
    No es lo mismo, y no se ha borrado nada.

    Para borrarlo todo, escribe: <b>{ $word }</b>
privacy-erase-word = BORRAR
privacy-erase-last = Última pregunta: ¿lo borro todo, para siempre?
privacy-erase-forever = Borrar para siempre
