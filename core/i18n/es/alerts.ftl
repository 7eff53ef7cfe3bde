# Avisos urgentes y quién responde del espacio: que algo pasó, nunca qué.

alerts-button-seen = Lo he visto
alerts-thanks = Gracias. Queda anotado que lo has visto.
alerts-was-seen = { $who } ha visto el aviso.
alerts-button-abuse = Son malos tratos
alerts-abuse-kept = Anotado: solo lo sabrá quien lleva la terapia, nadie de la familia. Si hay peligro ahora, llama a emergencias.
alerts-abuse-kept-from-now = Anotado: desde ahora solo lo sabrá quien lleva la terapia. Antes de decirlo ya se avisó a alguien de la familia de un mal momento, sin decir de qué. Si hay peligro ahora, llama a emergencias.
alerts-abuse-kept-alone = Anotado: de aquí no sale nada hacia la familia. En este círculo no hay terapeuta, así que nadie más lo sabe: cuéntaselo hoy a un profesional, como tu centro de salud. Si hay peligro ahora, llama a emergencias.
alerts-abuse-kept-alone-from-now = Anotado: desde ahora de aquí no sale nada hacia la familia. Antes de decirlo ya se avisó a alguien de la familia de un mal momento, sin decir de qué. En este círculo no hay terapeuta: cuéntaselo hoy a un profesional, como tu centro de salud. Si hay peligro ahora, llama a emergencias.
alerts-family = ⚠️ Hace un rato hubo un momento difícil con <b>{ $name }</b>, y nadie ha contestado al aviso. Llama a quien acompaña.

owners-button = Quién responde
owners-page = Quien responde de este espacio decide los permisos, quién entra en el círculo y qué se guarda.
owners-contact = Contacto para avisos
owners-ask-contact = Si en una sesión pasa algo difícil y nadie contesta al aviso, ¿a quién de la familia se lo digo? Solo diré que llame.
owners-chosen = ✅ { $name }
owners-nobody = A nadie
owners-noted = Anotado.

owners-hand-over = Ceder el espacio
owners-ask-whom = ¿A quién le cedes el espacio? Hace falta que diga que sí. Después seguirás como acompañante.
owners-offered = Le he preguntado a <b>{ $name }</b>. Nada cambia hasta que diga que sí.
owners-call-off = Mejor no
owners-take-back = No ceder el espacio
owners-asked = { $giver } te pide que lleves el espacio de <b>{ $name }</b>: permisos, círculo y privacidad. ¿Quieres?
owners-accept = Sí, lo llevo yo
owners-yours-now = Ahora respondes tú de este espacio. Escribe /start para verlo.
owners-taken = { $name } ha dicho que sí, y ahora responde del espacio. Sigues como acompañante.
owners-welcome = Este espacio lo abrió un terapeuta, y desde ahora respondes tú: permisos, círculo y privacidad. Esto es lo que se permitió hasta hoy; si algo no está bien, se retira en los permisos.
owners-answers-now = { $who } ya responde del espacio de <b>{ $name }</b>. Sigues como terapeuta.
owners-called-off = No se cede el espacio: todo sigue igual.
error-transfer-over = Esa cesión ya no está en marcha. Mira cómo está todo en /circulo, y prueba otra vez si hace falta.

owners-restore = 📣 Quien lleva este bot va a devolver el espacio de <b>{ $name }</b> a su familia: dentro de { $days ->
    [one] un día
   *[other] { $days } días
} habrá otra persona responsable. Si no debe ser así, una persona responsable puede pararlo.
owners-restore-open = 📣 Ya se puede usar el enlace que da el espacio de <b>{ $name }</b> a otra persona responsable.
owners-stop = Pararlo
owners-brought-back = 📣 Quien lleva este bot ha recuperado el espacio de <b>{ $name }</b> de una copia de seguridad. Puede faltar lo que se contó o se cambió después de hacerla, y puede volver a valer un permiso que ya se había retirado. Mira los permisos y el círculo, y vuelve a retirar lo que no deba estar.
owners-stopped = Parado: ese enlace no abre nada.
error-invitation-unusable-loses = Ya estás en este círculo, y con este enlace dejarías de poder hacer cosas que ahora haces. No lo he usado: sigue sirviendo para otra persona. Para seguir como estás, escribe /start.
error-invitation-unusable-early = Este enlace todavía no sirve: hay una espera anunciada a todo el círculo. Prueba cuando haya pasado.
