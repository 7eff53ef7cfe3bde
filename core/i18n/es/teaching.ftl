# Aprender cómo es alguien con las fotos de la familia.

teaching-offer =
    <b>Aprender: { $name }</b>

    Con estas { $photos } fotos ya puedo aprender. { $takes } Mientras tanto puedes seguir con todo lo demás; si pides una imagen, la hago primero.
teaching-takes = Tardo { $time }.
teaching-takes-unknown = Cuánto tardo te lo digo al poco de empezar.
teaching-offer-gentle = Con tan pocas fotos se parecerá menos. Con 10 sale mejor.
teaching-offer-thorough = Más a fondo tardo más. Suele parecerse más, y se ve mejor el sitio en que está. Hace falta un ordenador con una buena tarjeta gráfica, y hasta 2 GB de disco por cada edad. A casi todo el mundo le basta con la manera normal.
teaching-offer-on = Sigo desde lo que ya sé.
teaching-offer-photo-gone = Empiezo de cero: se ha quitado una foto con la que aprendí, y así no queda nada de ella.
teaching-offer-top = Me apoyo en lo que aprendí con «{ $name }», para que salgan bien juntos.
teaching-offer-parent-changed = Aquello en lo que se apoyaba ha cambiado desde entonces: conviene aprenderlo otra vez.
teaching-decide-first = { $count ->
    [one] Antes de aprender: de 1 foto no sé si es { $name }. Dímelo, y seguimos.
   *[other] Antes de aprender: de { $count } fotos no sé si es { $name }. Dímelo, y seguimos.
}
teaching-minutes = { $count ->
    [one] un minuto
   *[other] unos { $count } minutos
}
teaching-hours = { $count ->
    [one] alrededor de una hora
   *[other] unas { $count } horas
}
teaching-now = Ahora
teaching-tonight = Esta noche
teaching-anew = Empezar de cero
teaching-thorough = Aprender más a fondo
teaching-on-top = Junto a otro
teaching-tops = Si dos van a salir juntos en las imágenes, aprendo «{ $name }» sobre lo que ya sé del otro. ¿De cuál?
teaching-top = Con: { $name }
teaching-is-tonight = Esta noche aprendo: <b>{ $name }</b>. Por la mañana te enseño retratos de prueba para que elijáis.

teaching-waiting =
    Estoy aprendiendo. No hace falta que esperes: te aviso.

    { $progress }
teaching-waiting-closed = El ordenador que aprende está apagado. Empiezo cuando se encienda; no se pierde nada.
teaching-waiting-next = Empiezo enseguida.
teaching-waiting-bar = { $stage }
    { $bar }
teaching-left = Queda: { $time }.
teaching-stage-loading = Me estoy preparando…
teaching-stage-preparing = Mirando las fotos…
teaching-stage-learning = Aprendiendo…
teaching-stage-trying = Haciendo retratos de prueba…
teaching-stop = Dejarlo
teaching-board = Ver cómo vamos
teaching-called-off = Lo dejo. Lo que ya sabía sigue igual.
teaching-over = Ya había terminado.
teaching-gone = Eso ya no está: alguien lo ha retirado o quitado mientras tanto.

teaching-portrait-label = Imagen imaginada · prueba hecha con IA
teaching-learnt = Ya he aprendido: <b>{ $name }</b>. He hecho retratos de prueba. ¿Cuál se parece más?
teaching-see = Ver los retratos
teaching-failed = No he podido aprender: <b>{ $name }</b>. No se ha perdido ninguna foto. Prueba otra vez esta noche; si vuelve a pasar, avisa a quien lleva el bot.
teaching-failed-thorough = Este ordenador se queda corto para aprender más a fondo: <b>{ $name }</b>. No se ha perdido ninguna foto. Toca «Probar otra vez» y lo aprendo de la manera normal: casi siempre basta.
teaching-failed-disk = No hay sitio en el disco para aprender más a fondo: <b>{ $name }</b>. No se ha perdido ninguna foto. Toca «Probar otra vez» y lo aprendo de la manera normal: casi siempre basta.
teaching-failed-adapter = Lo que aprendí antes no sirve para el modelo que dibuja ahora: <b>{ $name }</b>. No se ha perdido ninguna foto. Toca «Probar otra vez» y lo aprendo desde el principio.
teaching-failed-card = La tarjeta gráfica de este ordenador se queda corta para aprender: <b>{ $name }</b>. No se ha perdido ninguna foto. Avisa a quien lleva el bot: hace falta una tarjeta mayor o un modelo más pequeño.
teaching-not-begun = Esta noche no he podido aprender: <b>{ $name }</b>. No se ha perdido ninguna foto. Toca «Ver cómo vamos» y prueba otra vez.
teaching-not-begun-consent = Esta noche no he podido aprender: <b>{ $name }</b>. Falta un permiso. Toca «Ver cómo vamos».
teaching-not-begun-few = Esta noche no he podido aprender: <b>{ $name }</b>. Ya no hay bastantes fotos buenas. Toca «Ver cómo vamos» y manda más.
teaching-not-begun-gone = Esta noche no he podido aprender: <b>{ $name }</b>. Se ha quitado lo que ya sabía, y con eso iba a empezar. Toca «Probar otra vez» y lo aprendo desde el principio.
teaching-again = Probar otra vez
teaching-choose =
    <b>{ $name }</b>

    { $photos ->
        [0] { $portraits ->
            [one] Es un retrato imaginado.
           *[other] Son retratos imaginados. Cada uno lleva su número en la esquina.
        }
        [one] La que lleva «foto» en la esquina es de verdad. Los retratos imaginados llevan su número.
       *[other] Las que llevan «foto» en la esquina son de verdad. Los retratos imaginados llevan su número.
    }
    { $portraits ->
        [one] ¿Se parece?
       *[other] ¿Cuál se parece más? Toca una imagen para verla grande y después su número.
    }
