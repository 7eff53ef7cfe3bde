### Lo que lee, en la máquina, quien lleva el bot.

operator-about = Sesiones de reminiscencia guiadas en Telegram, con un libro de vida. Una orden para cada cosa; los ajustes están en .env.example.
operator-help-run = arranca todo en esta máquina: el bot y quienes trabajan para él
operator-help-bot = arranca solo el bot
operator-help-worker = arranca solo un taller, que hace imágenes (gpu) o tareas ligeras (cpu)
operator-help-queue = qué tareas coge este taller
operator-help-try = el mismo bot en una página del navegador, sin Telegram
operator-help-port = el puerto de la página en esta máquina
operator-help-fresh = empieza de cero, sin las pruebas anteriores
operator-help-demo = representa una historia entera en los dos idiomas y hace su libro de vida
operator-help-out = la carpeta para lo que hace la demostración
operator-help-invite = crea un enlace que abre un espacio nuevo para una persona
operator-help-therapist = para un terapeuta: abre espacios y los entrega después a cada familia
operator-help-hand-over = devuelve un espacio a su familia, tras una espera que se anuncia a todo el círculo
operator-handing-over =
    Lo sabe ya todo el círculo. Si ninguna persona responsable lo para, este enlace servirá dentro de { $days } días:
    { $link }
operator-help-migrate = pone todas las bases de datos al día con esta versión
operator-help-backup = escribe una copia de seguridad de todos los datos, sin las llaves
operator-help-restore = vuelve a poner una copia de seguridad en su sitio
operator-help-from = la copia que se vuelve a poner
operator-help-old-circles = poner también los círculos como estaban en la copia, si los de ahora no se pueden leer
operator-help-check = comprueba todas las bases de datos y todos los archivos, y enseña los espacios con su identificador
operator-help-tidy = retira lo que sobra con seguridad
operator-help-export = escribe en un archivo todo lo de una persona, para entregárselo a su familia
operator-help-import = incorpora lo que enseñó otro programa: un adaptador LoRA o un modelo entero, en .safetensors
operator-help-learnt = el archivo .safetensors
operator-help-of = a quién muestra: young, adult u old para una edad de la persona; si no, el nombre que le puso la familia
operator-help-token = la palabra con la que el modelo lo conoce
operator-help-to = la carpeta donde se escribe
operator-help-erase = destruye para siempre todo lo de una persona
operator-help-person = el identificador del espacio de la persona, como lo enseña vivencia check
operator-help-confirm = hace falta: escribe otra vez el identificador
operator-help-doctor = dice en palabras claras qué funciona y qué falta
operator-help-key-copy = anota que la copia de la carpeta de llaves está en lugar seguro

operator-invitation =
    Envía este enlace a quien acompaña. Abre un espacio nuevo y vale { $days ->
        [one] un día
       *[other] { $days } días
    }:
    { $link }
operator-invitation-therapist =
    Envía este enlace al terapeuta. Abre un espacio nuevo, que luego entrega a la familia, y le deja abrir otros. Vale { $days ->
        [one] un día
       *[other] { $days } días
    }:
    { $link }
operator-invitation-no-name =
    Telegram no ha dicho cómo se llama el bot; aquí está el código solo: https://t.me/NOMBRE_DEL_BOT?start={ $link }
operator-migrated = Todo está al día. Espacios comprobados: { $spaces }.
operator-backed-up =
    Copia escrita: { $folder }
    Las llaves no van dentro. Guarda una copia de la carpeta de llaves en otro sitio: sin ella la copia no se puede leer.
operator-restored = La copia está otra vez en su sitio. Espacios: { $spaces }. Fuera, por estar borrados: { $erased }. Lo que había antes queda en { $replaced }
    Las historias y los permisos son los del momento de la copia: lo que se retiró después puede volver a valer. Cuando arranque el bot, pedirá a quien responde de cada espacio que lo mire.
operator-restore-circles = Aquí no se sabe a quién se sacó de un círculo después de hacer la copia. Pide a quien responde de cada espacio que mire /circulo.
operator-restore-circles-unknown = No se ha cambiado nada. No se puede leer quién está ahora en cada círculo, y volvería a entrar quien se sacó después: { $reason }
    Si lo escribió una versión más nueva de Vivencia, restaura con esa versión. Para poner los círculos de la copia de todos modos, y que se miren en /circulo: vivencia restore --old-circles
