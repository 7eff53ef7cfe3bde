# Faces and names: a greeting with real photos. The name always comes first; nothing is scored.

button-exercise = Faces and names
error-exercise-off = “Faces and names” is not switched on, or does not suit their level. That is decided in /person: look there.
error-exercise-elsewhere = That step has passed. Go on with the last message, or write /start.
exercise-after-session = You are in a session now. The faces will wait until it is over.
exercise-back-to-session = Back to the session

exercise-page =
    <b>Faces and names.</b> A calm greeting, ten minutes at most, with real and recent photos. Choose one to three: people, animals or places of every week.

    It only helps with what is practised, and the studies are small. If they don't feel like it, that's fine.
exercise-no-faces = There are no real photos with a name yet. Send some in /photos, saying who is in them, and come back.
exercise-face-chosen = ✅ { $name }
exercise-enough-faces = { $most } are enough for today. Take one out to put in another.
exercise-begin = Ready
exercise-longest = Last time, the longest wait in which they were at ease was { $place ->
    [0] 15 seconds
    [1] 30 seconds
    [2] a minute
    [3] 2 minutes
    [4] 4 minutes
   *[5] 8 minutes
}.
exercise-ask-called = Who is <b>{ $name }</b> to the person? Write it as you would tell them: “{ $example }”.
exercise-example = your granddaughter
exercise-name-only = The name is enough
exercise-called-unclear = Write it in a few words.

exercise-before = Sit beside them, glasses on if they wear them. Read it aloud, and wait.
exercise-say-invitation = 🗣 I have some nice photos here. Would you like to look at them for a little while?
exercise-say-meet = { $kind ->
    [place] 🗣 This is { $who }.
   *[somebody] 🗣 This is { $who }.
}
exercise-meet = Face and name together, cheerfully. Look at the photo in your own time.
exercise-looked = We have looked
exercise-other-photo = Another photo
exercise-otherwise = It is said differently
exercise-say-greet = { $kind ->
    [place] 🗣 Let's take a stroll around…
   *[somebody] 🗣 Say hello to…
}
exercise-greet = If nothing comes within three seconds, say it yourself at once, cheerfully: <b>{ $name }</b>.
exercise-say-show = { $kind ->
    [place] 🗣 Show me { $name }.
   *[somebody] 🗣 Show me { $name }.
}
exercise-show = Pointing is enough. If nothing comes within three seconds, point yourself: <b>{ $name }</b>.
exercise-came = It came
exercise-helped = I said it
exercise-say-again = 🗣 { $who }!
exercise-gap = Now chat about whatever you like. I'll let you know.
exercise-enough = Enough for today

exercise-say-thanks = 🗣 That was lovely. I like looking at photos in good company.
exercise-offer-memory = A memory with <b>{ $name }</b>?
exercise-say-memory = 🗣 Tell me something nice about { $name }.
exercise-memory = Write it here, or send a voice note. What doesn't come needn't come.
exercise-uneasy = Let's leave it here. Put the phone away, stay beside them and offer a hand.
exercise-help = 📞 If a human has to help: <b>{ $numbers }</b>
exercise-if-worse = If they are upset, or if there is danger, tap it here.
exercise-alert-2 = ⚠️ Today, looking at faces and names with <b>{ $name }</b>, there was a hard moment (tier 2). Please see whether to go on with the exercise.
exercise-alert-3 = 🆘 Looking at faces and names with <b>{ $name }</b>, help was asked for just now (tier 3). Call the companion.
