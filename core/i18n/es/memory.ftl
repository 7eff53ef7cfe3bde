# Un mensaje cuando nada se ha preguntado.
memory-keep = ¿Lo guardo como recuerdo?
memory-they-told-it = Sí: lo contó { $name }
memory-i-tell-it = Sí: lo cuento yo
memory-no = No
memory-dropped = De acuerdo, no lo guardo.
memory-whose-words = ¿Cómo lo guardo?
memory-which-stage = ¿De qué época es?
memory-who-may-see = ¿Quién puede verlo? «Solo nosotros» son las personas responsables y las que acompañan.
memory-kept = Guardado.
memory-settle = Decidir: { $title }
memory-left-open = Queda algo que contaste. Toca «Decidir» y dime si lo guardo.
memory-not-in-book = Lo contado está guardado, pero no todo está en el libro. Cuando tengas un momento, toca «Aún fuera del libro» y di quién puede verlo.
memory-gone = Ese recuerdo ya no está. No hace falta hacer nada más.