operator-restore-carried = { $count ->
    [one] Un espacio no está en la copia y sigue como estaba aquí.
   *[other] { $count } espacios no están en la copia y siguen como estaban aquí.
}
operator-restore-not-carried = En la copia { $count ->
    [one] falta un espacio, y no se ha podido conservar como estaba aquí
   *[other] faltan { $count } espacios, y no se han podido conservar como estaban aquí
}. Lo que había aquí queda en { $replaced }/patients, con el mismo identificador: busca una copia más nueva. Para destruirlo del todo: vivencia erase
operator-restore-keyless = { $count ->
    [one] Falta la llave de un espacio, o está dañada, y por eso no ha vuelto
   *[other] Faltan las llaves de { $count } espacios, o están dañadas, y por eso no han vuelto
}. La copia de seguridad lo sigue guardando. Vuelve a poner la carpeta de llaves desde su copia y repite la misma orden antes de arrancar el bot.
operator-backup-left-out = No está completa: { $count ->
    [one] no se ha podido copiar un espacio
   *[other] no se han podido copiar { $count } espacios
}. Puede que solo quede una copia anterior. Para ver qué pasa: vivencia check
operator-restore-left-out = En la copia { $count ->
    [one] falta un espacio: no se pudo copiar cuando se hizo
   *[other] faltan { $count } espacios: no se pudieron copiar cuando se hizo
}. Lo que había aquí queda en { $replaced }/patients, con el mismo identificador. Puede que también esté en una copia anterior.
operator-restore-damaged = { $count ->
    [one] Ha vuelto un archivo que no se deja comprobar
   *[other] Han vuelto { $count } archivos que no se dejan comprobar
}. Lo que había antes queda en { $replaced }, y allí { $count ->
    [one] puede estar entero
   *[other] pueden estar enteros
}. Para ver todo lo que está mal: vivencia check
operator-check-fine = Todo está bien. Espacios: { $spaces }. Archivos: { $files }.
operator-check-spaces = Los espacios: el identificador de cada uno, el código de la persona como en los resúmenes y cuánta gente hay en su círculo:
operator-check-findings = Hay { $count ->
    [one] una cosa que te necesita
   *[other] { $count } cosas que te necesitan
}:
operator-exported =
    Escrito: { $archive }
    No está cifrado y cualquiera puede leerlo: entrégalo a quien lo pidió y borra esta copia.
operator-export-lacking = { $count ->
    [one] Le falta un archivo que no se deja comprobar
   *[other] Le faltan { $count } archivos que no se dejan comprobar
}. Vuelve a poner una copia que aún lo tenga (vivencia restore), o mira una anterior. Para ver qué está mal: vivencia check
operator-imported = Incorporado para «{ $of }»: un adaptador. Desde ahora las imágenes lo usan; mira una antes que nadie.
operator-imported-whole = Incorporado para «{ $of }»: un modelo entero. Desde ahora las imágenes de esa edad se hacen con él; mira una antes que nadie.
operator-erased = Borrado: { $person }. Ya no se puede leer en ninguna copia.
operator-erase-differs = No se ha borrado nada: los dos identificadores son distintos. Escribe el mismo dos veces.
operator-erase-copy-left = Borrado aquí: { $person }. Pero no se ha podido reescribir la copia de las llaves, y con ella aún se leen sus copias de seguridad antiguas. Vuelve a conectar esa copia y repite la misma orden, o destrúyela a mano.
operator-no-bot-token =
    No hay token del bot. Pídelo a @BotFather en Telegram, ponlo en .env como VIVENCIA_BOT_TOKEN=… y arranca otra vez.
    Para ver Vivencia sin Telegram: vivencia try
operator-token-rejected = Telegram no conoce este token. Cópialo otra vez de @BotFather en VIVENCIA_BOT_TOKEN, revisa VIVENCIA_API_BASE_URL si lo has cambiado y arranca otra vez.
operator-settings-wrong = Hay un ajuste mal puesto: { $setting }. Compara .env con .env.example.
operator-unknown-variable = { $name } está puesto pero no es un ajuste de Vivencia: ¿estará mal escrito?
operator-in-use = Ya hay otra Vivencia trabajando en esta carpeta de datos. Párala primero.
operator-absent = En { $folder } no hay ninguna Vivencia, así que no se ha hecho nada. Repite la orden donde se arrancó, con el mismo usuario y los mismos ajustes: VIVENCIA_DATA_FOLDER y VIVENCIA_KEY_FOLDER dicen dónde está. Si aún no se ha arrancado nunca: vivencia run
operator-machine-refused = La máquina no lo ha permitido: { $reason }. Mira que este usuario pueda escribir ahí, que quede sitio en el disco y que ningún otro programa use el mismo puerto, y repítelo.
operator-telegram-refused = Telegram no lo ha aceptado: { $reason }. Revisa los ajustes de Telegram y repítelo.
operator-failed = Eso no ha salido: { $reason }
operator-try =
    Vivencia está lista. Abre esta página en el navegador:
    { $link }
    Todo se queda en esta máquina. Para parar, Ctrl-C; la prueba se guarda en { $folder }.
