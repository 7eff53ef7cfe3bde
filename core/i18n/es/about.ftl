# Sobre mí: una hoja para quien cuida a la persona, en el chat y en papel.

about-title = Sobre { $name }
about-title-nameless = Sobre mí
about-lead = Para quien le cuida
about-note = Todo lo de esta hoja lo han dicho la persona o su gente.
about-part-words = Para hablar
about-part-likes = Lo que le gusta y le hace bien
about-part-work = Su trabajo
about-part-people = Su gente
about-part-stories = Historias que cuenta
about-part-at-hand = A mano
about-part-leave = Mejor no sacar estos temas

about-called = Le gusta que le llamen { $name }.
about-register-tu = Se le habla de tú.
about-register-usted = Se le habla de usted.
about-level-open = Lo más fácil: que cuente, a su ritmo.
about-level-choice = Lo más fácil: elegir entre dos cosas, o sí y no.
about-level-presence = Lo más fácil: la compañía, sin preguntas.
about-song = Su canción: { $song }
about-glasses-yes = Lleva gafas.
about-glasses-no = No lleva gafas.
about-hearing-aid-yes = Lleva audífono.
about-hearing-aid-no = No lleva audífono.
about-swallow-safe-no = Al comer y beber puede atragantarse.
about-best-hour = Su mejor hora: las { $hour }:00.
about-story-quoted = { $title }: «{ $words }»

# En el chat.
about-screen =
    <b>{ $title }</b>
    <i>{ $lead }</i>

    { $sections }

    <i>{ $note }</i>
about-section =
    <b>{ $heading }</b>
    { $lines }
about-line = • { $text }
about-empty =
    <b>Sobre mí</b>

    Aquí saldrá una hoja para quien le cuida, con lo que vosotros contéis. Todavía no hay nada que poner.
about-button-open = 👤 Sobre mí
about-button-print = 🖨 En papel
about-button-card = 🪪 Tarjeta
about-button-add = ✏️ Añadir algo
about-button-clear = Quitar lo añadido
about-button-back = Volver
about-ask-part = ¿De qué?
about-button-likes = Lo que le gusta
about-button-work = Su trabajo
about-button-people = Su gente
about-button-words = Palabras que ayudan
about-ask-likes = ¿Qué le gusta? Escríbelo en una línea.
about-ask-work = ¿En qué trabajaba, en casa o fuera? Escríbelo en una línea.
about-ask-people = ¿Quién es importante? Nombre y quién es, en una línea.
about-ask-words = ¿Qué palabras ayudan? Escríbelas en una línea.
about-passed-on = Una línea va escrita, con { $longest } letras como mucho. Para añadirla, vuelve a tocar ✏️ Añadir algo en 👤 Sobre mí.
about-not-taken = Una sola línea corta, por favor, de hasta { $longest } letras. En cada parte caben { $most } líneas.
about-waiting =
    🖨 Estoy preparando la hoja.

    { $progress }
about-arrived = 👤 La hoja para quien le cuida, lista para imprimir. Lleva datos suyos: dásela solo a quien la necesite.
about-file-name = { $layout ->
    [card] sobre-mi-tarjeta.pdf
   *[other] sobre-mi.pdf
}
about-changed = La hoja ha cambiado mientras la preparaba. ¿La hago otra vez?
about-failed = Ahora no he podido preparar la hoja. No se ha perdido nada. Inténtalo otra vez dentro de un rato.
