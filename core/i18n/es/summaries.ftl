### Los resúmenes para quien lleva la terapia: hechos y toques, sin diagnóstico ni tendencia.

# --- Piezas
summaries-and = { " · " }
summaries-comma = { ", " }
summaries-then = { "; " }
summaries-none = no hay
summaries-unknown = –
summaries-no-theme = sin tema
summaries-somebody = alguien que ya no está
summaries-line = <b>{ $label }:</b> { $text }
summaries-detail =
    <b>{ $number }/{ $of } · { $label }</b>

    { $text }
summaries-day = { $day } { $month ->
    [1] ene
    [2] feb
    [3] mar
    [4] abr
    [5] may
    [6] jun
    [7] jul
    [8] ago
    [9] sep
    [10] oct
    [11] nov
   *[12] dic
}
summaries-draft = 📝 <b>Borrador</b>: quien acompaña no ha terminado de responder.

# --- Los quince bloques
summaries-block-header = La sesión
summaries-block-alerts = Avisos
summaries-block-goal = Objetivo y tema
summaries-block-assent = Asentimiento
summaries-block-mood = Ánimo
summaries-block-observation = Lo que vio quien acompaña
summaries-block-participation = Participación
summaries-block-memories = Recuerdos
summaries-block-helped = Ayudas y estorbos
summaries-block-hard_moments = Momentos difíciles
summaries-block-pictures = Imágenes imaginadas
summaries-block-companion = Quien acompaña
summaries-block-suggestions = Sugerencias
summaries-block-decision = Tu decisión
summaries-block-provenance = Procedencia

# 1
summaries-header = <b>{ $code } · { $session } · { $date }, { $start }–{ $end } ({ $minutes } min) · { $companion } · { $level }</b>
summaries-header-more = La empezó: { $starter }. Idioma: { $language }. Relevos: { $times }.
summaries-header-at = { $header } · { $place }
summaries-therapists = Terapeuta: { $names }.
summaries-session = sesión { $number }/{ $of }
summaries-session-beyond = sesión { $number }
summaries-not-held = no se hizo
summaries-level-then = { $first }, luego { $last }

# 2
summaries-alert-danger = 🆘 peligro ({ $times })
summaries-alert-upset = ⚠️ mal momento ({ $times })
summaries-alert-picture_made = ⚠️ detalle que quizá viene de una imagen ({ $times })
summaries-alert-consent_withdrawn = ⚠️ permiso retirado ({ $times })
summaries-alert-companion = { $times ->
   *[other] ⚠️ quien acompaña, mal tres veces seguidas
}

# 3
summaries-song = canción: { $song }
summaries-cues = { $count ->
    [one] 1 objeto a mano
   *[other] { $count } objetos a mano
}
summaries-photos = { $count ->
    [one] 1 foto
   *[other] { $count } fotos
}

# 4
summaries-assent-given = sí
summaries-assent-after_a_while = sí, al rato
summaries-assent-refused = no, y no se hizo
summaries-assent-withdrawn = sí; luego se apartó y se cerró
summaries-assent-not_sure = no quedó claro, y no se hizo
summaries-assent-not_asked = no se llegó a preguntar

# 5
summaries-mood-before = antes { $face } ({ $rater })
summaries-mood-after = después { $face } ({ $rater })
summaries-mood-before-unknown = antes, sin anotar
summaries-mood-after-unknown = después, sin anotar
summaries-rater-person = señaló la persona
summaries-rater-companion = según quien acompaña

# 6
summaries-observed-enjoyed = disfrutó { $mark }
summaries-observed-interest = interés { $mark }
summaries-observed-at_ease = a gusto { $mark }
summaries-observed-connected = conectó { $mark }
summaries-observed-initiative = iniciativa { $mark }
summaries-observed-upset = disgusto { $mark }
summaries-observed-when = 0 nada, 1 un poco, 2 bastante, 3 mucho, – no se sabe; anotado el { $date }

# 7
summaries-taken-up = respondió a { $taken } de { $offered }
summaries-run = hasta { $count } seguidas
summaries-refused = prefirió no contestar a { $count }
summaries-initiative-yes = con iniciativa propia
summaries-initiative-no = sin iniciativa propia
summaries-drops = { $count ->
    [one] 1 bajada de nivel
   *[other] { $count } bajadas de nivel
}
summaries-stop-postponed = se dejó para otro día
summaries-stop-not_today = hoy no quiso
summaries-stop-time = terminó por tiempo
summaries-stop-refusals = terminó antes: no le apetecía
summaries-stop-nothing_came = terminó antes: no salía nada
summaries-stop-no_theme = terminó antes: no quedaban temas
summaries-stop-uneasy = terminó antes: no estaba a gusto
summaries-stop-upset = terminó antes: mal momento
summaries-stop-danger = terminó antes: se pidió ayuda
summaries-stop-companion = la cerró quien acompaña
summaries-stop-turned_away = terminó antes: se apartó
summaries-stop-left = quedó a medias

