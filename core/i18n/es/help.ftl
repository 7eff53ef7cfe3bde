# /ayuda y /idioma.

help-owner =
    Acompañas a la persona y cuidas de este espacio. Yo propongo y anoto; guías tú. Puedo equivocarme: revisa lo que escribo.

    Toca /sesion y siéntate a su lado. Después, /libro enseña lo que va quedando.
help-companion =
    Acompañas a la persona. Yo propongo y anoto; guías tú. Puedo equivocarme: revisa lo que escribo.

    Toca /sesion y siéntate a su lado. Después, /libro enseña lo que va quedando.
help-relative =
    Eres de la familia. Toca /libro para leer lo que se ha contado. Si te viene un recuerdo, escríbelo aquí o mándalo en una nota de voz. En /start puedes dejar una idea para la próxima sesión y ver qué fue de lo que mandaste. Con /fotos mandas fotos de antes.
help-therapist =
    Acompañas como terapeuta. Con /persona se decide el nivel, qué evitar y si se hacen imágenes; con /sesion se guía una sesión.
help-command = /{ $command } · { $what }
help-hard-moment = En una sesión, ⏸ y 😟 están siempre a mano.

language-ask = ¿En qué idioma te hablo?
language-chosen = De acuerdo, te hablo en español. El idioma de la persona se cambia en /persona.
