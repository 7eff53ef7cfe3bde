### Una sesión juntos. Lo que empieza por 🗣 se lee en voz alta; lo demás es solo para quien acompaña.

# --- En todas las pantallas
session-button-pause = ⏸ Pausa
session-button-hard = 😟 Es un mal momento
session-close = Cerrar con cariño
session-next = Seguir
session-done = Hecho
session-skip = Saltar
session-after-enough = Terminar aquí
session-back = Volver
error-out-of-step = Ese paso ya pasó. Sigue con el último mensaje, o escribe /sesion.

# --- Empezar, seguir, relevar
session-needs-permission = Para guardar lo que se cuente, primero alguien tiene que dar permiso.
session-give-permission = Dar permiso
session-elsewhere = <b>{ $name }</b> está en una sesión con otra persona del círculo. ¿La sigues tú?
session-take-over = Seguirla yo
session-leave-it = No, dejarla
session-taken-over = { $name } sigue la sesión desde su teléfono. Gracias.
session-cold = Quedó una sesión a medias. Lo contado está guardado. ¿La retomamos?
session-instead-of-exercise = «Caras y nombres» queda cerrado por hoy. Seguimos con vuestras historias.
session-pick-up = Retomarla
session-start-anew = Empezar otra

# --- S0
session-ready = <b>Antes de empezar</b>
session-check-glasses = 👓 Las gafas puestas y limpias
session-check-hearing = 👂 El audífono, encendido
session-check-place = 🪑 Sitio tranquilo, sin televisión; a su lado y a la altura de sus ojos
session-check-drink = 🥛 Algo de beber a mano, y el baño antes
session-check-reads = 📖 No lee: léele tú lo que haya en la pantalla
session-check-toilet-words = 🚻 Si quiere ir al baño: { $said }
session-check-pain-words = 🩹 Si le duele algo: { $said }
session-check-brief = Gafas, audífono y agua a mano; siéntate a su lado. Con fiebre, dolor, llanto o prisa, mejor otro día.
session-postpone-when = Mejor otro día si hay fiebre o dolor, llanto o agitación, una confusión nueva, un duelo reciente, la inquietud de la tarde, o si tú vas con prisa o con enfado.
session-we-are-ready = Estamos
session-postpone = Mejor otro día
session-postponed = De acuerdo: otro día. Hoy, compañía sin más.

# --- S1
session-read-aloud = Léelo en voz alta y espera.
session-say-invitation = { $register ->
    [tu] 🗣 Me gustaría pasar un ratito con tus historias. ¿Te apetece ahora?
   *[usted] 🗣 Me gustaría pasar un ratito con sus historias. ¿Le apetece ahora?
  }
session-say-invitation-presence = { $register ->
    [tu] 🗣 Aquí estoy, contigo. Un ratito juntos.
   *[usted] 🗣 Aquí estoy, con usted. Un ratito juntos.
  }
session-assent-guide = Apartarse, callar o empujar el teléfono también es un no.
session-assent-presence = Primero su nombre; espera a que te mire. Enseña la mano abierta antes de tocar. Cerrar los ojos o apartarse es un no.
session-assent-later = Sin prisa. Estad un rato sin más y vuelve a proponerlo.
session-assent-yes = Sí
session-assent-not-today = Hoy no
session-assent-not-sure = No lo tengo claro
session-assent-accepts = Lo acepta

# --- S2 y después
session-mood-before = ¿Cómo está ahora? Que señale una cara.
session-mood-after = ¿Y cómo está ahora? Que señale una cara.
session-mood-companion = ¿Cómo le ves tú? Toca una cara.
session-mood-i-choose = Mejor la elijo yo
session-mood-they-point = Mejor que la señale
session-mood-optional = Si quiere, que señale una cara: cómo está ahora.

# --- S3
session-ritual = Di su nombre y empezad como siempre.
session-ritual-song = 🎵 Vuestra canción: { $song }
session-ritual-no-song = 🎵 Una canción que le guste, o el objeto de siempre en la mano.
session-note-song = Apuntar la canción
session-say-opening = 🗣 Aquí está nuestra canción. Hoy vamos a charlar de algo bonito.
session-say-opening-object = 🗣 Vamos a empezar. Hoy vamos a charlar de algo bonito.
session-say-opening-presence = 🗣 Aquí está nuestra canción.
session-say-opening-object-presence = 🗣 Aquí estamos, juntos.
session-waiting-pictures = 🖼 Hay una imagen de otro día que todavía no habéis visto juntos.
session-look-at-picture = 🖼 Mirarla ahora