# 8
summaries-memory = • <b>{ $title }</b> · { $facts }
summaries-memory-quoted = • <b>{ $title }</b> · <i>«{ $quote }»</i> · { $facts }
summaries-memory-withheld = • { $theme } · palabras reservadas · { $facts }
summaries-memories-more = • y { $count } más
summaries-new = nuevo
summaries-revisited = ya contado
summaries-valence-pleasant = agradable
summaries-valence-mixed = de todo un poco
summaries-valence-painful = dolió
summaries-enjoyed = disfrute { $mark }/10
summaries-teller-person = lo contó la persona
summaries-teller-companion = lo contó quien acompaña
summaries-teller-family = lo contó la familia
summaries-how-free = por su cuenta
summaries-how-chosen = eligiendo entre opciones
summaries-how-gesture = con un gesto
summaries-verified-as_told = tal como se contó
summaries-verified-family_confirmed = la familia lo confirma
summaries-verified-family_differs = la familia lo cuenta distinto
summaries-state-kept = se mantiene
summaries-state-at_risk = en riesgo
summaries-state-lost = perdido
summaries-state-proposed = propuesta: { $state }
summaries-state-confirmed = confirmado: { $state }

# 9
summaries-helped = ayudó: { $helped }; estorbó: { $hindered }

# 10
summaries-tier-unknown = sin graduar
summaries-tier-0 = nivel 0
summaries-tier-1 = nivel 1
summaries-tier-2 = nivel 2
summaries-tier-3 = nivel 3
summaries-comfort = pasos enseñados: { $steps }
summaries-comfort-stop = parar
summaries-comfort-name = nombrar la emoción
summaries-comfort-stay = hacer compañía
summaries-comfort-offer = ofrecer algo que gusta
summaries-comfort-close = cerrar con calma
summaries-ending-went_on = siguió
summaries-ending-gentler = se pasó a algo más fácil
summaries-ending-closed = se cerró con calma
summaries-ending-help = se pidió ayuda
summaries-flag-resting = tema en reposo
summaries-flag-reviewed = ya mirado
summaries-moments-more = y { $count } más

# 11
summaries-pictures-accepted = { $count ->
    [one] 1 aceptada
   *[other] { $count } aceptadas
}
summaries-pictures-changed = { $count ->
    [one] 1 cambio
   *[other] { $count } cambios
}
summaries-pictures-rejected = { $count ->
    [one] 1 apartada
   *[other] { $count } apartadas
}
summaries-likeness-yes = con parecido
summaries-likeness-no = sin parecido
summaries-likeness-by = parecido, con permiso de { $givers }
summaries-picture-one = { $answer }, intentos: { $tries }
summaries-picture-yes = una aceptada
summaries-picture-no = ninguna aceptada
summaries-area-face = se cambió la cara
summaries-area-clothes = se cambió la ropa
summaries-area-background = se cambió el fondo
summaries-area-object = se cambió una cosa
summaries-area-painted = se cambió lo que se pintó
summaries-area-cells = se cambió un trozo
summaries-picture-caption = Imagen imaginada · hecha con IA

# 12
summaries-note = «{ $note }»
summaries-note-cut = dejó una nota
summaries-note-voice = dejó una nota de voz
summaries-day-good = su día: bien
summaries-day-so_so = su día: regular
summaries-day-hard = su día: mal
summaries-day-unknown = su día: sin anotar

# 13
summaries-suggest-theme = probar «{ $what }»
summaries-suggest-avoid = no volver a «{ $what }» hasta que lo mires
summaries-suggest-level = pensar en el nivel «{ $what }»
summaries-suggest-keep = mantener { $what }
summaries-suggest-homework = en casa: una foto o un objeto sobre «{ $what }»
summaries-because = { $what } ({ $reason })
summaries-reason-easy_after_hard = fácil, después de un mal momento
summaries-reason-untold = todavía sin contar
summaries-reason-known = ya se habló de ello
summaries-reason-level_dropped = hoy se bajó de nivel
summaries-reason-helped = hoy ayudó
summaries-reason-hard_moment = hubo un mal momento
summaries-reason-told_today = se contó hoy

