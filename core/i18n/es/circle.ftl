# /circulo: quién está, quién viene, y con quién estás.

circle-member = { $name } · { $role }
circle-you = { $name } · { $role } (tú)
circle-member-not-reached = { $name } · { $role } · no le llegan mis mensajes
circle-not-reached = A { $name } no le llegan mis mensajes: quizá ha cerrado el chat, o ya no usa Telegram. No se pierde nada: cuando vuelva a escribirme, todo sigue como estaba. En /circulo ves quién está.
circle-second-owner = 💡 Conviene que haya otra persona responsable, por si pierdes el teléfono.
circle-no-owner = 💡 De momento respondes tú. Cuando alguien de la familia pueda, invítale como responsable: tú sigues como terapeuta.
circle-invite = Invitar
circle-invite-owner = Invitar a la familia
circle-remove = Quitar a alguien
circle-own-name = Mi nombre
circle-mute = No avisarme
circle-unmute = Avisarme
circle-muted = Ya no te aviso de novedades. Lo urgente sí llega.
circle-unmuted = Vuelvo a avisarte de novedades.
circle-other-space = Otra persona
circle-leave = Salir del círculo

circle-role-companion = Acompañante
circle-role-relative = Familia
circle-role-therapist = Terapeuta
circle-role-owner = Otra persona responsable
circle-ask-role =
    ¿A quién invitas?

    <b>Acompañante</b>: guía sesiones, hace imágenes y arregla el libro.
    <b>Familia</b>: lee el libro, cuenta recuerdos y manda fotos.
    <b>Terapeuta</b>: guía sesiones, decide cómo son y recibe los resúmenes.
    <b>Otra persona responsable</b>: puede lo mismo que tú.
circle-ask-sharing = Un terapeuta lee los resúmenes y el libro. ¿Quién da permiso para compartirlo?
circle-ask-name = Escribe el nombre de quien invitas como { $role }.
circle-ask-owner-name = ¿Quién de la familia será responsable? Escribe su nombre. Decidirá los permisos y quién entra; tú sigues como terapeuta.
circle-nameless = Sin nombre
circle-name-unclear = Escribe un nombre corto.
circle-link-message =
    Te invito al círculo, como { $role }. Toca el enlace:
    { $link }
circle-code-message =
    Te invito al círculo, como { $role }. Abre el bot y escribe:
    /start { $code }
circle-link-made = Reenvía el mensaje de arriba. El enlace sirve una sola vez, durante { $days ->
    [one] un día
   *[other] { $days } días
}.
circle-withdraw-link = Anular el enlace
circle-link-withdrawn = El enlace ya no sirve.
circle-links = <b>Enlaces que nadie ha usado todavía</b>
circle-link-open = { $number }. { $who }: lo hizo { $maker } y sirve hasta el { $date }
circle-link-operator = quien lleva este bot
circle-cancel-link = Anular un enlace
circle-ask-which-link = ¿Qué enlace anulo? Desde ese momento no abre nada.
circle-links-stopped = Los enlaces de invitación que nadie había usado también dejan de servir. Si falta alguien por entrar, haz otro en /circulo.

circle-ask-whom = ¿A quién quitamos? Desde ese momento no verá nada más.
circle-remove-ask = ¿Quitamos a <b>{ $name }</b>? Desde ese momento no verá nada más. Lo que contó o mandó se queda.
circle-remove-yes = Sí, quitar
circle-ask-own-name = Escribe cómo quieres que te vea el círculo.
circle-ask-space = ¿Con quién quieres estar ahora?
circle-entered = Ahora estás con <b>{ $name }</b>.
circle-moved = Ahora estás con <b>{ $name }</b>: lo que mandes va a su espacio. Para ir con otra persona, escribe /circulo.
circle-put-out = Ya no estás en este círculo: <b>{ $name }</b>. No te llegará nada más de aquí. Escribe /start para ver cómo seguir.
circle-leave-ask = ¿Sales de este círculo? Desde ese momento no verás nada más. Para volver hará falta otra invitación.
circle-leave-yes = Sí, salir
circle-left = Has salido del círculo. Gracias por haber estado.
