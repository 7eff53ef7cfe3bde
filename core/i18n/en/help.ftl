# /help and /language.

help-owner =
    You keep the person company and look after this space. I suggest and write things down; you lead. I can make mistakes, so please check what I write.

    Tap /session and sit beside them. Afterwards /book shows what has been kept.
help-companion =
    You keep the person company. I suggest and write things down; you lead. I can make mistakes, so please check what I write.

    Tap /session and sit beside them. Afterwards /book shows what has been kept.
help-relative =
    You are family. Tap /book to read what was told. If a memory comes to you, write it here or send it as a voice note. With /photos you send photos from earlier days. In /start you can leave a tip for the next session and see what became of what you sent.
help-therapist =
    You are here as a therapist. In /person you decide the level, what to avoid and whether pictures are made; with /session you lead a session.
help-command = /{ $command } · { $what }
help-hard-moment = In a session, ⏸ and 😟 are always at hand.

language-ask = What language shall I speak to you?
language-chosen = All right, I speak English to you. The person’s language is changed in /person.