# 14
summaries-undecided = pendiente
summaries-decided-continue = seguir igual
summaries-decided-adapt = adaptar
summaries-decided-pause_pictures = pausar las imágenes
summaries-decided-pause_sessions = pausar las sesiones

# 15
summaries-provenance = datos de la sesión; nada lo ha escrito una IA
summaries-from-people = de personas: { $blocks }
summaries-from-program = del programa: { $blocks }
summaries-picture-model = imágenes con el modelo { $model }
summaries-transcript = lo contado, entero: en el chat, detrás del bloque 15 ({ $count })
summaries-edit = { $date }: { $choice }

# --- Botones y pantallas
button-summaries = Resúmenes
summaries-button-detail = Detalle
summaries-button-states = Estado de los recuerdos
summaries-button-moments = ⚠️ Momentos difíciles
summaries-button-note = Añadir nota
summaries-button-picture = 🖼 Ver la imagen
summaries-button-spoken = 🔊 Escuchar la nota
summaries-spoken-note = Lo que dijo quien acompañó, como nota de la sesión. Para seguir, toca «Volver».
summaries-button-transcript = 📜 Lo contado, entero
summaries-told-title = <b>Lo que se contó, entero.</b> Es de la persona: no lo reenvíes.
summaries-told-nothing = De esta sesión no hay nada más que leer.
summaries-told-quoted =
    <b>{ $title }</b> · { $teller }
    «{ $words }»
summaries-told-retold =
    <b>{ $title }</b> · { $teller }
    { $words }
summaries-told-voice = <b>{ $title }</b>: se oye arriba, tal como se contó.
summaries-picture-away = Esa imagen queda para quien acompaña.
summaries-choice-continue = Seguir igual
summaries-choice-adapt = Adaptar
summaries-choice-pause_pictures = Pausar imágenes
summaries-choice-pause_sessions = Pausar sesiones
summaries-effect-continue = Anotado: seguir igual.
summaries-effect-adapt = Anotado. El nivel y lo que evitar, en /persona.
summaries-effect-pause_pictures = Anotado: ya no se ofrecen imágenes.
summaries-effect-pause_sessions = Anotado: no empieza ninguna sesión hasta que lo levantes.
summaries-ask-note = Escribe tu nota. La leen quienes leen los resúmenes.
summaries-note-unclear = Escribe la nota con palabras, como mucho { $most } letras.
summaries-ask-moments = El tema y el recuerdo de ese momento están en reposo. ¿Pueden volver?
summaries-moments-later = Todavía no: quien acompaña no ha terminado. Vuelve cuando acabe la sesión.
summaries-come-back = Pueden volver
summaries-leave-out = Mejor que no vuelvan
summaries-reviewed-back = Anotado: pueden volver.
summaries-reviewed-out = Anotado: no se ofrecerán más.
summaries-button-clear = La familia puede leerlo
summaries-ask-clear = En esta sesión alguien tocó «Son malos tratos». Lo que se contó entonces es solo para quien lleva la terapia: la familia no puede verlo ni borrarlo. Si fue un error, desde ahora podrá leerlo. No tiene vuelta atrás: lo que alguien ha leído, leído queda. Si dudas, déjalo como está.
summaries-clear-yes = Sí, fue un error
summaries-cleared = Anotado: desde ahora la familia puede leerlo.
summaries-button-left-out = Temas apartados
summaries-left-out = Estos temas se apartaron, y no se ofrecen. Toca uno para que vuelva, con sus recuerdos.
summaries-left-out-none = No hay ningún tema apartado. Para seguir, toca «Volver».
summaries-button-styles = Estilos
summaries-styles = Además del suave, está abierto esto para quien hace imágenes. Toca lo que quieras cerrar.
summaries-styles-none = Solo está abierto el estilo suave. Los demás se abren al elegirlos para una imagen, después de un aviso. Para seguir, toca «Volver».
summaries-shut-fine = Ajustes finos
summaries-shut = Cerrado. Las imágenes ya hechas se quedan.
summaries-ask-state =
    <b>{ $title }</b> ({ $number }/{ $of })

    ¿Cómo está este recuerdo? Lo perdido no se vuelve a ofrecer y sale del libro.