operator-running = Vivencia está en marcha. Para parar, Ctrl-C.

## vivencia doctor

doctor-token-missing = Falta el token del bot. Pídelo a @BotFather, ponlo en .env como VIVENCIA_BOT_TOKEN y arranca otra vez. Sin él: vivencia try
doctor-telegram-away = El token está puesto, pero Telegram no responde por él. Revisa el token y la conexión a internet.
doctor-telegram = Telegram responde: @{ $name }
doctor-worker-gpu = El taller de las imágenes está en marcha.
doctor-worker-gpu-missing = Ahora nadie hace imágenes: las sesiones siguen sin ellas. Arráncalo con vivencia run, o vivencia worker --queue gpu
doctor-worker-cpu = El taller que imprime el libro está en marcha.
doctor-worker-cpu-missing = Ahora nadie imprime el libro: lo pedido espera. Arráncalo con vivencia run, o vivencia worker --queue cpu
doctor-model = El modelo base carga: { $model }
doctor-model-missing = El modelo base { $model } no carga: { $reason ->
    [pickle] el archivo quiere ejecutar código y no se lee. Busca el mismo modelo en formato .safetensors.
    [weights] sus pesos están dañados o no están en .safetensors. Descárgalo otra vez.
    [no-folder] no existe esa carpeta ni ese archivo. Revisa VIVENCIA_BASE_MODEL.
    [no-model] ahí no hay un modelo completo de Stable Diffusion. Revisa VIVENCIA_BASE_MODEL.
    [inpainting] ese archivo solo sirve para repintar. Pon el modelo normal de la misma familia.
    [sd3] Stable Diffusion 3 todavía no se puede usar. Pon un modelo 1.5, 2.1 o XL.
    [pipeline] es de otra clase de modelo. Pon un modelo 1.5, 2.1 o XL.
    [hub-not-allowed] hay que descargarlo. Pon VIVENCIA_ALLOW_HUB=true o descárgalo en una carpeta.
    [hub] no se ha podido descargar. Revisa el nombre y la conexión.
    [few-steps] el adaptador de VIVENCIA_FEW_STEPS no está o es de otro modelo. Revísalo, o ponlo en auto.
    [face] el adaptador de VIVENCIA_FACE_ADAPTER no está o es de otro modelo. Revísalo, o ponlo en off.
    [decoder] el decodificador de VIVENCIA_FAST_DECODER no está. Revísalo, o ponlo en off.
    [memory] no hay memoria para una sola imagen. Pon un modelo más pequeño.
    [speech] la carpeta de VIVENCIA_SPEECH_MODEL no tiene un modelo Whisper completo en .safetensors. Revísala, o déjala vacía.
    [vae] no se encuentra el autocodificador de VIVENCIA_VAE. Revísalo, o ponlo en auto.
    [translation] la traducción de VIVENCIA_TRANSLATION_MODEL no está o no está entera. Revisa la carpeta, o déjalo vacío.
    [watch] falta la parte que revisa las imágenes antes de enseñarlas: make install
    [manner] su manner.json no se entiende. Corrígelo o quítalo.
    *[other] { $reason }. Revisa VIVENCIA_BASE_MODEL.
}
doctor-model-unknown = Aquí no está instalada la parte que hace imágenes y no se ha podido probar el modelo. En la máquina del taller: make install
doctor-model-slow = El modelo no estaba listo al cabo de 15 minutos y no se sabe si funciona. Prueba otra vez cuando la máquina tenga menos que hacer, o pon uno más pequeño en VIVENCIA_BASE_MODEL.
doctor-model-fell = La parte que hace imágenes se ha cerrado al probar el modelo; puede que falte memoria. Para leer por qué: vivencia worker --queue gpu
doctor-card = Tarjeta CUDA: { $card }, { $memory } GB. El modelo ocupa unos { $needs } GB. { $layout ->
    [resident] Cabe entero.
    [sliced] Cabe entero y trabaja por partes.
    [in-turns] Entra por turnos: algo más lento.
    *[piecemeal] Entra capa a capa: bastante más lento.
}
doctor-no-card = No hay tarjeta CUDA: las imágenes se hacen con el procesador y tardan más. El modelo ocupa hasta { $needs } GB de la memoria de este ordenador.
doctor-picture-seconds = Una imagen tarda { $seconds ->
    [one] un segundo
   *[other] unos { $seconds } segundos
}.
doctor-picture-minutes = Una imagen tarda unos { $minutes } minutos. Se avisa a quien la pide, y mientras tanto todo sigue.
doctor-few-steps = Las imágenes se hacen en cuatro pasos, con un LCM-LoRA: antes, y con algo menos de detalle.
doctor-few-steps-missing = Este modelo puede dibujar aquí en cuatro pasos, cinco veces más rápido. Pon VIVENCIA_ALLOW_HUB=true, o trae su LCM-LoRA a esta máquina y nómbralo en VIVENCIA_FEW_STEPS.
doctor-cache = Hasta { $size } MiB de lo aprendido quedan a mano en la memoria del taller (VIVENCIA_ADAPTER_CACHE_MIB).
doctor-dreambooth = Aquí se pueden enseñar todos los pesos del modelo (VIVENCIA_DREAMBOOTH).
doctor-dreambooth-too-much = VIVENCIA_DREAMBOOTH está activado, pero esta máquina se queda corta para enseñar todos los pesos de este modelo: hace falta una tarjeta CUDA de 24 GB, o de 12 GB con bitsandbytes. Ponlo en off.
doctor-disk = Espacio libre en disco: { $free } GB.
doctor-disk-little = Solo quedan { $free } GB libres en disco. Haz sitio: los relatos se siguen guardando, pero pueden fallar las imágenes y las copias.
doctor-key-copy = La copia de las llaves está confirmada y al día.
doctor-key-copy-missing = Nadie ha confirmado que haya una copia al día de la carpeta de llaves en lugar seguro, o desde entonces ha llegado o se ha ido alguien. Sin las llaves nada se puede volver a leer. Copia la carpeta a ese lugar y después: vivencia doctor --key-copy-is-safe
doctor-key-copy-stale = La copia que está junto a la carpeta de llaves no tiene las mismas llaves. Mira que su disco esté, que quede sitio y que se pueda escribir, y arranca Vivencia otra vez; si el doctor lo sigue diciendo: vivencia check
doctor-backup = La última copia de seguridad es { $days ->
    [0] de hoy
    [one] de hace un día
   *[other] de hace { $days } días
}.
doctor-backup-old = La última copia de seguridad es de hace { $days } días. Haz una ahora: vivencia backup
doctor-replaced-old = La carpeta { $folder } guarda lo que había antes de restaurar, también lo que se haya retirado desde entonces. Bórrala cuando ya no te haga falta.
doctor-backup-never = Todavía no hay copia de seguridad. Haz una ahora: vivencia backup
doctor-parked = { $count ->
    [one] Un mensaje
   *[other] { $count } mensajes
} no se han podido atender y esperan al próximo arranque. En el registro están sus números de incidencia.
doctor-nothing-parked = No queda nada por hacer. Espacios: { $spaces }.

