### A session together. What begins with 🗣 is read aloud; the rest is only for the companion.

# --- On every screen
session-button-pause = ⏸ Pause
session-button-hard = 😟 This is a hard moment
session-close = Close kindly
session-next = Go on
session-done = Done
session-skip = Skip
session-after-enough = Finish here
session-back = Back
error-out-of-step = That step has passed. Go on with the last message, or write /session.

# --- Beginning, going on, taking over
session-needs-permission = Before anything told is kept, somebody has to allow it.
session-give-permission = Give permission
session-elsewhere = <b>{ $name }</b> is in a session with somebody else of the circle. Will you go on with it?
session-take-over = I'll go on with it
session-leave-it = No, leave it
session-taken-over = { $name } goes on with the session from their phone. Thank you.
session-cold = A session was left half-way. What was told is safe. Shall we pick it up?
session-instead-of-exercise = Faces and names is closed for today. We go on with your stories.
session-pick-up = Pick it up
session-start-anew = Begin another

# --- S0
session-ready = <b>Before we begin</b>
session-check-glasses = 👓 Glasses on, and clean
session-check-hearing = 👂 Hearing aid in, and on
session-check-place = 🪑 A quiet place, no television; beside them, at eye level
session-check-drink = 🥛 Something to drink at hand, and the toilet first
session-check-reads = 📖 They do not read: read them what is on the screen
session-check-toilet-words = 🚻 If they need the toilet: { $said }
session-check-pain-words = 🩹 If something hurts: { $said }
session-check-brief = Glasses, hearing aid and water at hand; sit beside them. With fever, pain, tears or haste, better another day.
session-postpone-when = Better another day with fever or pain, tears or agitation, new confusion, a recent loss, late-afternoon restlessness, or when you are rushed or angry.
session-we-are-ready = We're ready
session-postpone = Better another day
session-postponed = That's fine: another day. Today, just company.

# --- S1
session-read-aloud = Read it aloud, and wait.
session-say-invitation = 🗣 I'd love to spend a little while with you and your stories. Would you like that now?
session-say-invitation-presence = 🗣 Here I am, with you. A little while together.
session-assent-guide = Turning away, silence or pushing the phone away are a no, too.
session-assent-presence = Their name first; wait for their eyes. Show an open hand before you touch. Closed eyes or turning away are a no.
session-assent-later = No hurry. Just be together for a while, and offer it again.
session-assent-yes = Yes
session-assent-not-today = Not today
session-assent-not-sure = I'm not sure
session-assent-accepts = They accept

# --- S2 and afterwards
session-mood-before = How are they now? Let them point at a face.
session-mood-after = And how are they now? Let them point at a face.
session-mood-companion = How do you see them? Tap a face.
session-mood-i-choose = I'll choose instead
session-mood-they-point = Let them point
session-mood-optional = If they like, let them point at a face: how they are now.

# --- S3
session-ritual = Say their name, and begin as always.
session-ritual-song = 🎵 Your song: { $song }
session-ritual-no-song = 🎵 A song they like, or the usual object in the hand.
session-note-song = Write the song down
session-say-opening = 🗣 Here's our song. Today we'll chat about something nice.
session-say-opening-object = 🗣 Let's begin. Today we'll chat about something nice.
session-say-opening-presence = 🗣 Here's our song.
session-say-opening-object-presence = 🗣 Here we are, together.
session-waiting-pictures = 🖼 There is a picture from another day that you have not looked at together yet.
session-look-at-picture = 🖼 Look at it now

# --- S4
session-say-themes = 🗣 We've got two things today: { $first } or { $second }. Which feels better?
session-say-theme-only = 🗣 Today we can chat about one thing: { $first }. Shall we?
session-themes-presence = Choose what to have at hand. No questions: look, touch, smell.
session-theme-object = { $emoji } { $object }
session-theme-choice = { $emoji } { $theme }
session-other-theme = Something else
session-drawn = { $count ->
    [one] This is a drawing
   *[other] These are drawings
  }
session-drawn-guide = Show them the drawings: let them point at one, or say it.
session-option = { $sign } { $option }

