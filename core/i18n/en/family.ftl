# The family: tips for the next session, comments in the book, and what became of what they sent.

button-tip = Leave a tip
button-sent = What I have sent

tips-ask =
    What could be talked about next time? For example: “ask about the boat”.

    I'll suggest it to whoever leads. It may not be the moment that day, and that's fine.
tips-unclear = Write it in words, { $most } letters at most.
tips-passed-on = A tip is written, in { $most } letters at most. To leave it, tap “Leave a tip” again.
tips-kept = Thank you. I'll suggest it to whoever leads the next session. “What I have sent” shows what became of it.
tips-offer = 💡 { $who } suggests: “{ $words }”
tips-take = I'll keep it in mind
tips-decline = Not today
tips-in-mind = 💡 For when it fits, without forcing it: “{ $words }”

comments-button = { $count ->
    [0] 💬 Comment
   *[other] 💬 Comments ({ $count })
}
comments-this-page = this page
comments-title = 💬 <b>{ $title }</b>
comments-line = <b>{ $who }:</b> { $words }
comments-hidden = <s><b>{ $who }:</b> { $words }</s> (hidden)
comments-somebody = Somebody who has left
comments-ask = Write your comment here, if you like. The circle reads it.
comments-unclear = Write it in words, { $most } letters at most.
comments-passed-on = A comment is written, in { $most } letters at most. To leave it, tap 💬 on the page again.
comments-hide = Hide: { $who }
comments-show = Show: { $who }
comments-earlier = Earlier comments
comments-to-page = To the page
comments-new = 💬 { $who } has written a comment in the book. It is on its page, in /book.

sent-title = <b>What you have sent</b>
sent-nothing = Nothing yet. You can write a memory here, leave a tip or send photos with /photos.
sent-a-voice = a voice note
sent-in-book = 📖 “{ $title }”: it is in the book, on page { $page }.
sent-kept = 🗂 “{ $title }”: it is kept, outside the book.
sent-waiting = ⏳ “{ $title }”: it is still to be said what to do with it. The button is below.
sent-photos = 🖼 { $count ->
    [one] 1 photo
   *[other] { $count } photos
}; in the book: { $in_book }.
sent-tip-waiting = 💡 “{ $words }”: not suggested yet.
sent-tip-taken = 💡 “{ $words }”: kept in mind in a session.
sent-tip-declined = 💡 “{ $words }”: it was not the moment that day.