## vivencia check: una línea por hallazgo, seguida de identificadores

check-registry-damaged = El registro no se deja comprobar. Vuelve a poner una copia: vivencia restore
check-key-missing = A un espacio le falta la llave. Vuelve a poner la copia de la carpeta de llaves.
check-key-unknown = Hay una llave que no es de nadie de aquí: un espacio que no se terminó, o uno que una restauración apartó. Para destruirla del todo: vivencia erase
check-key-copy-stale = La copia de las llaves no es igual que las llaves. Si falta una llave o está dañada, ponla antes desde la copia. Después copia otra vez la carpeta de llaves.
check-store-damaged = La base de datos de una persona no se deja comprobar. Vuelve a poner una copia: vivencia restore
check-store-unreadable = Los datos de una persona no se pueden leer ahora; el registro de mensajes dice por qué. Mira el disco, y de quién son los archivos. Después: vivencia check
check-store-unknown = Hay una carpeta de nadie que el registro conozca. Apártala cuando sepas qué es.
check-document-damaged = Una anotación no se puede leer. Vuelve a poner una copia: vivencia restore
check-media-missing = Falta un archivo. Vuelve a poner una copia: vivencia restore
check-media-damaged = Un archivo no se deja comprobar. Vuelve a poner una copia: vivencia restore
check-media-unlisted = Hay un archivo al que nadie se refiere. Retíralo: vivencia check --tidy
check-unfinished = Una escritura interrumpida dejó algo. Retíralo: vivencia check --tidy
check-job-unwatched = Hay una tarea que nadie espera. Retírala: vivencia check --tidy

## vivencia demo

operator-demo-begins = Dos personas inventadas cuentan sus historias: Julián en español, Margaret en inglés. El bot y su taller son los de verdad; solo Telegram se ensaya. Tarda dos o tres minutos.
operator-demo-no-room = En { $folder } hay otros archivos y no se ha tocado nada. Di una carpeta vacía o que aún no exista: vivencia demo --out CARPETA
operator-demo-done = Hecho en { $seconds } segundos.
operator-demo-book =
    { $name }: un libro de { $pages } pantallas
      el libro, para abrirlo en un navegador: { $book }
      para imprimir: { $printed }
      para ver: { $film }
      todas sus páginas en una hoja: { $sheet }
operator-demo-next = Ahora, a mano, en el navegador: make try
