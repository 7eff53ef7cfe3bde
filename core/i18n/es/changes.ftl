# Cambiar una imagen: qué parte, qué debe haber ahí, cuánto, y volver atrás.

changes-button-change = Cambiar algo
changes-button-like = Una parecida
changes-button-scene = La escena entera
changes-which = ¿Cuál se acerca más? La cambiamos solo un poco.
changes-like = ¿A cuál se tiene que parecer?
changes-gone = Esa imagen ya no está. En /imagenes puedes hacer otra.

# Qué parte.
changes-what = ¿Qué cambiamos?
changes-area-face = La cara
changes-area-clothes = La ropa
changes-area-background = El fondo
changes-area-object = Un objeto
changes-button-paint = La pinto yo
changes-button-grid = Por casillas
changes-object = ¿Qué objeto? Escríbelo en una o dos palabras. Por ejemplo: la taza.
changes-looking = Busco esa parte. Es un momento.
changes-found =
    Lo que ves en color es lo que va a cambiar.

    ¿Es esta parte?
changes-button-this-part = Sí
changes-button-the-rest = Todo menos esto
changes-part-not-found = Esa parte no la encuentro bien. ¿Me la enseñas tú?
changes-part-other-picture = Esta parece otra imagen. Pinta encima de la mía, sin cambiarla antes, o elige casillas.
changes-part-too-much = Está pintada casi toda. Pinta solo la parte que cambia, o elige casillas.
changes-part-nothing-painted = No veo nada pintado. Prueba con un color fuerte y un trazo gordo, o elige casillas.

# Pintar en el teléfono.
changes-paint =
    <b>Pinta encima de lo que quieres cambiar:</b>

    1. Toca la imagen para abrirla.
    2. Toca el lápiz, o los tres puntos ⋮ y «Editar».
    3. Pinta con el dedo, sin miedo: da igual el color.
    4. Envíamela.
changes-paint-please = Espero la imagen pintada. Si se complica, toca «Por casillas».
changes-grid = Toca los números de las casillas que cambian. Otra vez los quita. Luego, «Ya está».
changes-grid-empty = Toca al menos una casilla.
changes-grid-where = ¿Dónde está { $name }? Toca los números de sus casillas. Luego, «Ya está».
changes-cell-on = ✅ { $number }
changes-cell-off = { $number }

# Qué debe haber ahí, y cuánto.
changes-words =
    ¿Qué debe haber ahí?

    Escríbelo con pocas palabras. Por ejemplo: un vestido azul.
changes-words-or-name =
    ¿Qué debe haber ahí?

    Escríbelo con pocas palabras, o toca un nombre.
changes-few-words = Para la imagen hacen falta unas pocas palabras por escrito, con { $most } letras como mucho. Para decirlas, toca «Volver» en la pregunta y empieza otra vez.
changes-in-words = Esto me hace falta por escrito: unas pocas palabras.
changes-button-other-words = Decirlo de otro modo
changes-how = ¿Cuánto lo cambiamos?
changes-how-little = Un poco
changes-how-quite = Bastante
changes-how-wholly = Del todo

# Volver atrás.
changes-button-undo = ↩ Atrás
changes-button-steps = Todos los pasos
changes-no-step-before = No hay un paso anterior.
changes-steps = Estos son los pasos, en orden. ¿Con cuál te quedas?
changes-button-made = Las que ya hay
changes-made = ¿Qué imagen miramos?

# Una imagen a partir de una foto de verdad.
changes-button-from-photo = Imagen a partir de ella
changes-label-photo = Imagen imaginada · hecha con IA a partir de una foto
changes-photo-who =
    <b>{ $scene }.</b>

    La dibujo encima de la foto. ¿Quién sale en ella?
changes-button-nobody = Nadie
changes-button-only-them = Solo la persona
changes-button-others = Hay más gente
changes-photo-permission = ¿Quién da permiso para dibujar su cara a partir de esta foto?
changes-photo-needs-owner = Para eso falta un permiso. Pídeselo a la persona responsable.
changes-photo-others = Con más gente no la hago: cada persona tendría que dar permiso. La foto queda guardada. Prueba con una sin nadie, o solo con la persona.
changes-photo-faces = En esta foto me parece que hay más caras de las que dijimos, así que no la dibujo: cada persona tendría que dar permiso. La foto queda guardada. Manda otra, o recórtala para que salga solo la persona, o nadie.