# --- S4
session-say-themes = 🗣 Hoy tenemos dos cosas: { $first } o { $second }. ¿Cuál apetece más?
session-say-theme-only = 🗣 Hoy podemos charlar de una cosa: { $first }. ¿Apetece?
session-themes-presence = Elige qué tener a mano. Sin preguntas: se mira, se toca, se huele.
session-theme-object = { $emoji } { $object }
session-theme-choice = { $emoji } { $theme }
session-other-theme = Otra cosa
session-drawn = { $count ->
    [one] Es un dibujo
   *[other] Son dibujos
  }
session-drawn-guide = Enséñale los dibujos: que señale uno, o lo diga.
session-option = { $sign } { $option }

# --- S5
session-say-question = 🗣 <b>{ $question }</b>
session-cue = ✋ Ten a mano: { $cue }.
session-cue-taste = Solo oler y tocar.
session-answer-guide = Espera unos diez segundos, despacio. Luego escribe lo que diga o manda una nota de voz.
session-answer-choice = Enséñale los dibujos y repite con las mismas palabras. Toca lo que elija, o escribe lo que diga.
session-answer-presence = Di su nombre, espera sus ojos y habla despacio. El teléfono, fuera de la vista.
session-nothing-comes = No sale nada
session-not-this-one = Esta no
session-enough = Por hoy, basta
session-i-tell = Lo cuento yo
session-by-gesture = Con un gesto
session-other-ways = De otra manera
session-tell-yours = También puedes empezar tú con algo tuyo, sin preguntar: «Mi abuela hacía natillas…».
session-taste-yes = Sí
session-taste-no = No
session-they-like-it = Le gusta
session-nothing-now = De momento, nada
session-another-thing = Otra cosa
session-turns-away = Se aparta
session-say-no-hurry = 🗣 Sin prisa. Podemos mirarlo juntos y ya está.
session-say-no-hurry-presence = 🗣 Sin prisa.
session-finish-the-sentence = Empieza tú la frase y deja que la termine:
session-taste-guide = Enséñale los dibujos. Un sí o un no, también con la cabeza:
session-shared-action = Haced algo a la vez, sin hablar: cantar, doblar, oler, sostener.
session-gesture-which = ¿Qué hizo? Escríbelo con pocas palabras: un gesto, un tarareo, lo que señaló.
session-i-tell-guide = Cuéntalo tú. Quedará anotado que es tuyo.
session-lingering = Qué bien. Seguid con ello lo que le apetezca; no hace falta nada más.
session-answer-needs-words = Aquí me sirven las palabras o una nota de voz. Las fotos, en /fotos.
session-note-not-kept = No lo he guardado: el permiso para guardar lo que se cuente está retirado. La persona responsable puede darlo otra vez en /privacidad.
session-reworded = Gracias: me quedo con lo que pone ahora tu mensaje.
session-reworded-twice = Esta historia ya ha cambiado dos veces, y yo me quedo con lo que ponía antes. Di primero que la guarde, con los botones de arriba; después la cambias cuando quieras, con ✏️ en su página del libro.
session-caption-kept = Me quedo con lo que has escrito. La foto, mándala por /fotos.
session-voice-heard = He entendido esto: «{ $words }».
session-voice-heard-guide = { $teller ->
    [companion] ¿Es lo que dijiste? Puedo equivocarme: si no es así, escribe la frase tú.
    [colleague] ¿Es lo que dijo { $name }? Puedo equivocarme: si no es así, escribe la frase tú.
   *[other] ¿Es lo que dijo? Puedo equivocarme: si no es así, escribe la frase tú.
  }
session-heard-right = { $teller ->
    [companion] Sí, eso dije
   *[other] Sí, eso dijo
  }
session-voice-silent = En esa nota de voz no se oye nada. Está guardada. Grábala otra vez, o escríbelo.
session-voice-long = Es una nota larga, de { $minutes } minutos: se guarda entera.
session-silent-voice = Esa nota de voz ha llegado vacía. Prueba otra vez, o escríbelo.
session-remark-noted = Lo guardo como nota tuya. Si es parte de la historia, escríbelo otra vez.

