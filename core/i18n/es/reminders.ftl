# /recordatorios: cuándo proponer un rato juntos. Nada de lo que se ve en la pantalla bloqueada nombra una enfermedad.

reminders-offer = ¿Un ratito con { $name }?
reminders-offer-us = ¿Un ratito juntos?
reminders-begin = Empezar
reminders-in-a-while = En un rato
reminders-not-today = Hoy no
reminders-begun = ¡Vamos!
reminders-snoozed = De acuerdo. Vuelvo a preguntar a las { $time }.
reminders-too-late = Se hace tarde: por hoy lo dejamos.
reminders-skipped = De acuerdo, hoy no.

reminders-ask-days = ¿Qué días os aviso para un ratito con <b>{ $name }</b>?
reminders-ask-days-us = ¿Qué días os aviso para un ratito juntos?
reminders-day = { $day ->
    [0] lun
    [1] mar
    [2] mié
    [3] jue
    [4] vie
    [5] sáb
   *[6] dom
}
reminders-day-chosen = ✅ { reminders-day }
reminders-done = Listo
reminders-enough = Con dos días a la semana basta. Quita uno para poner otro.

reminders-set = Aviso { $days }, a las { $hour }:00. Es la hora de { $city }.
reminders-every = los { $day ->
    [0] lunes
    [1] martes
    [2] miércoles
    [3] jueves
    [4] viernes
    [5] sábados
   *[6] domingos
}
reminders-first-of-month = el primer { $day ->
    [0] lunes
    [1] martes
    [2] miércoles
    [3] jueves
    [4] viernes
    [5] sábado
   *[6] domingo
} de cada mes
reminders-both = { $first } y { $second }
reminders-quiet = Nunca entre las { $start }:00 y las { $end }:00. Si un aviso queda sin respuesta, espero a que volváis.
reminders-days-button = Los días
reminders-hour-button = La hora
reminders-programme-button = Cada cuánto
reminders-stop = Sin avisos
reminders-stopped = Ya no aviso. Podéis empezar cuando queráis, con /sesion.
reminders-resting = Ahora no aviso de nada.
reminders-need-permission = Por ahora no aviso: falta el permiso para guardar historias. Lo da la persona responsable, en /privacidad.

reminders-ask-hour = ¿A qué hora está mejor?
reminders-hour = { $hour }:00
reminders-good-hour = { $hour }:00, su buena hora

reminders-ask-pace = ¿Cada cuánto? Al principio va bien una o dos veces a la semana, unas doce en total; después, una al mes. Es solo una idea.
reminders-pace-once = Una a la semana
reminders-pace-twice = Dos a la semana
reminders-pace-monthly = Una al mes
reminders-programme-once = La idea: una vez a la semana.
reminders-programme-twice = La idea: una o dos veces a la semana.
reminders-programme-monthly = La idea: una vez al mes.
reminders-noted = Anotado.
reminders-suggest-monthly = Ya lleváis doce ratos juntos o más. Si os viene bien, puede ser una vez al mes; si preferís seguir así, también.
reminders-monthly-now = De acuerdo: una vez al mes.