# --- S5
session-say-question = 🗣 <b>{ $question }</b>
session-cue = ✋ Have at hand: { $cue }.
session-cue-taste = Only smell and touch.
session-answer-guide = Wait about ten slow seconds. Then write what they say, or send a voice note.
session-answer-choice = Show them the drawings and repeat it with the same words. Tap what they choose, or write what they say.
session-answer-presence = Say their name, wait for their eyes, and speak slowly. The phone stays out of sight.
session-nothing-comes = Nothing comes
session-not-this-one = Not this one
session-enough = Enough for today
session-i-tell = I'll tell it
session-by-gesture = With a gesture
session-other-ways = In another way
session-tell-yours = You can also begin with something of your own, without asking: “My gran made custard…”.
session-taste-yes = Yes
session-taste-no = No
session-they-like-it = They like it
session-nothing-now = Nothing just now
session-another-thing = Something else
session-turns-away = They turn away
session-say-no-hurry = 🗣 No hurry. We can just look at it together.
session-say-no-hurry-presence = 🗣 No hurry.
session-finish-the-sentence = Begin the sentence and let them finish it:
session-taste-guide = Show them the drawings. A yes or a no, a nod will do:
session-shared-action = Do something together, without talking: sing, fold, smell, hold.
session-gesture-which = What did they do? Write it in a few words: a gesture, humming, what they pointed at.
session-i-tell-guide = You tell it. It will say that you told it.
session-lingering = Lovely. Stay with it as long as they like; nothing more is needed.
session-answer-needs-words = Words or a voice note are what I can use here. Photos go in /photos.
session-note-not-kept = I have not kept that: the permission to keep what is told was withdrawn. The owner can give it again in /privacy.
session-reworded = Thank you: I keep what your message says now.
session-reworded-twice = This story has changed twice already, and I keep what it said before. First have me keep it, with the buttons above; then change it whenever you like, with ✏️ on its page in the book.
session-caption-kept = I keep what you wrote. Send the photo through /photos.
session-voice-heard = I heard this: “{ $words }”.
session-voice-heard-guide = { $teller ->
    [companion] Is that what you said? I can be wrong: if it is not, write the sentence yourself.
    [colleague] Is that what { $name } said? I can be wrong: if it is not, write the sentence yourself.
   *[other] Is that what they said? I can be wrong: if it is not, write the sentence yourself.
  }
session-heard-right = { $teller ->
    [companion] Yes, I said that
   *[other] Yes, they said that
  }
session-voice-silent = Nothing can be heard in that voice note. It is kept. Record it again, or write it.
session-voice-long = That is a long note, of { $minutes } minutes: all of it is kept.
session-silent-voice = That voice note came empty. Try again, or write it.
session-remark-noted = I keep this as your note. If it is part of the story, write it once more.

# --- S6
session-probe-guide = One question more. If it is all told, tap “That's all”.
session-that-is-all = That's all
session-say-lost-thread = 🗣 You were telling me about “{ $title }”.

# --- S7
session-read-back-noted = This is what I noted. Is this right?
session-words = <blockquote>{ $words }</blockquote>
session-words-cut = It is longer: all of it is kept.
session-say-read-back = 🗣 This is what I noted. What would you change?
session-read-back-guide = Once it is right, tap “Their words” if they said it so, or “Retold” if you made it shorter.
session-voice-kept = { $teller ->
    [companion] Your voice is kept.
    [colleague] The voice of { $name } is kept.
   *[other] Their voice is kept.
  }
session-voice-sentence = { $teller ->
    [companion] If you like, write one sentence of what you tell: it will serve for the picture.
   *[other] If you like, write one sentence of what they tell: it will serve for the picture.
  }
session-voice-and-sentence = Their voice is kept, and this sentence beside it. Whose words are they?
session-voice-and-sentence-noted = { $teller ->
    [companion] Your voice is kept, and this sentence beside it. Is this right?
    [colleague] The voice of { $name } is kept, and this sentence beside it. Is this right?
   *[other] Their voice is kept, and this sentence beside it. Is this right?
  }
session-their-words = Their words
session-retold = Retold
session-like-this = Like this
session-keep-voice = Like this, their voice
session-keep-this-voice = Like this, this voice
session-change = Change
session-there-is-more = There is more
session-story-gone = Somebody has taken this story out meanwhile. Let's say goodbye kindly.
session-as-before = As it was before
session-change-how = Write or say how it should be.

# --- S8
session-picture-open = We were at the picture of “{ $title }”.
session-picture-go-on = Go on with the picture
session-picture-skip = No picture