# --- S6
session-probe-guide = Una sola pregunta más. Si ya está contado, toca «Ya está».
session-that-is-all = Ya está
session-say-lost-thread = { $register ->
    [tu] 🗣 Me estabas contando lo de «{ $title }».
   *[usted] 🗣 Me estaba contando lo de «{ $title }».
  }

# --- S7
session-read-back-noted = Esto he apuntado. ¿Así?
session-words = <blockquote>{ $words }</blockquote>
session-words-cut = Es más largo: está guardado entero.
session-say-read-back = { $register ->
    [tu] 🗣 Esto he apuntado. ¿Qué cambiarías?
   *[usted] 🗣 Esto he apuntado. ¿Qué cambiaría?
  }
session-read-back-guide = Cuando esté bien, toca «Sus palabras» si lo dijo así, o «Resumido» si lo acortaste.
session-voice-kept = { $teller ->
    [companion] Tu voz está guardada.
    [colleague] La voz de { $name } está guardada.
   *[other] Su voz está guardada.
  }
session-voice-sentence = { $teller ->
    [companion] Si quieres, escribe una frase con lo que cuentas: servirá para la imagen.
   *[other] Si quieres, escribe una frase con lo que cuenta: servirá para la imagen.
  }
session-voice-and-sentence = Su voz está guardada, y esta frase al lado. ¿De quién son las palabras?
session-voice-and-sentence-noted = { $teller ->
    [companion] Tu voz está guardada, y esta frase al lado. ¿Así?
    [colleague] La voz de { $name } está guardada, y esta frase al lado. ¿Así?
   *[other] Su voz está guardada, y esta frase al lado. ¿Así?
  }
session-their-words = Sus palabras
session-retold = Resumido
session-like-this = Así
session-keep-voice = Así, con su voz
session-keep-this-voice = Así, con esta voz
session-change = Cambiar
session-there-is-more = Hay más
session-story-gone = Alguien ha quitado esta historia mientras tanto. Nos despedimos con cariño.
session-as-before = Como estaba antes
session-change-how = Escribe o dicta cómo tiene que quedar.

# --- S8
session-picture-open = Estábamos con la imagen de «{ $title }».
session-picture-go-on = Seguir con la imagen
session-picture-skip = Sin imagen

# --- S9
session-closing-guide = Despacio: para despedirse, al menos tres minutos.
session-rest-close = Este espacio ha quedado en reposo. Nos despedimos con cariño.
session-closing-pleasant = Termina con algo que le guste: { $comfort }.
session-closing-pleasant-any = Termina con algo que le guste.
session-say-goodbye = { $register ->
    [tu] 🗣 No pasa nada. Otro día. Me gusta estar contigo igual.
   *[usted] 🗣 No pasa nada. Otro día. Me gusta estar con usted igual.
  }
session-say-goodbye-presence = { $register ->
    [tu] 🗣 No pasa nada. Estoy contigo.
   *[usted] 🗣 No pasa nada. Estoy con usted.
  }
session-say-thank = 🗣 Gracias por contarme lo de «{ $thing }».
session-say-thank-voice = 🗣 Gracias por contármelo.
session-say-thank-none = 🗣 Gracias por este ratito.
session-say-thank-presence = 🗣 Gracias.
session-say-give-back = 🗣 Yo me quedo con esto: «{ $image }».
session-say-give-back-retold = 🗣 Yo me quedo con esto: { $image }.
session-say-give-back-voice = { $register ->
    [tu] 🗣 Yo me quedo con tu voz al contarlo.
   *[usted] 🗣 Yo me quedo con su voz al contarlo.
  }
session-say-give-back-none = { $register ->
    [tu] 🗣 Yo me quedo con este rato contigo.
   *[usted] 🗣 Yo me quedo con este rato con usted.
  }
session-say-name = 🗣 ¿Lo llamamos «{ $title }»?
session-say-name-none = 🗣 ¿Lo llamamos «nuestro ratito»?
session-name-guide = Si prefiere otro nombre, escríbelo.
session-name-noted = Lo guardo como nota tuya. Para ponerle otro nombre, escríbelo en pocas palabras.
session-name-yes = Sí, así
session-say-now = { $register ->
    [tu] 🗣 Aquí estamos, tú y yo. La silla, las manos… y aquí está tu vaso.
   *[usted] 🗣 Aquí estamos, usted y yo. La silla, las manos… y aquí está su vaso.
  }
