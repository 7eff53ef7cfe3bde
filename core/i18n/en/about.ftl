# About me: a page for whoever cares for the person, in the chat and on paper.

about-title = About { $name }
about-title-nameless = About me
about-lead = For whoever cares for them
about-note = Everything on this page was said by the person or their people.
about-part-words = Talking together
about-part-likes = Likes and comforts
about-part-work = Their work
about-part-people = Their people
about-part-stories = Stories they tell
about-part-at-hand = At hand
about-part-leave = Better not to bring up

about-called = Likes to be called { $name }.
about-register-tu = In Spanish: tú.
about-register-usted = In Spanish: usted.
about-level-open = Easiest: telling, in their own time.
about-level-choice = Easiest: choosing between two things, or yes and no.
about-level-presence = Easiest: company, without questions.
about-song = Their song: { $song }
about-glasses-yes = Wears glasses.
about-glasses-no = Does not wear glasses.
about-hearing-aid-yes = Wears a hearing aid.
about-hearing-aid-no = Does not wear a hearing aid.
about-swallow-safe-no = May choke when eating and drinking.
about-best-hour = Best hour: { $hour }:00.
about-story-quoted = { $title }: “{ $words }”

# In the chat.
about-screen =
    <b>{ $title }</b>
    <i>{ $lead }</i>

    { $sections }

    <i>{ $note }</i>
about-section =
    <b>{ $heading }</b>
    { $lines }
about-line = • { $text }
about-empty =
    <b>About me</b>

    This will be a page for whoever cares for them, with what you tell. There is nothing to put on it yet.
about-button-open = 👤 About me
about-button-print = 🖨 On paper
about-button-card = 🪪 Card
about-button-add = ✏️ Add something
about-button-clear = Take off what I added
about-button-back = Back
about-ask-part = About what?
about-button-likes = What they like
about-button-work = Their work
about-button-people = Their people
about-button-words = Words that help
about-ask-likes = What do they like? Write it on one line.
about-ask-work = What was their work, at home or outside? Write it on one line.
about-ask-people = Who matters to them? A name and who it is, on one line.
about-ask-words = Which words help? Write them on one line.
about-passed-on = A line is written, in { $longest } letters at most. To add it, tap ✏️ Add something in 👤 About me again.
about-not-taken = One short line, please, of up to { $longest } letters. Each part holds { $most }.
about-waiting =
    🖨 I am preparing the page.

    { $progress }
about-arrived = 👤 The page for whoever cares for them, ready to print. It holds personal things: give it only to those who need it.
about-file-name = { $layout ->
    [card] about-me-card.pdf
   *[other] about-me.pdf
}
about-changed = The page changed while I was preparing it. Shall I make it again?
about-failed = I could not prepare the page just now. Nothing is lost. Try again in a while.
