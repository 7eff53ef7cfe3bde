# La familia: ideas para la próxima sesión, comentarios en el libro, y qué fue de lo enviado.

button-tip = Dejar una idea
button-sent = Lo que he mandado

tips-ask =
    ¿De qué se podría hablar la próxima vez? Por ejemplo: «pregúntale por la barca».

    Se lo propongo a quien guíe. Puede que ese día no sea el momento, y está bien.
tips-unclear = Escríbelo con palabras, como mucho { $most } letras.
tips-passed-on = Una idea va escrita, con { $most } letras como mucho. Para dejarla, vuelve a tocar «Dejar una idea».
tips-kept = Gracias. Se lo propongo a quien guíe la próxima sesión. En «Lo que he mandado» verás qué fue de ello.
tips-offer = 💡 { $who } propone: «{ $words }»
tips-take = La tengo en cuenta
tips-decline = Hoy no
tips-in-mind = 💡 Para cuando venga bien, sin forzar: «{ $words }»

comments-button = { $count ->
    [0] 💬 Comentar
   *[other] 💬 Comentarios ({ $count })
}
comments-this-page = esta página
comments-title = 💬 <b>{ $title }</b>
comments-line = <b>{ $who }:</b> { $words }
comments-hidden = <s><b>{ $who }:</b> { $words }</s> (escondido)
comments-somebody = Alguien que ya no está
comments-ask = Escribe aquí tu comentario, si quieres. Lo lee el círculo.
comments-unclear = Escríbelo con palabras, como mucho { $most } letras.
comments-passed-on = Un comentario va escrito, con { $most } letras como mucho. Para dejarlo, vuelve a tocar 💬 en la página.
comments-hide = Esconder: { $who }
comments-show = Enseñar: { $who }
comments-earlier = Comentarios de antes
comments-to-page = A la página
comments-new = 💬 { $who } ha escrito un comentario en el libro. Está en su página, en /libro.

sent-title = <b>Lo que has mandado</b>
sent-nothing = Todavía nada. Puedes escribir aquí un recuerdo, dejar una idea o mandar fotos con /fotos.
sent-a-voice = una nota de voz
sent-in-book = 📖 «{ $title }»: está en el libro, en la página { $page }.
sent-kept = 🗂 «{ $title }»: está guardado, fuera del libro.
sent-waiting = ⏳ «{ $title }»: falta decir qué hacer con ello. El botón está abajo.
sent-photos = 🖼 { $count ->
    [one] 1 foto
   *[other] { $count } fotos
}; en el libro: { $in_book }.
sent-tip-waiting = 💡 «{ $words }»: todavía no se ha propuesto.
sent-tip-taken = 💡 «{ $words }»: se tuvo en cuenta en una sesión.
sent-tip-declined = 💡 «{ $words }»: ese día no era el momento.
