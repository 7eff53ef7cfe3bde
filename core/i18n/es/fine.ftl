# Ajustes finos: para quien los pida.

fine-button-open = Ajustes finos
fine-list = ¿De qué recuerdo? Antes de hacerla verás todos sus ajustes.
fine-button-make = Hacerla
fine-button-presets = Ya preparados
fine-button-usual = Como siempre
fine-button-more = Más…
fine-warning = Con los ajustes finos se manda más, y también se estropea más. Lo que no se dibuja sigue sin dibujarse. ¿Los abrimos para quien hace imágenes?
fine-shut = Los ajustes finos los abre quien lleva la terapia o la persona responsable. Pídeselo.
fine-panel =
    <b>Ajustes finos.</b> Toca lo que quieras cambiar.

    { $settings }
fine-line = <b>{ $name }:</b> { $value }
fine-number = { $value }
fine-any = al azar
fine-none = nada
fine-setting =
    <b>{ $name }</b>
    { $meaning }

    Ahora: { $value }
fine-out-of-range = Aquí va un número entre { $least } y { $most }. Escríbelo, o toca Volver.

fine-prompt = Texto
fine-prompt-means = Lo que se le dice al modelo (prompt). Escribe el tuyo, por partes y con comas. Quién sale y el estilo no cambian.
fine-negative = Lo que no
fine-negative-means = Lo que no debería salir (negative prompt). Se suma a lo de siempre; con guía 1 no hace nada.
fine-steps = Pasos
fine-steps-means = Cuántas veces se repasa el dibujo. Más pasos, más detalle y más espera. De 4 a 60.
fine-guidance = Guía
fine-guidance-means = Cuánto caso hace al texto (CFG). Baja, más libre; alta, más al pie de la letra. De 1 a 20.
fine-seed = Semilla
fine-seed-means = El número del que nace el dibujo. Con la misma semilla y lo mismo, sale lo mismo.
fine-candidates = Cuántas
fine-candidates-means = Cuántas imágenes se hacen para elegir. De 1 a 4.
fine-strength = Fuerza
fine-strength-means = Cuánto se cambia (denoising strength): cerca de 0 se queda, 1 lo hace nuevo. De 0,05 a 1.
fine-content = Contenido
fine-content-means = Qué hay en la parte antes de repintarla (masked content).
fine-content-original = Lo que había
fine-content-fill = Relleno
fine-content-latent-noise = Ruido
fine-content-latent-nothing = Nada
fine-blur = Borde
fine-blur-means = Cuántos píxeles se difumina el borde de la parte (mask blur). De 0 a 64.
fine-care = Acabado
fine-care-means = Qué se hace cuando ya está dibujada, si el modelo dibuja de forma realista: las caras pequeñas se repasan de cerca y todo se hace más grande. Con «Esmerado» se espera más.
fine-care-quick = Rápido
fine-care-usual = Normal
fine-care-careful = Esmerado

fine-presets = Pasos y guía que dieron buen resultado. ¿Qué sale en la imagen?
fine-preset-subject = Una persona o cosa
fine-preset-place = Un lugar, sin nadie
fine-preset-subject-with-others = Con gente o en acción
fine-preset-person-in-place = Alguien en su lugar