summaries-next-memory = Siguiente recuerdo
summaries-state-effect-kept = Anotado: se mantiene.
summaries-state-effect-at_risk = Anotado: en riesgo.
summaries-state-effect-lost = Anotado: no se ofrece más y sale del libro.
summaries-earlier-block = ◀
summaries-later-block = ▶
summaries-list = <b>Resúmenes · { $code }</b>
summaries-list-empty = Todavía no ha habido ninguna sesión.
summaries-heading-draft = 📝 { $date } · { $session }
summaries-heading-alert = ⚠️ { $date } · { $session }
summaries-heading-undecided = ▫️ { $date } · { $session }
summaries-heading-done = ✓ { $date } · { $session }
summaries-newer = ◀ Más nuevas
summaries-older = Más antiguas ▶
summaries-lifted = Las sesiones pueden empezar otra vez.

error-sessions-paused = Quien lleva la terapia ha parado las sesiones por un tiempo. Estad juntos sin más: el libro sigue en /libro. Espera a que diga que se puede.

# --- Objetivo, escalas, informe
summaries-button-settings = Nivel y qué evitar
summaries-button-lift = Reanudar las sesiones
summaries-button-goal = Objetivo
summaries-button-results = Escalas
summaries-button-report = Informe
summaries-are-paused = Las sesiones están en pausa.
summaries-report-due = Han pasado tres meses: es hora del informe.
summaries-goal = <b>Objetivo:</b> { $goal }
summaries-goal-none = Todavía no hay objetivo.
summaries-ask-goal = Escribe para qué son las sesiones. El objetivo anterior se queda con las suyas.
summaries-goal-set = Anotado el objetivo.
summaries-results = <b>Resultados de otras escalas</b>
summaries-results-none = Todavía no hay ninguno.
summaries-result = { $day } · { $name }: { $value }
summaries-add-result = Apuntar uno
summaries-drop-result = Quitar el último
summaries-export-results = Exportar
summaries-ask-result =
    Escribe el nombre de la escala, el resultado y el día, con punto y coma:
    <code>Nombre; 24/30; 14/03/2026</code>

    Sin día, vale el de hoy.
summaries-result-unclear = No lo he sabido leer. Escríbelo otra vez, con punto y coma: nombre; resultado; día.
summaries-export = <pre>{ $table }</pre>
summaries-conclude = Escribir la conclusión
summaries-ask-conclusion = Escribe tu conclusión de estos meses. Con ella se cierra el informe.
summaries-concluded =
    Informe cerrado.
    <i>{ $conclusion }</i>
summaries-stage-themes = { $stage } ({ $count })
summaries-report-mood = { $day }: { $before } y { $after }
summaries-report =
    <b>{ $code } · informe · del { $since } al { $until }</b>
    <b>Sesiones:</b> { $sessions }, de { $minutes } min de media; no hechas: { $refused }
    <b>Temas por etapa:</b> { $themes }
    <b>Recuerdos nuevos:</b> { $memories }; confirmados: { $states }
    <b>Ánimo, antes y después:</b> { $moods }
    <b>Imágenes imaginadas:</b> aceptadas { $accepted }, apartadas { $rejected }
    <b>Cambios en lo que evitar:</b> { $avoid }
    <b>Malos momentos (nivel 2 y 3):</b> { $adverse }
    <b>Días de quien acompaña:</b> { $days }
summaries-report-conclusion = <b>Conclusión:</b> { $conclusion }
summaries-report-pending = pendiente
summaries-report-entry = { $since } – { $until } { $year }
summaries-earlier-reports = Informes anteriores
summaries-earlier-title = Los informes que se cerraron. Toca uno para leerlo.

# --- Varias personas
summaries-people = <b>Quién te necesita</b>
summaries-person = { $code } { $name }
summaries-person-line = <b>{ $code }</b> · { $needs }
summaries-need-alerts = { $count ->
    [one] ⚠️ 1 aviso
   *[other] ⚠️ { $count } avisos
}
summaries-need-decisions = { $count ->
    [one] 1 resumen por decidir
   *[other] { $count } resúmenes por decidir
}
summaries-need-first = sin sesiones todavía
summaries-need-days = { $days ->
    [0] sesión hoy
    [one] sesión ayer
   *[other] { $days } días sin sesión
}
summaries-need-report = informe pendiente

# --- En papel
summaries-button-pdf = 📄 En PDF
summaries-sheet = Resumen de la sesión · { $code }
summaries-sheet-note = Hechos y palabras de personas; nada lo ha escrito una IA.
