# What was made of the book: received, sent to somebody of the circle, kept for a while.

page-file-name = book.html
page-arrived = 📖 The whole book as one page. Open it on a phone or a computer; it can be printed. It holds stories: keep it somewhere you trust.

# What each of them is, within a sentence.
editions-name-page = the book as one page, for a phone or a computer
editions-name-print = the book to print, on { $paper } paper{ $large ->
    [yes] { " " }in very large letters
   *[no] { "" }
}
editions-name-video = the book as a video
editions-name-about = the page for care staff

# Taking it along.
editions-take =
    📦 <b>Take the book along</b>

    On paper, as one page for a phone or a computer, or as a video.
editions-damaged = { $count ->
    [one] One page is without a picture, a photo or a voice, because the file is damaged: { $titles }
   *[other] { $count } pages are without a picture, a photo or a voice, because the files are damaged: { $titles }
}. All the rest is there. Please tell whoever runs the bot: they may bring it back from a backup. Then make it again.
editions-button-take = 📦 Take it along
editions-button-list = 🗂 Made before

# Made before.
editions-list =
    🗂 <b>Made before</b>

    Of each kind the newest is kept, and for a year the last of each month.
editions-none =
    🗂 <b>Made before</b>

    Nothing yet. What you have made of the book will be here.
editions-button-entry = { $kind ->
    [page] 📖 Page
    [print] 🖨 { $code }
    [video] 🎬 Video
   *[about] 👤 About me
} · { $date }
editions-button-older = Older ones
editions-one =
    It is { $name }, made on { $date }.{ $pages ->
        [0] { "" }
        [one] { " " }It has one memory.
       *[other] { " " }It has { $pages } memories.
    }{ $any ->
        [no] { "" }
       *[other] { " " }It was sent to: { $sent }.
    }
editions-button-get = 📥 Get it
editions-button-share = 📤 Send to…
editions-button-delete = Delete it
editions-button-back = Back
editions-button-back-one = Back
editions-ask-delete = Shall I delete { $name }? It can be made again, and the book does not change.
editions-button-delete-yes = Yes, delete it
editions-button-keep = No, keep it
editions-deleted = Deleted. The book stays as it is.
editions-gone = That is no longer there. In 📦 Take it along it can be made again.

# Sending to somebody of the circle.
editions-share-whom =
    📤 To whom shall I send { $name }?{ $any ->
        [no] { "" }
       *[other] { " " }They asked not to be written to: { $quiet }. It is in /book at any time.
    }
editions-share-nobody =
    There is nobody else to send it to right now.{ $any ->
        [no] { " " }In /circle you can invite somebody of the family.
       *[other] { " " }They asked not to be written to: { $quiet }. It is in /book at any time.
    }
editions-share-confirm = Shall I send <b>{ $to }</b> { $name }? Once sent, it is theirs to keep.
editions-share-ask = Shall I ask for permission to send <b>{ $to }</b> { $name }? Whoever answers for this space decides.
editions-button-send = Yes, send it
editions-button-ask = Yes, ask
editions-button-not = No
editions-share-asked = I have asked for permission to send it to { $to }. I will tell you when there is an answer.
editions-leave =
    📤 { $by } would like to send <b>{ $to }</b> { $name }.

    These are stories of { $person }. Shall I send it?
editions-leave-about =
    📤 { $by } would like to send <b>{ $to }</b> { $name }.

    It holds personal things of { $person }, for whoever cares for them. Shall I send it?
editions-leave-given = Permission was given: it has been sent to { $to }.
editions-leave-too-late = Permission was given, but nothing could be sent: what you wanted to send is no longer there, or whoever it was for has left the circle or would rather not be written to. In /book, with 📦 Take it along, you can make it again or choose somebody else.
editions-leave-refused = This time nothing is sent to { $to }. You can talk about it with whoever answers for this space.
editions-leave-answered = { $went ->
    [yes] { $who } has answered already: it was sent to { $to }. There is nothing for you to do.
   *[no] { $who } has answered already: nothing is sent to { $to }. There is nothing for you to do.
}
editions-not-sent = All right, it is not sent.
editions-sent = 📤 Sent to { $to }.
editions-not-reached = I could not get it to { $to }: they may have blocked the bot. Ask them to open it again, then try once more.
editions-left = That person is no longer in the circle, or may not read it now. Choose somebody else.
editions-asker-left = Whoever asked for it is not in the circle any more, and nothing is sent. If you like, send it yourself.
editions-quiet = That person would rather not be written to; they have it in /book whenever they like.
editions-from-about = 👤 { $by } sends you { $name }. It is about { $person }. It holds personal things: keep it somewhere you trust.
editions-from =
    📖 { $by } sends you { $name }: the life book of { $person }.{ $pages ->
        [0] { "" }
        [one] { " " }It has one memory.
       *[other] { " " }It has { $pages } memories.
    }

    It holds stories: keep it somewhere you trust.