session-say-now-presence = 🗣 Aquí estamos.
session-say-next = 🗣 Otro día, otra de las buenas. Y ahora, nuestra canción.
session-say-next-presence = 🗣 Ahora, nuestra canción.
session-stay-a-while = Quédate unos minutos. No paséis enseguida a otra tarea.

# --- S10
session-after-alone = Esto ya es para ti, sin prisa.
session-after-words = Quedó sin repasar. ¿De quién son las palabras?
session-after-noted = Quedó sin repasar. ¿Así?
session-audience = ¿Quién puede ver «{ $title }»? Propongo el libro. «Solo nosotros» son las personas responsables y las que acompañan: así queda si no eliges.
session-audience-book = El libro
session-audience-circle = El círculo
session-audience-us = Solo nosotros
session-telling = «{ $title }»: ¿cómo fue contarlo?
session-telling-pleasant = 😊 Agradable
session-telling-mixed = 🌦 De todo un poco
session-telling-painful = 💧 Dolió: dejarlo aparte
session-telling-leave-out = No volver a ello
session-enjoyed = «{ $title }»: ¿cuánto disfrutó al contarlo, de 0 a 10?
session-enjoyed-mark = Disfrutó: { $mark } de 10
session-feeling = «{ $title }»: ¿qué sentimiento viste? Si no lo sabes, toca «Hecho».
session-card = <b>Cómo le viste</b>. Toca una línea para cambiarla; lo que no sepas, déjalo en «–».
session-card-enjoyed = Disfrutó
session-card-interest = Mostró interés
session-card-at_ease = Estaba a gusto
session-card-connected = Conectó contigo
session-card-initiative = Por propia iniciativa
session-card-upset = Se disgustó
session-card-enjoyed-long = Se le veía disfrutar
session-card-interest-long = Mostró interés (miraba, escuchaba, alargaba la mano)
session-card-at_ease-long = Estaba a gusto
session-card-connected-long = Conectó contigo
session-card-initiative-long = Habló o actuó por iniciativa propia
session-card-upset-long = Se disgustó
session-card-line = { $item }: <b>{ $amount }</b>
session-amount-0 = nada
session-amount-1 = un poco
session-amount-2 = bastante
session-amount-3 = mucho
session-amount-unknown = –
session-around = ¿Qué ayudó 👍 y qué estorbó 👎?
session-helped-sign = 👍 { $what }
session-helped-song = La canción
session-helped-object = El objeto
session-helped-photo = Una foto
session-helped-picture = La imagen
session-helped-quiet = La calma
session-hindered-sign = 👎 { $what }
session-hindered-noise = El ruido
session-hindered-tiredness = El cansancio
session-hindered-hearing = Oír mal
session-hindered-wording = Cómo se preguntó
session-hindered-picture = La imagen
session-chosen = ✓ { $what }
session-note = Si quieres apuntar algo de hoy, escríbelo o dilo.
session-noted = ✓ Apuntado.
session-you = ¿Y tú, cómo estás hoy?
session-you-good = Bien
session-you-so_so = Regular
session-you-hard = Mal

# --- S11
session-thanks = Gracias por este rato. Todo queda guardado.
session-thanks-stories = { $count ->
    [one] Hoy hay una historia más.
   *[other] Hoy hay { $count } historias más.
  }
session-thanks-hard-days = Llevas varios días malos. Cuéntaselo a quien lleva la terapia, o a alguien de confianza: tú también cuentas.
session-thanks-danger = Aquí no pregunto nada más. Quédate con quien os ayude.

# --- Pausa y tiempo
session-paused = En pausa. Sin prisa: el reloj también está parado.
session-go-on = Seguir
session-ask-pause = Por lo que cuentas, quizá venga bien parar. ¿Hacemos una pausa?
session-yes-pause = Sí, pausa
session-no-go-on = No, seguimos
session-ask-time = { $minutes ->
    [one] Ya va un minuto. ¿Cerramos, o cinco minutos más?
   *[other] Ya van { $minutes } minutos. ¿Cerramos, o cinco minutos más?
  }
session-time-close = Cerramos
session-time-more = Cinco más
session-time-over = Se ha acabado el tiempo de hoy. Vamos a despedirnos bien.