teaching-mark-photo = foto
teaching-others = Otros retratos
teaching-none-alike = Ninguno se parece
teaching-chosen = Hecho. Desde ahora sale así en las imágenes: <b>{ $name }</b>. Puedes volver a enseñármelo cuando haya más fotos.
teaching-hides =
    Hecho. Desde ahora sale así en las imágenes: <b>{ $name }</b>.

    Pero tiene un precio: el lugar o lo que se hace se vio bien en { $seen } de { $asked } pruebas; antes de aprender, en { $without }. ¿Qué hacemos?
teaching-hides-photos = Aquí lo que más ayuda son fotos en otros sitios y con otra ropa. Mándalas y lo aprendo otra vez.
teaching-chosen-by-another = Ya se eligió el { $number } ({ $name }), y así sale en las imágenes. ¿Lo cambiamos?
teaching-change-choice = Sí, cambiarlo
teaching-keep-choice = No, dejarlo así
teaching-wear-less = Un poco menos fuerte
teaching-take-other = Mejor el { $number }
teaching-keep-so = Dejarlo así
teaching-style-nearest = { $number }: se acerca más a <b>{ $whose }</b>
teaching-style-itself = lo que dibujo por mi cuenta
teaching-style-gone = un estilo que ya se ha quitado
teaching-to-pictures = Hacer una imagen
teaching-none = Gracias por decirlo: así no uso ninguno. Con más fotos distintas suele salir mejor.
teaching-none-wishes = Gracias por decirlo: así no uso ninguno. Lo que más ayudaría: { $wishes }.
teaching-more-photos = Mandar más fotos
teaching-see-again = Volver a verlos
teaching-longer = Aprender más rato

# Sitios y animales: ¿los conoce ya el modelo, sin fotos?
teaching-does-it-know =
    <b>{ $name }</b>

    { $photos ->
        [0] { $pictures ->
            [one] Esta la he
           *[other] Estas las he
        } dibujado sin haber aprendido nada.
        [one] Lo primero es una foto de verdad. Lo demás lo he dibujado sin haber aprendido nada.
       *[other] Lo primero son { $photos } fotos de verdad. Lo demás lo he dibujado sin haber aprendido nada.
    }
    ¿Es como lo conocéis? Entonces no hace falta que lo aprenda.
teaching-knows-yes = Sí, es así
teaching-knows-no = No, no es así
teaching-known = Muy bien: desde ahora sale por su nombre en las imágenes: <b>{ $name }</b>. Aun así puedes mandar fotos, y se parecerá más.
teaching-not-known = De acuerdo: lo aprendo con fotos.
teaching-not-tried = No he podido dibujarlo sin fotos: <b>{ $name }</b>. Manda fotos y lo aprendo con ellas.
teaching-ended = He terminado con: <b>{ $name }</b>.

# En qué está, para quien viene a las fotos.
teaching-stand-running = 🎓 Estoy aprendiendo ahora mismo.
teaching-stand-tonight = 🌙 Esta noche aprendo.
teaching-stand-to-choose = 👉 Ya he aprendido. Falta elegir el retrato que más se parece.
teaching-stand-learnt = 🎓 Aprendido: ya sale en las imágenes.
teaching-see-running = Ver cuánto falta
teaching-see-tonight = Lo de esta noche
teaching-see-to-choose = Elegir el retrato
teaching-see-learnt = Aprender otra vez
teaching-mark-running = { $label } · aprendo
teaching-mark-tonight = { $label } · esta noche
teaching-mark-to-choose = { $label } · elegir
teaching-mark-learnt = { $label } · aprendido

# Se ha quitado una foto con la que se aprende o se aprendió.
teaching-photo-gone-running = Estaba aprendiendo con ella, y lo he dejado. Pídemelo otra vez y empiezo sin ella.
teaching-photo-gone-learnt = Lo que ya aprendí con ella se queda hasta que lo aprenda otra vez.
