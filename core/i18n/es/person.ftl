# /persona: lo que se sabe de la persona. Cada pregunta se puede saltar.

person-title = <b>{ $name }</b>: esto es lo que sé.
person-title-nameless = Esto es lo que sé.
person-nothing-yet = Todavía nada. Nada de esto corre prisa.
person-second-owner = 💡 Conviene que haya otra persona responsable, por si pierdes el teléfono: /circulo
person-line = <b>{ $what }:</b> { $value }
person-line-unknown = <b>{ $what }:</b> –
person-separator = {", "}
person-unclear = Eso no lo he sabido leer.
person-short-answer = Para esa pregunta basta una respuesta corta, escrita o con un botón. La tienes en /persona cuando quieras.
person-one-thing = Antes, una sola cosa.
person-not-yours-to-say = Eso lo dice la persona responsable: pídeselo. Está en /circulo.
person-empty = Vaciar la lista
person-hour = { $hour }:00
person-minutes = { $minutes } minutos
person-minutes-level = Lo que diga el nivel

person-part-who = Quién es
person-part-life = Su vida
person-part-joys = Lo que le gusta
person-part-comfort = A mano
person-part-care = La sesión
person-part-home = Casa y familia
person-part-rest = Pausa y final
person-part-who-title = Quién es.
person-part-life-title = Su vida. Así no doy por hecho lo que no fue.
person-part-joys-title = Lo que le gusta y le hace bien.
person-part-comfort-title = Lo que conviene tener a mano.
person-part-care-title = Cómo son las sesiones.
person-part-home-title = Casa y familia.

person-fact-name = Nombre
person-fact-language = Idioma
person-fact-register = Trato
person-fact-birth-year = Año de nacimiento
person-fact-figure = En las imágenes
person-fact-places = Lugares
person-fact-partner = Pareja
person-fact-had-children = Hijos
person-fact-cared-for = Cuidó de alguien
person-fact-schooling = Escuela
person-fact-paid-work = Trabajo
person-fact-migration = Se fue de su tierra
person-fact-service = Servicio militar
person-fact-comfort = Lo que le calma
person-fact-song = Su canción
person-fact-glasses = Gafas
person-fact-hearing-aid = Audífono
person-fact-swallow-safe = Traga bien
person-fact-reads = Lee
person-fact-toilet-words = Si quiere ir al baño
person-fact-pain-words = Si le duele algo
person-fact-best-hour = Mejor hora
person-fact-session-place = Dónde es la sesión
person-fact-level = Lo más fácil
person-fact-max-minutes = Cuánto dura
person-fact-avoid = Evitar
person-fact-pictures = Imágenes
person-fact-exercise = Caras y nombres
person-fact-family-contact = Contacto
person-fact-country = País
person-fact-time-zone = Hora local

person-ask-name = Escribe el nombre que le gusta.
person-ask-language = ¿En qué idioma se le habla?
person-ask-register = ¿De tú o de usted?
person-ask-birth-year = Escribe su año de nacimiento, por ejemplo 1944. Se puede saltar.
person-ask-figure = En las imágenes, ¿cómo le dibujamos?
person-ask-places = Escribe los lugares de su vida: pueblo, barrio, ciudades. Cada uno se añade a la lista.
person-ask-partner = ¿Tuvo pareja?
person-ask-had-children = ¿Tuvo hijos?
person-ask-cared-for = ¿Cuidó de alguien: sobrinos, hermanos, mayores?
person-ask-schooling = ¿Fue a la escuela?
person-ask-paid-work = ¿Trabajó fuera de casa o por un sueldo?
person-ask-migration = ¿Se fue a vivir lejos de su tierra?
person-ask-service = ¿Hizo el servicio militar o el servicio social?
person-ask-comfort = ¿Qué le calma y le hace bien? Una cosa o varias: se añaden a la lista.
person-ask-song = ¿Qué canción abre la sesión? Escríbela, o un objeto que sirva para empezar.
person-ask-glasses = ¿Usa gafas?
person-ask-hearing-aid = ¿Usa audífono?
person-ask-swallow-safe = ¿Puede probar bocados y bebidas sin atragantarse?
person-ask-reads = ¿Lee, si la letra es grande?
person-ask-toilet-words = ¿Cómo dice que quiere ir al baño? Escribe sus palabras o su gesto.
person-ask-pain-words = ¿Cómo dice que le duele algo? Escribe sus palabras o su gesto.
person-ask-best-hour = ¿A qué hora está mejor?
person-ask-session-place = ¿Dónde son las sesiones? Por ejemplo: en casa, en el centro de día.
person-ask-level = ¿Qué le resulta más fácil?
person-ask-max-minutes = ¿A los cuántos minutos se cansa? Entonces pregunto si lo dejamos. Toca uno, o escribe un número del 5 al 60.
person-ask-avoid = ¿Algo que evitar? Escríbelo con tus palabras: se añade a la lista.
person-ask-pictures = ¿Hacemos imágenes de lo que cuente?
person-ask-exercise =
    ¿Activamos «Caras y nombres»? Con fotos de verdad se saluda a quien ve cada semana, diciendo siempre el nombre primero. Nada se puntúa.

    Los estudios son pequeños, y solo ayuda con lo que se practica. Va bien en los niveles Contar y Elegir; en Compañía, no.
person-ask-family-contact = ¿A quién se avisa de la familia? Escribe nombre y teléfono.
person-ask-country = ¿En qué país estáis? Toca uno, o escribe su código de dos letras.
person-ask-country-default = ¿Estáis en { $country }, con la hora de { $city }?
person-other-country = Otro país
person-ask-time-zone = ¿Con la hora de qué ciudad vivís? Toca una, o escribe otra de la misma hora, por ejemplo: Toronto.

person-register-tu = Tú
person-register-usted = Usted
person-figure-man = Hombre
person-figure-woman = Mujer
person-figure-unsaid = Sin decir
person-level-open = Contar
person-level-choice = Elegir
person-level-presence = Compañía

person-rest-active = Aquí se puede parar todo por un tiempo, o decir que la persona ha muerto.
person-rest-paused = Todo está en pausa: no hay sesiones, avisos ni propuestas. El libro sigue abierto.
person-rest-died = Los avisos y las propuestas están parados. El libro sigue aquí.
person-pause = Pausarlo todo
person-has-died = Ha muerto
person-wake-paused = Seguir
person-wake-died = Ha sido un error
person-has-died-ask =
    Lo siento mucho.

    Al confirmarlo se paran enseguida las sesiones, los avisos y las propuestas. El libro se queda, para leerlo cuando queráis. No se borra nada.
person-has-died-yes = Sí, ha muerto

country-ES = España
country-GB = Reino Unido
country-IE = Irlanda
country-US = Estados Unidos
country-MX = México
country-AR = Argentina
country-CO = Colombia
country-CL = Chile
country-PE = Perú
country-UY = Uruguay
