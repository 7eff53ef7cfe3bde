# Changing a picture: which part, what should be there, how much, and the way back.

changes-button-change = Change something
changes-button-like = More like one of them
changes-button-scene = The whole scene
changes-which = Which comes closest? We only change it a little.
changes-like = More like which one?
changes-gone = That picture is gone. In /pictures you can make another one.

# Which part.
changes-what = What shall we change?
changes-area-face = The face
changes-area-clothes = The clothes
changes-area-background = The background
changes-area-object = An object
changes-button-paint = I’ll paint it
changes-button-grid = With squares
changes-object = Which object? Write it in a word or two. For example: the cup.
changes-looking = I am looking for that part. Just a moment.
changes-found =
    What you see in colour is what will change.

    Is this the part?
changes-button-this-part = Yes
changes-button-the-rest = All but this
changes-part-not-found = I cannot find that part for sure. Will you show me?
changes-part-other-picture = This looks like another picture. Paint over mine, as it is, or choose squares.
changes-part-too-much = Nearly all of it is painted. Paint only the part that changes, or choose squares.
changes-part-nothing-painted = I see nothing painted. Try a strong colour and a thick line, or choose squares.

# Painting on a phone.
changes-paint =
    <b>Paint over what you want to change:</b>

    1. Tap the picture to open it.
    2. Tap the pencil, or the three dots ⋮ and “Edit”.
    3. Paint with your finger, as you like: any colour will do.
    4. Send it to me.
changes-paint-please = I am waiting for the painted picture. If it gets difficult, tap “With squares”.
changes-grid = Tap the numbers of the squares that change. Once more takes them off. Then tap Done.
changes-grid-empty = Tap one square at least.
changes-grid-where = Where is { $name }? Tap the numbers of those squares. Then tap Done.
changes-cell-on = ✅ { $number }
changes-cell-off = { $number }

# What should be there, and how much.
changes-words =
    What should be there?

    Write it in a few words. For example: a blue dress.
changes-words-or-name =
    What should be there?

    Write it in a few words, or tap a name.
changes-few-words = The picture needs a few written words, in { $most } letters at most. To say them, tap “Back” on the question and start again.
changes-in-words = This one I need in writing: a few words.
changes-button-other-words = Say it differently
changes-how = How much shall we change it?
changes-how-little = A little
changes-how-quite = Quite a lot
changes-how-wholly = Completely

# The way back.
changes-button-undo = ↩ Undo
changes-button-steps = All the steps
changes-no-step-before = There is no step before this one.
changes-steps = These are the steps, in order. Which one will it be?
changes-button-made = Those we have
changes-made = Which picture shall we look at?

# A picture from a real photo.
changes-button-from-photo = A picture from it
changes-label-photo = Imagined picture · made with AI from a photo
changes-photo-who =
    <b>{ $scene }.</b>

    I draw it over the photo. Who is on it?
changes-button-nobody = Nobody
changes-button-only-them = Only the person
changes-button-others = Other people too
changes-photo-permission = Who allows us to draw their face from this photo?
changes-photo-needs-owner = A permission is missing for that. Ask the owner.
changes-photo-others = With other people I do not make it: each of them would have to allow it. The photo is kept. Try one with nobody, or only of the person.
changes-photo-faces = On this photo I seem to see more faces than we said, so I do not draw it: each of them would have to allow it. The photo is kept. Send another one, or cut this one so that it shows only the person, or nobody.