# --- S9
session-closing-guide = Slowly: at least three minutes to say goodbye.
session-rest-close = This space is resting now. Let's say goodbye kindly.
session-closing-pleasant = End with something they like: { $comfort }.
session-closing-pleasant-any = End with something they like.
session-say-goodbye = 🗣 That's fine. Another time. I like being with you anyway.
session-say-goodbye-presence = 🗣 That's fine. I'm with you.
session-say-thank = 🗣 Thank you for telling me about “{ $thing }”.
session-say-thank-voice = 🗣 Thank you for telling me.
session-say-thank-none = 🗣 Thank you for this time together.
session-say-thank-presence = 🗣 Thank you.
session-say-give-back = 🗣 What I keep is this: “{ $image }”.
session-say-give-back-retold = 🗣 What I keep is this: { $image }.
session-say-give-back-voice = 🗣 What I keep is your voice telling it.
session-say-give-back-none = 🗣 What I keep is this time with you.
session-say-name = 🗣 Shall we call it “{ $title }”?
session-say-name-none = 🗣 Shall we call it “our little while”?
session-name-guide = If they prefer another name, write it.
session-name-noted = I keep this as your note. To give it another name, write a few words.
session-name-yes = Yes, that
session-say-now = 🗣 Here we are, you and me. Feel the chair… here's your drink.
session-say-now-presence = 🗣 Here we are.
session-say-next = 🗣 Next time, another good one. Now, our song.
session-say-next-presence = 🗣 Now, our song.
session-stay-a-while = Stay a few minutes. Don't go straight on to a task.

# --- S10
session-after-alone = This is for you now, no hurry.
session-after-words = This was not gone over. Whose words are they?
session-after-noted = This was not gone over. Is this right?
session-audience = Who may see “{ $title }”? I suggest the book. “Only us” is the owners and the companions: it stays so if you choose nothing.
session-audience-book = The book
session-audience-circle = The circle
session-audience-us = Only us
session-telling = “{ $title }”: how was telling it?
session-telling-pleasant = 😊 Pleasant
session-telling-mixed = 🌦 A bit of everything
session-telling-painful = 💧 It hurt: set it aside
session-telling-leave-out = Don't come back to it
session-enjoyed = “{ $title }”: how much did they enjoy telling it, from 0 to 10?
session-enjoyed-mark = Enjoyed: { $mark } of 10
session-feeling = “{ $title }”: which feeling did you see? If you can’t tell, tap “Done”.
session-card = <b>How you saw them</b>. Tap a line to change it; what you can't tell, leave at “–”.
session-card-enjoyed = Enjoyed it
session-card-interest = Took an interest
session-card-at_ease = Was at ease
session-card-connected = Connected
session-card-initiative = Own initiative
session-card-upset = Got upset
session-card-enjoyed-long = Seemed to enjoy it
session-card-interest-long = Took an interest (looked, listened, reached out)
session-card-at_ease-long = Was at ease
session-card-connected-long = Connected with you
session-card-initiative-long = Spoke or acted on their own initiative
session-card-upset-long = Got upset
session-card-line = { $item }: <b>{ $amount }</b>
session-amount-0 = not at all
session-amount-1 = a little
session-amount-2 = quite
session-amount-3 = a lot
session-amount-unknown = –
session-around = What helped 👍 and what got in the way 👎?
session-helped-sign = 👍 { $what }
session-helped-song = The song
session-helped-object = The object
session-helped-photo = A photo
session-helped-picture = The picture
session-helped-quiet = The calm
session-hindered-sign = 👎 { $what }
session-hindered-noise = Noise
session-hindered-tiredness = Tiredness
session-hindered-hearing = Hearing
session-hindered-wording = How it was asked
session-hindered-picture = The picture
session-chosen = ✓ { $what }
session-note = If you want to note something about today, write it or say it.
session-noted = ✓ Noted.
session-you = And you, how are you today?
session-you-good = Good
session-you-so_so = So-so
session-you-hard = Hard

# --- S11
session-thanks = Thank you for this while. All of it is kept.
session-thanks-stories = { $count ->
    [one] There is one more story today.
   *[other] There are { $count } more stories today.
  }
session-thanks-hard-days = It has been hard for you several times now. Tell the therapist, or somebody you trust: you count, too.
session-thanks-danger = I ask nothing more here. Stay with whoever helps you.