# --- Momentos difíciles
session-moment-which =
    Para un momento y mira. ¿Qué ves?

    🌱 Se emociona, y quiere seguir
    🌤 No está a gusto: frunce el ceño, repite «no sé», quiere irse
    🌧 Lo pasa mal: llora, tiene miedo, se enfada, llama a alguien
    🆘 Peligro: habla de morir o de daño, cuenta malos tratos, se confunde de golpe, o se encuentra mal de repente
session-tier-0 = 🌱 Se emociona
session-tier-1 = 🌤 No está a gusto
session-tier-2 = 🌧 Lo pasa mal
session-tier-3 = 🆘 Peligro
session-it-passed = Ya pasó
session-tender = La tristeza puede ser parte de una buena historia. Quédate cerca y deja que termine. Sin preguntas por ahora.
session-story-hurts = Esta historia duele
session-painful = Se escucha con respeto y a su ritmo. De esto no haré imagen. ¿Quiere que lo guardemos?
session-painful-keep = Sí, guardarlo
session-painful-let-go = No guardarlo
session-uneasy = Dejamos las preguntas. ¿Qué le vendrá bien?
session-gentler = Algo más fácil
session-something-nice = Algo que le guste
session-offer-comfort = Ofrécele algo de esto: { $comfort }.
session-offer-comfort-any = Ofrécele algo que le guste: su música, una manta, algo calentito, mirar por la ventana.
session-wants-to-go-on = Quiere seguir
session-comfort-stop = <b>1.</b> Para, y deja el teléfono.
session-comfort-name = <b>2.</b> Nombra lo que siente, no lo que pasó. ¿Qué se parece más?
session-comfort-say = Dilo despacio:
session-say-comfort = 🗣 { $line }
session-comfort-stay = <b>3.</b> Quédate. Enseña la mano abierta, por si la quiere.
session-comfort-close = <b>5.</b> Cuando haya calma, cerramos juntos.
session-comfort-offer = <b>4.</b> { $offer }
session-comfort-never = No discutas ni corrijas, y no anuncies ninguna muerte.
session-situation-sad = Pena
session-situation-angry = Enfado
session-situation-ashamed = Apuro por no saber
session-situation-asks_for_someone = Llama a alguien
session-situation-believes_it_is_then = Cree que es otra época
session-situation-upset_by_picture = Por la imagen
session-that-person = esa persona
session-next-step = Siguiente paso
session-calm-close = Hay calma: cerrar
session-danger = <b>Pide ayuda a una persona ahora.</b>
session-danger-numbers = 📞 Emergencias: <b>{ $numbers }</b>
session-danger-despair = 📞 Si habla de no querer vivir: <b>{ $numbers }</b>
session-danger-option = { $number }, opción { $option }
session-danger-centre = 📞 Vuestro centro: <b>{ $number }</b>
session-danger-family = 📞 Familia: <b>{ $contact }</b>. Si ha contado malos tratos, habla solo con quien lleva la terapia.
session-danger-family-alone = 📞 Familia: <b>{ $contact }</b>. Si ha contado malos tratos, habla solo con un profesional.
session-danger-nobody = Nadie está mirando este chat.
session-danger-told = He avisado a quien lleva la terapia.
session-danger-calm = Hay calma: despedirnos
session-danger-end = Terminar ahora

# --- Avisos a quien lleva la terapia: sin nada de lo contado
session-alert-2 = ⚠️ En la sesión de hoy con <b>{ $name }</b> hubo un momento difícil (nivel 2). El tema queda en reposo hasta que lo mires.
session-alert-3 = 🆘 En la sesión con <b>{ $name }</b> se ha pedido ayuda ahora mismo (nivel 3). Llama a quien acompaña.
session-alert-companion = Quien acompaña a <b>{ $name }</b> ha dicho tres veces seguidas que está mal.

# --- Mirar juntos una página del libro
session-say-look = { $register ->
    [tu] 🗣 Mira: { $title }.
   *[usted] 🗣 Mire: { $title }.
  }
session-look-words = <blockquote>{ $words }</blockquote>
session-look-label = <i>{ $label }</i>
session-look-guide = Léelo despacio y mirad sin prisa. No hace falta decir nada. Si cuenta algo, escríbelo o graba su voz.
session-look-guide-presence = Léelo despacio y mirad sin prisa. No hace falta decir nada. Si escribes algo, queda como nota tuya.
session-look-through = 👀 Mirar juntos el libro
session-look-empty = El libro está ahora en blanco. Podéis cerrar con cariño.
