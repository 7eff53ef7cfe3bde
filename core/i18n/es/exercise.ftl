# Caras y nombres: un saludo con fotos de verdad. El nombre va siempre por delante; nada se puntúa.

button-exercise = Caras y nombres
error-exercise-off = «Caras y nombres» está sin activar, o no va con su nivel. Se decide en /persona: míralo allí.
error-exercise-elsewhere = Ese paso ya pasó. Sigue con el último mensaje, o escribe /start.
exercise-after-session = Ahora estáis en una sesión. Las caras os esperan para cuando acabe.
exercise-back-to-session = Volver a la sesión

exercise-page =
    <b>Caras y nombres.</b> Un saludo tranquilo, de diez minutos como mucho, con fotos de verdad y recientes. Elige de una a tres: gente, animales o lugares de cada semana.

    Solo ayuda con lo que se practica, y los estudios son pequeños. Si no apetece, no pasa nada.
exercise-no-faces = Todavía no hay fotos de verdad con nombre. Mándalas en /fotos, diciendo quién sale, y vuelve aquí.
exercise-face-chosen = ✅ { $name }
exercise-enough-faces = Con { $most } basta por hoy. Quita una para poner otra.
exercise-begin = Preparados
exercise-longest = La última vez, la espera más larga en la que estuvo a gusto fue de { $place ->
    [0] 15 segundos
    [1] 30 segundos
    [2] un minuto
    [3] 2 minutos
    [4] 4 minutos
   *[5] 8 minutos
}.
exercise-ask-called = ¿Quién es <b>{ $name }</b> para la persona? Escríbelo como se lo dirías: «{ $example }».
exercise-example = { $register ->
    [tu] tu nieta
   *[usted] su nieta
  }
exercise-name-only = Con el nombre basta
exercise-called-unclear = Escríbelo con pocas palabras.

exercise-before = Siéntate a su lado, con las gafas puestas si las usa. Léelo en voz alta y espera.
exercise-say-invitation = { $register ->
    [tu] 🗣 Tengo aquí unas fotos bonitas. ¿Te apetece mirarlas un ratito?
   *[usted] 🗣 Tengo aquí unas fotos bonitas. ¿Le apetece mirarlas un ratito?
  }
exercise-say-meet = { $kind ->
    [place] 🗣 Esto es { $who }.
   *[somebody] 🗣 Aquí está { $who }.
}
exercise-meet = Cara y nombre a la vez, con alegría. Mirad la foto sin prisa.
exercise-looked = Ya la hemos mirado
exercise-other-photo = Otra foto
exercise-otherwise = Se dice de otra manera
exercise-say-greet = { $kind ->
    [place] 🗣 Vamos a dar una vuelta por…
   *[somebody] 🗣 Vamos a saludar a…
}
exercise-greet = Si en tres segundos no sale nada, dilo tú enseguida, con alegría: <b>{ $name }</b>.
exercise-say-show = { $register ->
    [tu] 🗣 Enséñame { $kind ->
        [place] { $name }
       *[somebody] a { $name }
    }.
   *[usted] 🗣 Enséñeme { $kind ->
        [place] { $name }
       *[somebody] a { $name }
    }.
  }
exercise-show = Con señalar basta. Si en tres segundos no sale nada, señala tú: <b>{ $name }</b>.
exercise-came = Ha salido
exercise-helped = Lo he dicho yo
exercise-say-again = 🗣 ¡{ $who }!
exercise-gap = Ahora charlad de lo que os apetezca. Os aviso yo.
exercise-enough = Basta por hoy

exercise-say-thanks = 🗣 Qué buen rato. Me gusta mirar fotos en compañía.
exercise-offer-memory = ¿Un recuerdo con <b>{ $name }</b>?
exercise-say-memory = { $register ->
    [tu] 🗣 Cuéntame algo bonito de { $name }.
   *[usted] 🗣 Cuénteme algo bonito de { $name }.
  }
exercise-memory = Escríbelo aquí, o mándalo en una nota de voz. Lo que no salga no hace falta.
exercise-uneasy = Lo dejamos aquí. Guarda el teléfono, quédate a su lado y ofrece la mano.
exercise-help = 📞 Si hace falta ayuda de una persona: <b>{ $numbers }</b>
exercise-if-worse = Si lo pasa mal, o si hay peligro, tócalo aquí.
exercise-alert-2 = ⚠️ Hoy, mirando caras y nombres con <b>{ $name }</b>, hubo un momento difícil (nivel 2). Mira si conviene seguir con el ejercicio.
exercise-alert-3 = 🆘 Mirando caras y nombres con <b>{ $name }</b> se ha pedido ayuda ahora mismo (nivel 3). Llama a quien acompaña.