# --- Pause and time
session-paused = Paused. No hurry: the clock stands still, too.
session-go-on = Go on
session-ask-pause = From what you write, a rest may be good. Shall we pause?
session-yes-pause = Yes, pause
session-no-go-on = No, go on
session-ask-time = { $minutes ->
    [one] It has been one minute. Shall we close, or five minutes more?
   *[other] It has been { $minutes } minutes. Shall we close, or five minutes more?
  }
session-time-close = Close
session-time-more = Five more
session-time-over = Today's time is over. Let's say goodbye well.

# --- Hard moments
session-moment-which =
    Stop for a moment and look. What do you see?

    🌱 They are moved, and want to go on
    🌤 They are uneasy: frowning, repeating “I don't know”, wanting to leave
    🌧 They are upset: crying, fear, anger, asking for someone
    🆘 Danger: talk of dying or of harm, abuse told, sudden confusion, a physical symptom
session-tier-0 = 🌱 They are moved
session-tier-1 = 🌤 They are uneasy
session-tier-2 = 🌧 They are upset
session-tier-3 = 🆘 Danger
session-it-passed = It has passed
session-tender = Sadness can be part of a good story. Stay close; let them finish. No questions for now.
session-story-hurts = This story hurts
session-painful = It is heard with respect, at their pace. I will make no picture of it. Do they want it kept?
session-painful-keep = Yes, keep it
session-painful-let-go = Don't keep it
session-uneasy = No more questions. What will do them good?
session-gentler = Something easier
session-something-nice = Something they like
session-offer-comfort = Offer them one of these: { $comfort }.
session-offer-comfort-any = Offer them something they like: their music, a blanket, something warm, looking out of the window.
session-wants-to-go-on = They want to go on
session-comfort-stop = <b>1.</b> Stop, and put the phone down.
session-comfort-name = <b>2.</b> Name the feeling, not the fact. What is it most like?
session-comfort-say = Say it slowly:
session-say-comfort = 🗣 { $line }
session-comfort-stay = <b>3.</b> Stay. Show an open hand, in case they want it.
session-comfort-close = <b>5.</b> When it is calm, we close together.
session-comfort-offer = <b>4.</b> { $offer }
session-comfort-never = Don't argue, don't correct, and don't announce a death.
session-situation-sad = Sad
session-situation-angry = Angry
session-situation-ashamed = Ashamed of not knowing
session-situation-asks_for_someone = Asks for someone
session-situation-believes_it_is_then = Thinks it is long ago
session-situation-upset_by_picture = Upset by the picture
session-that-person = that person
session-next-step = Next step
session-calm-close = It is calm: close
session-danger = <b>Get help from a person now.</b>
session-danger-numbers = 📞 Emergency: <b>{ $numbers }</b>
session-danger-despair = 📞 If they speak of not wanting to live: <b>{ $numbers }</b>
session-danger-option = { $number }, option { $option }
session-danger-centre = 📞 Your centre: <b>{ $number }</b>
session-danger-family = 📞 Family: <b>{ $contact }</b>. If what was told is abuse, speak only with the therapist.
session-danger-family-alone = 📞 Family: <b>{ $contact }</b>. If what was told is abuse, speak only with a professional.
session-danger-nobody = Nobody is watching this chat.
session-danger-told = I have told the therapist.
session-danger-calm = It is calm: say goodbye
session-danger-end = End now

# --- Alerts to the therapist: nothing of what was told
session-alert-2 = ⚠️ In today's session with <b>{ $name }</b> there was a hard moment (tier 2). The theme rests until you have looked.
session-alert-3 = 🆘 In the session with <b>{ $name }</b> human help was asked for just now (tier 3). Call the companion.
session-alert-companion = The companion of <b>{ $name }</b> has said three times in a row that their day is hard.

# --- Looking at a page of the book together
session-say-look = 🗣 Look: { $title }.
session-look-words = <blockquote>{ $words }</blockquote>
session-look-label = <i>{ $label }</i>
session-look-guide = Read it slowly and look together, with no hurry. Nothing has to be said. If they tell something, write it or record their voice.
session-look-guide-presence = Read it slowly and look without hurry. Nobody has to say anything. If you write something, it stays as your note.
session-look-through = 👀 Look through the book
session-look-empty = The book is blank just now. You can close kindly.
