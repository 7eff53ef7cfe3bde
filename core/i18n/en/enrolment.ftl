# First contact: who I am, how to get in, and the five questions before the first session.

lobby-stranger =
    I am <b>Vivencia</b>, an artificial intelligence. I help those who keep a person with memory loss company to spend time talking together, and to keep what is told in a book.

    You get in with a link: ask the family or the centre that told you about me.
lobby-private-only = I only talk in private, so that nobody else reads what is told. Open me in a chat of our own.
lobby-invited =
    I am <b>Vivencia</b>, an artificial intelligence: I suggest, people lead. I keep what is written here; so does Telegram.

    You are invited to <b>{ $name }</b>’s circle, as { $role }. What name shall the circle know you by?
lobby-invited-nameless =
    I am <b>Vivencia</b>, an artificial intelligence: I suggest, people lead. I keep what is written here; so does Telegram.

    You are invited to a circle, as { $role }. What name shall the circle know you by?
lobby-i-am = { $name }
lobby-not-joined = All right. The link stays good for a few days, in case you change your mind.
lobby-which-space = Who would you like to be with now?
lobby-whose-message = What you have just sent is safe. Who would you like to be with now? It goes to their space, and there you decide what to do with it.
lobby-nameless-space = A space without a name
lobby-another = Open another space
lobby-another-ask = Shall I open a new space for another person? It is in your hands until somebody of their family is the owner.
lobby-another-yes = Yes, open it
lobby-erase-too-late = That button has expired and nothing was erased. To erase, start again at /privacy.
lobby-erased =
    It is erased: memories, voice, photos, pictures and permissions. Backups can no longer be read.

    From the chats I take what Telegram lets me: the last two days. What is older is kept by Telegram, and can be deleted from the chat’s menu.

lobby-erased-but-copy =
    Here it is erased: memories, voice, photos, pictures and permissions. One copy of the key is left that could not be destroyed.

    Tell whoever runs the bot, so that they finish it: <code>vivencia doctor</code> shows it.

enrolment-name = I'm an AI: I suggest, you lead. I keep what is told; so does Telegram. What name do they like?
enrolment-name-again =
    Write a short name, the one they like to be called.

    { $question }
enrolment-register = In Spanish, do you say tú or usted to them?
enrolment-register-again =
    Tap one of the buttons.

    { $question }
enrolment-tu = Tú
enrolment-usted = Usted
enrolment-easiest = What comes easiest?
enrolment-easiest-again =
    Tap one of the buttons. It can be changed later.

    { $question }
enrolment-telling = Telling
enrolment-choosing = Choosing
enrolment-company = Company
enrolment-avoid = Anything to avoid?
enrolment-avoid-again =
    Write it in your own words, or tap a button.

    { $question }
enrolment-nothing = Nothing
enrolment-permission = Who allows us to keep it?
enrolment-permission-shared = Who allows us to keep what is told, and you to see it as a therapist? I write it down in their name; the family will see it.
enrolment-permission-again =
    Tap one of the buttons. Without permission I keep nothing.

    { $question }
enrolment-the-person = The person
enrolment-representative = I represent them
enrolment-carer = I care for them
enrolment-their-representative = Their representative
enrolment-their-carer = Whoever cares for them
enrolment-without-permission = All right. As long as nobody allows it, I keep nothing of what is told. The permission can be given whenever you like.
enrolment-permit-now = Give permission now
