# The life book: in the chat, and as a page to keep.

book-title = { $name }’s book
book-title-nameless = The life book
book-told = From what { $name } told
book-told-nameless = From what was told
book-count = { $pages ->
    [one] One memory
   *[other] { $pages } memories
}
book-pages = { $pages ->
    [one] 1 page
   *[other] { $pages } pages
}
book-date = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
book-note = The imagined pictures were made with AI from what was told. They are not photos.

# Cover, contents and chapters.
book-cover = <b>{ $title }</b>
    { $told }

    { $count } · { $date }

    <i>{ $note }</i>
book-contents = <b>Contents</b>
book-contents-part = <b>{ $part }</b>
book-contents-chapter = { $stage } · { $pages }
book-chapter = <b>{ $stage }</b>
    { $part } · { $pages ->
    [one] page { $first }
   *[other] pages { $first } to { $last }
}
book-contents-title = Contents

# A page.
book-heading = <b>{ $title }</b>
book-quote-open = “
book-quote-close = ”
book-quoted = <blockquote>“{ $words }”</blockquote>
book-retold = { $words }
book-only-voice = { $teller ->
    [person] 🔊 It is in their own voice.
   *[other] 🔊 It is in the voice of whoever tells it.
  }
book-place-and-decade = { $place }, the { $decade }s.
book-place = { $place }.
book-decade = The { $decade }s.
book-said = In { $teller }’s own words, on { $date }.
book-told-by = Told by { $teller } on { $date }.
book-teller-person = the person
book-teller-companion = their companion
book-teller-family = their family
book-line = <i>{ $text }</i>
book-label-words = Imagined picture · made with AI from { $name }’s words
book-label-told = Imagined picture · made with AI from what { $teller } told
book-photo = Photo
book-photo-caption = Photo · { $caption }
book-place-in-book = { $stage } · page { $number } of { $count }
book-voice = 🔊 <b>{ $title }</b>

# Buttons: at most 24 letters.
book-button-open = Open ▶
book-button-next = ▶
book-button-previous = ◀
book-button-cover = Cover
book-button-contents = ☰ Contents
book-button-chapter = { $stage } ({ $pages })
book-button-stage = ↑ { $stage }
book-button-search = 🔎 Search
book-button-voice = 🔊 Listen
book-button-whole = 📄 Read it all
book-button-edit = ✏️ Change
book-button-title = Title
book-button-picture = Another picture
book-button-earlier = ⬆ Earlier
book-button-later = ⬇ Later
book-button-take-out = Take out of the book
book-button-put-back = ↩ Undo
book-button-taken-out = Pages taken out
book-button-older = More pages taken out
book-button-back = Back to the page
book-button-this = Use this one
book-button-remove = Take it away
book-button-remove-yes = Yes, take it away
book-button-keep-it = Keep it
book-button-export = 📖 Book as a page

# Changing.
book-editing = <b>{ $title }</b>
    <i>{ $place }</i>

    ✏️ What shall we change on this page?
book-ask-title = Write the new title for <b>{ $title }</b>.
book-taken-out = <b>{ $title }</b> is no longer in the book. The memory is still kept.
book-taken-out-list = <b>Pages taken out</b>

    Tap one to bring it back.
book-none-taken-out = No pages have been taken out.
book-not-back = This memory cannot be in the book for now. It is still kept; you can choose another page.
book-moved-to-end = It cannot move any further in this stage.
book-choice = { $label }

    { $here ->
        [yes] This is the one on the page now. { $number } of { $count }
       *[no] { $number } of { $count }
    }
book-ask-remove = { $kind ->
    [photo] Take this photo out of the book for good? What was made from it goes too. It cannot be brought back.
    [learnt] Take this photo out of the book? What was made from it goes too. It stays among the photos to learn from, in /photos.
   *[picture] Take this picture away for good? It cannot be brought back.
}
book-no-other-picture = There are no more pictures or photos for this page.
book-page-gone = That page is no longer in the book. See the others in /book.

