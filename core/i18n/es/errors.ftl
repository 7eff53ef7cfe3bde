# Una frase por cada cosa que puede no salir: qué pasa, y qué hacer.

error-refused = Esto no se puede hacer ahora. Prueba desde el principio con /start.
error-not-allowed = Aquí no puedo abrir eso. Si te han invitado, usa el enlace que te mandaron, o pide uno nuevo.
error-invitation-unusable = Esta invitación ya no sirve. Pide un enlace nuevo a quien te la mandó.
error-consent-missing = Antes hace falta un permiso. Míralo en /privacidad y dilo allí.
error-session-elsewhere = Otra persona está acompañando una sesión ahora mismo. Espera a que termine y vuelve con /sesion.
error-space-resting = Este espacio está en reposo. El libro sigue abierto: /libro. Para reanudarlo, /persona.
error-file-refused = No he podido guardar este archivo. Envía otra vez la foto, o mándala como archivo.
error-file-refused-small = Esta foto es muy pequeña. Busca una más grande, de al menos 512 puntos por lado, o mándala como archivo.
error-file-refused-kind = Esto no es una foto que sepa leer. Envía una foto JPG, PNG, WEBP o HEIC.
error-file-refused-animated = Esto se mueve, y necesito una foto quieta. Envía una foto.
error-file-refused-bomb = Esta imagen es enorme por dentro y no puedo abrirla. Envía una copia más pequeña.
error-file-refused-duplicate = Esta foto ya la tenemos. Envía otra distinta.
error-file-too-large = Este archivo pesa demasiado: el máximo son 20 MB. Envía una copia más ligera.
error-file-unreadable = Este archivo está dañado y no puedo abrirlo. Envía otra copia de la foto.
error-file-unreadable-broken = Este archivo está dañado y no puedo abrirlo. Envía otra copia de la foto.
error-file-unreadable-format = Este archivo no es una foto que sepa leer. Envía una foto JPG o PNG.
error-picture-refused = De esta escena no hago imagen. El recuerdo queda guardado; elige otro, o pon una foto de verdad.
error-picture-refused-nudity = No hago imágenes íntimas ni sin ropa. El recuerdo queda guardado; cambia la escena, o pon una foto de verdad.
error-picture-refused-violence = No hago imágenes de violencia ni de guerra. El recuerdo queda guardado; elige un momento de calma.
error-picture-refused-death = No hago imágenes de muertes ni entierros. El recuerdo queda guardado; elige otro momento, o pon una foto de verdad.
error-picture-refused-illness = No hago imágenes de enfermedad. El recuerdo queda guardado; elige un momento de antes o de después.
error-picture-refused-minor = No hago imágenes de menores sin permiso de quien cuida de ellos. Pon una foto de verdad.
error-picture-refused-painful = Este recuerdo duele, y no hago imagen de él. Queda guardado; elige otro cuando apetezca.
error-picture-refused-lost = Este recuerdo se deja descansar. Elige otro en /imagenes.
error-picture-refused-theme = De la gente joven solo ponemos fotos de verdad. Envía una.
error-nothing-to-draw = Todavía no sé lo bastante para hacer una imagen. Cuenta dónde era o qué se hacía, y vuelve a probar.
