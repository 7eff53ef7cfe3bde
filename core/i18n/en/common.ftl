# Buttons, roles and commands that are used everywhere.

button-yes = Yes
button-no = No
button-later = Later
button-back = Back
button-go-on = Go on
button-not-now = Not now
button-menu = Home
button-session = Session
button-book = The book
button-pictures = Pictures
button-photos = Photos
button-person = The person
button-circle = The circle
button-help = Help
button-reminders = Reminders
button-privacy = Privacy

language-es = Español
language-en = English

given-up-photos = 📷 I stopped looking at them: a permission was withdrawn, or they were taken away. /photos shows what there is.
given-up-learning = I am not going on learning: <b>{ $name }</b>.
given-up-trying = I am not going on drawing: <b>{ $name }</b>.
given-up-this = I am not going on with this.
given-up-why = A permission was withdrawn, or what it was for was changed or taken away. /photos shows what there is.
given-up-why-photo = A photo I was learning from was taken away or does not count any more. In /photos it can be asked for again, and I begin without it.
given-up-work = I am not making this any more: a permission was withdrawn, or what it was for has changed. Tap /start to go on.
given-up-by = { $name } stopped it. What I knew before stays as it is. In /photos it can be begun again.
given-up-resting = This has stopped. If you wonder why, talk to the owner of this space.

role-owner = owner
role-companion = companion
role-relative = family
role-therapist = therapist

command-start = begin, or see where you are
command-session = a session together
command-book = the life book
command-pictures = pictures of what was told
command-photos = the real photos
command-person = what I know about the person
command-circle = who is in the circle
command-summaries = the summaries
command-reminders = the reminders
command-privacy = what is kept and who sees it
command-language = change the language
command-help = what can be done
command-cancel = leave what is half done

home-with = You are with <b>{ $name }</b>.
home-with-nameless = This is your space. The person has no name here yet.
home-more = More…
home-owner = What would you like?
home-companion = What would you like?
home-therapist = What would you like?
home-relative = You can look at the book, send photos, or write a memory here.
home-being-introduced = Whoever opened this space is still telling me the first things. Come back in a while with /start.
home-paused = Everything is paused. The book stays open.
home-died = <b>{ $name }</b>’s book is still here, to read whenever you like.
home-died-nameless = The book is still here, to read whenever you like.

cancel-done = All right, we leave it. What was kept is kept.
