# Imagined pictures: from a kept memory to its page.

# The scene, in one sentence, and its parts.
pictures-offer =
    <b>{ $scene }.</b>

    Shall we make a picture?
pictures-offer-style = Style: { $style }
pictures-scene-at = { $place }: { $rest }
pictures-scene-with = with { $thing }
pictures-around = around { $year }
pictures-nothing-known = To make a picture I need to know a little more: where it was, or what was going on.
pictures-off = Imagined pictures are switched off. They are switched on in /person. A real photo is always welcome.
pictures-change =
    This is the scene. Tap what was not like that:

    { $fields }
pictures-line = <b>{ $aspect }:</b> { $text }
pictures-line-unknown = <b>{ $aspect }:</b> not known
pictures-field =
    { $field }

    Write how it was. What is not known is not drawn.
pictures-feeling =
    { $field }

    What did it feel like to tell it?

pictures-aspect-who = Who
pictures-aspect-where = Where
pictures-aspect-when = When
pictures-aspect-doing = Doing what
pictures-aspect-light = The light
pictures-aspect-object = One object
pictures-aspect-feeling = The feeling

pictures-button-change = Change
pictures-button-tell-scene = Say a little more
pictures-button-done = Done
pictures-button-unknown = Not known
pictures-button-style = Style
pictures-button-photo = A real photo

# Styles.
pictures-styles = How shall we make it?
pictures-style-soft = Soft
pictures-style-photographic = Realistic
pictures-style-pencil = Pencil
pictures-style-oil = Oil
pictures-style-greyscale = Black and white
pictures-style-warning =
    <b>{ $style }</b>

    The more real a picture looks, the easier it is to take it for something that happened. Soft misleads less. Shall we open this style?
pictures-style-shut = That style is closed. The therapist or the owner opens it. Ask them.
pictures-button-open-style = Open it
pictures-button-stay-soft = Stay with soft

# While it is being made.
pictures-waiting =
    I am making the picture. What you see coming is only an imagined draft.

    { $progress }
pictures-waiting-queue = { $ahead ->
    [one] There is one before it.
   *[other] There are { $ahead } before it.
}
pictures-waiting-next = It is the next one.
pictures-waiting-closed = I cannot draw just now. It is noted down and will come later.
pictures-waiting-bar = { $bar } { $stage }
pictures-waiting-left = { $minutes ->
    [0] Less than a minute to go.
    [one] About a minute to go. You can carry on meanwhile.
   *[other] About { $minutes } minutes to go: this computer draws slowly. Carry on meanwhile; nothing is lost.
}
pictures-stage-loading = Getting ready
pictures-stage-drawing = Drawing
pictures-stage-drawing-slower = Drawing, more slowly: memory is short
pictures-stage-slot-person = Now the person, as they were
pictures-stage-slot-relative = Now the family
pictures-stage-slot-pet = Now the pet
pictures-stage-slot-object = Now their things
pictures-stage-finishing = Finishing
pictures-button-meanwhile = Carry on meanwhile
pictures-button-cancel = Leave it
pictures-next-time = We will look at it when we next begin.
pictures-will-tell = I will tell you when it is ready.
pictures-arrived = There are new pictures to look at: /pictures
pictures-cannot-now = I cannot make the picture now. The memory is kept. Another day, in /pictures, I will try again.
pictures-enough = We leave it without a picture for today. The story is kept, and that is what counts.

# What only the companion sees.
pictures-candidate =
    <b>Only you see this.</b>

    { $caption }
pictures-album =
    <b>Only you see these.</b> Which is most like what was told?

    { $caption }
pictures-button-show = Show
pictures-button-keep = This one
pictures-button-another = Another
pictures-button-more = { $count ->
    [4] Four more
   *[other] { $count } more
}
pictures-button-none = None of these
pictures-button-ways = Other ways…
pictures-ways = What shall we try instead?
pictures-doubted = In the first one I am not sure about { $name }. Tap where { $name } is, and I will draw just that again.
pictures-button-where = Where is { $name }?

# The chosen picture.
pictures-caption = <i>{ $label }</i>
pictures-label-words = Imagined picture · made with AI from { $name }’s words
pictures-label-words-nameless = Imagined picture · made with AI from their words
pictures-label-told = Imagined picture · made with AI from what { $name } told
pictures-label-told-nameless = Imagined picture · made with AI from what was told
pictures-kept =
    Kept with its memory.

    { $caption }
pictures-button-show-now = Show it now
pictures-button-file = Send me the file
pictures-reveal-screen =
    { $line }

    { $caption }
pictures-reveal = 🗣 We made this picture from what you told me. It isn’t a photo. What would you change?
pictures-button-likes = They like it
pictures-button-not-so = It wasn’t like that
pictures-button-that-day = “That day I…”
pictures-on-page = It is on its page of the book.
pictures-with-memory = It stays with its memory.
pictures-not-so = 🗣 You’re right, it wasn’t like that. Your story is better.
pictures-gone =
    { $line }

    The picture is gone. No need to insist.
pictures-detail =
    Sometimes a picture feels like a memory. Do not confirm it and do not correct it: listen.

    Which detail was it? Write it, or go on. I keep it apart: until the family confirms it, neither it nor the picture is in the book.

    That is settled later, also if you tapped by mistake: in /book, on the page of this memory, tap “✏️ Change” and then “Waiting for the family”.
pictures-detail-apart = A detail is written, in { $most } letters at most. This I keep as a story: if it is what they said on seeing the picture, choose “Only us” until the family confirms it.
pictures-detail-kept =
    Kept apart. Until the family confirms it, neither it nor the picture is in the book.

    When they know, open /book: on the page of this memory, tap “✏️ Change” and then “Waiting for the family”.
pictures-file =
    The whole file, with its signature. It is the one to print: on paper it is easier to look at.

    { $caption }
pictures-file-name = imagined-picture.jpg
pictures-button-recipe = How it was made
pictures-recipe = How it was made, for other drawing programs. The file holds words of the story: give it only to people you trust.
pictures-recipe-name = how-it-was-made.txt

# /pictures
pictures-list = Which memory shall we make a picture of?
pictures-list-empty = No memory is waiting for a picture. When another one is told, it will be here.
pictures-button-arrived = See the new ones
pictures-button-earlier-page = ◀
pictures-button-later-page = ▶

# A real photo.
pictures-send-photo = Send the photo. As a file is best: it keeps its quality.
pictures-send-photo-please = I am waiting for a photo here. Send it, or tap Go on.
pictures-photo-kept = A real photo, kept with its memory.
pictures-photo-permission = Who allows us to keep photos?
pictures-photo-needs-owner = A permission to keep photos is missing. Ask the owner, who gives it in /photos.
pictures-button-the-person = The person
pictures-button-representative = I represent them
pictures-button-carer = I care for them