# Searching.
book-ask-search = Write a word and I’ll look for the pages that have it.
book-found = { $count ->
    [one] One page with <b>{ $words }</b>
   *[other] { $count } pages with <b>{ $words }</b>
}
book-found-more = The first { $count } pages with <b>{ $words }</b>
book-not-found = I can’t find <b>{ $words }</b> in the book. Try another word.

# Still empty.
book-empty = 📖 The book is still blank, waiting for its first story.

    What is told in a session goes in here once you say it is for the book.
book-empty-reader = 📖 The book is still blank, waiting for its first story.

    As soon as there is a page you will see it here with /book.
book-empty-waiting = 📖 The book is still blank, but stories were told already.

    Tap “Not in the book yet” and say of each who may see it.

# Not in the book yet, and set aside.
book-button-waiting = Not in the book yet
book-button-waiting-back = Back to the stories
book-button-more-stories = More stories
book-button-set-aside = Stories set aside
book-button-wanted = They want it in
book-waiting-list = <b>Not in the book yet</b>

    Tap a story to say who may see it. Those with ✓ were answered; you can change that.
book-none-waiting = No story is waiting to go into the book.
book-set-aside-list = <b>Stories set aside</b>

    They hurt, or are left to rest: they stay out of the book, and I don’t bring them up.
book-none-set-aside = No story is set aside.
book-kept-out = It is set aside, and stays out of the book. Only if { $name } asks for it, tap “They want it in”.
book-resting = It is left to rest after a hard moment. It comes back once whoever decides about care has looked at it.

# Put right, or deleted.
book-button-words = The words
book-button-delete = 🗑 Delete for good
book-button-delete-yes = Yes, delete it
book-button-leave-it = Leave it as it is
book-ask-words = Write the whole story as it should be. It takes the place of the words there are; a voice stays beside it.
book-words-now = That is how it stands now. Is it right?
book-whose-words = That is how it stands now. Whose words are they?
book-ask-delete = Delete <b>{ $title }</b> for good? Its words, its voice, its pictures and its photos go, and so does its page. It cannot be brought back.
book-deleted = Deleted.

# The page to keep.
book-too-large = The book has grown too large to send as one page. Try printing it, or ask whoever runs the bot for a copy.
book-html-carousel = Pages of { $stage }
book-html-previous = Previous page
book-html-next = Next page
book-html-page = Page { $number }
book-html-skip = Go to the pages
book-html-voice = Listen to “{ $title }”
book-html-alt = { $label }: { $title }

# Writing and placing.
book-button-linking = Line on the page
book-button-when = When it was
book-button-add = ➕ Page with a photo
book-button-add-this = ➕ Add it
book-button-only-front = Keep only the first
book-button-pictures = 🖼 { $number } of { $count }
book-button-no-line = No line
book-button-own-line = The one there was
book-button-unknown = Nobody knows
book-button-decade = { $decade }s
book-button-permission = Give permission
book-ask-linking = Write a short line for <b>{ $title }</b>: where it was, who with, what day it was. It stands below their words.
book-ask-when = Which time of life is <b>{ $title }</b> from?
book-ask-decade = Which years is <b>{ $title }</b> from? If nobody knows, that is fine.
book-add-when = 📷 A page with a real photo. Which time of life is it from?
book-add-photo =
    Send the photo and, if you like, write a few words below it in the same message.

    Best sent as a file: then it prints well.
book-add-permission = Before photos are kept, somebody has to allow it. Then come back here with /book.
book-button-family = Waiting for the family
book-button-family-so = It was so
book-button-family-not_so = No, or nobody knows
book-button-family-slip = Tapped by mistake
book-ask-family =
    <b>{ $title }</b>

    Looking at the picture, something came up that nobody had told. Does the family know it?

    Ask them when the person is not there, and tap what they say. If nobody knows, the picture that was shown goes; the story stays.
book-ask-family-heard =
    <b>{ $title }</b>

    Looking at the picture, something came up that nobody had told:
    <i>{ $detail }</i>

    Does the family know it? Ask them when the person is not there, and tap what they say. If nobody knows, the picture that was shown goes; the story stays.
book-page-full = This page is full. With “Another picture” you can take one away first.
book-button-together = 👀 Look together
