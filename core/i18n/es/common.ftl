# Botones, papeles y órdenes que se usan en todas partes.

button-yes = Sí
button-no = No
button-later = Luego
button-back = Volver
button-go-on = Seguir
button-not-now = Ahora no
button-menu = Inicio
button-session = Sesión
button-book = El libro
button-pictures = Imágenes
button-photos = Las fotos
button-person = La persona
button-circle = El círculo
button-help = Ayuda
button-reminders = Recordatorios
button-privacy = Privacidad

language-es = Español
language-en = English

given-up-photos = 📷 He dejado de mirarlas: se ha retirado un permiso, o se han quitado. En /fotos ves lo que hay.
given-up-learning = Ya no sigo aprendiendo: <b>{ $name }</b>.
given-up-trying = Ya no sigo dibujando: <b>{ $name }</b>.
given-up-this = Ya no sigo con esto.
given-up-why = Se ha retirado un permiso, o se ha cambiado o quitado aquello para lo que era. En /fotos ves lo que hay.
given-up-why-photo = Una foto con la que aprendía se ha quitado o ya no vale. En /fotos se puede pedir otra vez, y empiezo sin ella.
given-up-work = Esto ya no lo hago: se ha retirado un permiso, o ha cambiado aquello para lo que era. Toca /start para seguir.
given-up-by = { $name } lo ha parado. Lo que ya sabía sigue igual. En /fotos se puede empezar otra vez.
given-up-resting = Esto se ha parado. Si tienes dudas, habla con la persona responsable.

role-owner = responsable
role-companion = acompañante
role-relative = familia
role-therapist = terapeuta

command-start = empezar, o ver dónde estáis
command-session = una sesión juntos
command-book = el libro de vida
command-pictures = imágenes de lo contado
command-photos = las fotos de verdad
command-person = lo que sé de la persona
command-circle = quién está en el círculo
command-summaries = los resúmenes
command-reminders = los recordatorios
command-privacy = qué se guarda y quién lo ve
command-language = cambiar de idioma
command-help = qué se puede hacer
command-cancel = dejar lo que está a medias

home-with = Estás con <b>{ $name }</b>.
home-with-nameless = Este es vuestro espacio. La persona todavía no tiene nombre aquí.
home-more = Más…
home-owner = ¿Qué os apetece?
home-companion = ¿Qué os apetece?
home-therapist = ¿Qué os apetece?
home-relative = Puedes mirar el libro, mandar fotos, o escribir aquí un recuerdo.
home-being-introduced = Quien abrió este espacio todavía está contándome lo primero. Vuelve dentro de un rato con /start.
home-paused = Todo está en pausa. El libro sigue abierto.
home-died = El libro de <b>{ $name }</b> sigue aquí, para leerlo cuando queráis.
home-died-nameless = El libro sigue aquí, para leerlo cuando queráis.

cancel-done = De acuerdo, lo dejamos. Lo guardado, guardado está.
