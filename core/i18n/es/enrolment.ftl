# El primer contacto: quién soy, cómo se entra, y las cinco preguntas de antes de la primera sesión.

lobby-stranger =
    Soy <b>Vivencia</b>, una inteligencia artificial. Ayudo a quien acompaña a una persona con pérdida de memoria a pasar ratos de charla con ella y a guardar lo que cuente en un libro.

    Se entra con un enlace: pídelo a la familia o al centro que te habló de mí.
lobby-private-only = Solo hablo en privado, para que nadie más lea lo que se cuenta. Ábreme en un chat aparte.
lobby-invited =
    Soy <b>Vivencia</b>, una inteligencia artificial: propongo, y guían las personas. Lo que se escribe aquí lo guardo; Telegram también.

    Te invitan al círculo de <b>{ $name }</b>, como { $role }. ¿Con qué nombre entras?
lobby-invited-nameless =
    Soy <b>Vivencia</b>, una inteligencia artificial: propongo, y guían las personas. Lo que se escribe aquí lo guardo; Telegram también.

    Te invitan a un círculo, como { $role }. ¿Con qué nombre entras?
lobby-i-am = { $name }
lobby-not-joined = De acuerdo. El enlace sigue sirviendo unos días, por si cambias de idea.
lobby-which-space = ¿Con quién quieres estar ahora?
lobby-whose-message = Lo que acabas de mandar está a salvo. ¿Con quién quieres estar ahora? Va a su espacio, y allí decides qué hacer con ello.
lobby-nameless-space = Un espacio sin nombre
lobby-another = Abrir otro espacio
lobby-another-ask = ¿Abro un espacio nuevo para otra persona? Lo llevas tú hasta que alguien de su familia sea responsable.
lobby-another-yes = Sí, abrirlo
lobby-erase-too-late = Ese botón ha caducado y no se ha borrado nada. Para borrar, empieza otra vez en /privacidad.
lobby-erased =
    Ya está borrado: recuerdos, voz, fotos, imágenes y permisos. Las copias de seguridad ya no se pueden leer.

    De los chats quito lo que Telegram me deja: lo de los dos últimos días. Lo anterior lo guarda Telegram, y se borra desde el menú del chat.

lobby-erased-but-copy =
    Aquí ya está borrado: recuerdos, voz, fotos, imágenes y permisos. Queda una copia de la llave que no se ha podido destruir.

    Avisa a quien lleva el bot para que termine de borrarla: con <code>vivencia doctor</code> lo ve.

enrolment-name = Soy una IA: propongo; guías tú. Guardo lo que se cuente; Telegram también. ¿Qué nombre le gusta?
enrolment-name-again =
    Escribe un nombre corto, como le gusta que le llamen.

    { $question }
enrolment-register = ¿Le hablas de tú o de usted?
enrolment-register-again =
    Toca uno de los botones.

    { $question }
enrolment-tu = Tú
enrolment-usted = Usted
enrolment-easiest = ¿Qué le resulta más fácil?
enrolment-easiest-again =
    Toca uno de los botones. Más tarde se puede cambiar.

    { $question }
enrolment-telling = Contar
enrolment-choosing = Elegir
enrolment-company = Compañía
enrolment-avoid = ¿Algo que evitar?
enrolment-avoid-again =
    Escríbelo con tus palabras, o toca un botón.

    { $question }
enrolment-nothing = Nada
enrolment-permission = ¿Quién da permiso para guardarlo?
enrolment-permission-shared = ¿Quién da permiso para guardar lo que se cuente, y para que lo veas como terapeuta? Lo anoto a su nombre; la familia lo verá.
enrolment-permission-again =
    Toca uno de los botones. Sin permiso no guardo nada.

    { $question }
enrolment-the-person = La persona
enrolment-representative = Soy su representante
enrolment-carer = Soy quien cuida
enrolment-their-representative = Quien la representa
enrolment-their-carer = Quien la cuida
enrolment-without-permission = De acuerdo. Mientras nadie lo permita, no guardo nada de lo que se cuente. El permiso se puede dar cuando queráis.
enrolment-permit-now = Dar permiso ahora
