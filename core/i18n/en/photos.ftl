# /photos: whose they are, what was seen on each, and what is still missing.

photos-whose =
    <b>Photos of { $name }</b>

    From which time are they? They may also be of somebody else, a pet, a place or a thing.
photos-the-person = the person
photos-somebody = somebody who left
photos-element = { $label } · { $good }/10
photos-element-enough = { $label } · ✓ { $good }
photos-add = Another person or thing
photos-age-young = { $name } when young
photos-age-young-nameless = When young
photos-age-adult = { $name } in mid-life
photos-age-adult-nameless = In mid-life
photos-age-old = { $name } in later years
photos-age-old-nameless = In later years

photos-permission = Before photos are kept: who allows it?
photos-permission-unkept = Before photos are kept: who allows it? What you have sent is not kept yet; send it again after this.
photos-send-again = Thank you. Now I can keep photos. What you sent before is not kept: please send it again.
photos-needs-owner = A permission is needed before photos can be kept, and until then I keep none. Ask the owner, who gives it in /photos. Then send them again.
photos-likeness-person = If you allow it, I learn from the photos what { $name } looked like, and compare faces to tell whether it is the same person. What I learn stays on this machine; photos you send are in Telegram too. Who allows it?
photos-likeness-relative = To learn what { $name } looks like I need their permission; for anybody under 18, a parent's or guardian's. Who has given it?
photos-likeness-couple = To learn what { $name } look like I need the permission of both; if one of them has died, their family’s. Have they given it?
photos-likeness-shown = Grown up: they said yes
photos-likeness-guardian = A child: parents agree
photos-likeness-family = Has died: family agrees
photos-likeness-both = Yes, both said yes
photos-likeness-one-gone = One died: family agrees
photos-likeness-nobody = Nobody yet
photos-compared-now = Thank you. I look again at the photos that were here, now also at whose they are.
photos-allow = Give permission
photos-whose-works = Say whose they are

photos-board-title = <b>{ $title }</b>
photos-board-good = { $good ->
    [0] There are no good photos yet. { $wanted } would be ideal.
    [one] ✅ 1 good photo of { $wanted }.
   *[other] ✅ { $good } good photos of { $wanted }.
}
photos-board-enough = ✅ { $good } good photos: enough. More would be welcome.
photos-board-doubtful = { $count ->
    [one] ❔ 1 waits for a word from you.
   *[other] ❔ { $count } wait for a word from you.
}
photos-board-unjudged = { $count ->
    [one] ⏳ 1 still to look at.
   *[other] ⏳ { $count } still to look at.
}
photos-board-sender = From { $name }: { $sent }, and { $good ->
    [0] none is good yet.
    [one] 1 is good.
   *[other] { $good } are good.
}
photos-board-not-allowed = The permission to learn the likeness is missing: until then I only keep them.
photos-board-whose = Whose works these are is still open: until then I only keep them.
photos-board-known = I can draw it already: pictures show it by its name. With photos it can be more alike.
photos-board-try = Shall we see first whether I can draw it already? Then no photos are needed.
photos-next = Next: <b>{ $wish }</b>
photos-later = And later on: { $wishes }.
photos-complete = Nothing is missing. Thank you.
photos-send-here = Send them right here: one by one, as an album or as files.

photos-send-profile = one from the side, please
photos-send-three-quarter = one with the face turned a little
photos-send-smiling = one with a smile
photos-send-whole = one of the whole body
photos-send-close-up = one of the face, from close by
photos-send-clothes = one in other clothes
photos-send-light = one in another light
photos-send-outdoors = one out of doors
photos-send-indoors = one indoors
photos-send-more = any that you have
photos-wish-profile = from the side
photos-wish-three-quarter = turned a little
photos-wish-smiling = smiling
photos-wish-whole = the whole body
photos-wish-close-up = close by
photos-wish-clothes = other clothes
photos-wish-light = another light
photos-wish-outdoors = out of doors
photos-wish-indoors = indoors

photos-board = See how it goes
photos-teach = Learn from them
photos-try = See if I can draw it
photos-tried = See what I drew
photos-doubts = Decide ({ $count })
photos-again = Look at them now
photos-list = See the photos
photos-change = Change
photos-ask-family = Ask the family
photos-family-asked = { $count ->
    [one] I asked 1 person.
   *[other] I asked { $count } people.
}
photos-family-asked-morning = { $count ->
    [one] Not at this hour: I ask 1 person at 9 in the morning.
   *[other] Not at this hour: I ask { $count } people at 9 in the morning.
}
photos-family-asked-today = They were asked today already. You can ask again tomorrow.
photos-family-request = 📷 { $asker } asks whether you have photos: <b>{ $title }</b>. What would help: { $wish }. Tap /photos and send it here.

photos-waiting = { $count ->
    [0] 📷 Receiving…
   *[other] 📷 { $count } received. One moment…
}
photos-waiting-seen = { $seen ->
    [0] 📷 { $count } received. Looking at them…
   *[other] 📷 { $count } received, { $seen } looked at…
}
photos-waiting-closed = { $count ->
    [0] 📷 Receiving…
    [one] 📷 1 received and kept. I look at it as soon as the machine is free; no need to wait.
   *[other] 📷 { $count } received and kept. I look at them as soon as the machine is free; no need to wait.
}

photos-told = 📷 <b>{ $title }</b>
photos-told-good = { $count ->
    [one] ✅ 1 is good. Thank you.
   *[other] ✅ { $count } are good. Thank you.
}
photos-told-left = { $count ->
    [one] ⏳ 1 is kept, but I could not look at it now. Try the button later.
   *[other] ⏳ { $count } are kept, but I could not look at them now. Try the button later.
}
photos-finding-no-picture = { $count ->
    [one] ▫️ 1 file is not a photo I can read. Send it as a photo, or send a screenshot of it.
   *[other] ▫️ { $count } files are not photos I can read. Send them as photos, or send screenshots of them.
}
photos-finding-broken = { $count ->
    [one] ▫️ 1 is damaged and does not open. Send another copy.
   *[other] ▫️ { $count } are damaged and do not open. Send other copies.
}
photos-finding-moving = { $count ->
    [one] ▫️ 1 is a video or an animation. Send a still photo.
   *[other] ▫️ { $count } are videos or animations. Send still photos.
}
photos-finding-huge = { $count ->
    [one] ▫️ 1 photo is too big to open. Send it as a photo, not as a file.
   *[other] ▫️ { $count } photos are too big to open. Send them as photos, not as files.
}
photos-finding-made = { $count ->
    [one] ▫️ 1 is an imagined picture, not a photo. Send a real photo.
   *[other] ▫️ { $count } are imagined pictures, not photos. Send real photos.
}
photos-finding-unsafe = { $count ->
    [one] ▫️ I did not keep 1 photo: somebody seems undressed. Send another, with clothes on.
   *[other] ▫️ I did not keep { $count } photos: somebody seems undressed. Send others, with clothes on.
}
photos-finding-says-made = { $count ->
    [one] ▫️ The file of 1 says that an AI made it. If it is a real photo, the owner can say so under Decide; if not, send another.
   *[other] ▫️ The files of { $count } say that an AI made them. If they are real photos, the owner can say so under Decide; if not, send others.
}
photos-finding-small = { $count ->
    [one] ▫️ 1 is very small. Send it as a file, or look for a bigger one.
   *[other] ▫️ { $count } are very small. Send them as files, or look for bigger ones.
}
photos-finding-blurred = { $count ->
    [one] ▫️ 1 is blurred. Send a sharper one.
   *[other] ▫️ { $count } are blurred. Send sharper ones.
}
photos-finding-dark = { $count ->
    [one] ▫️ 1 is very dark. Send one with more light.
   *[other] ▫️ { $count } are very dark. Send some with more light.
}
photos-finding-bright = { $count ->
    [one] ▫️ 1 has too much light. Send one that is less bright.
   *[other] ▫️ { $count } have too much light. Send some that are less bright.
}
photos-finding-same = { $count ->
    [one] ▫️ We already have 1, or one nearly the same. Send a different one.
   *[other] ▫️ We already have { $count }, or nearly the same. Send different ones.
}
photos-finding-no-face = { $count ->
    [one] ▫️ On 1 I cannot find the face. Send one where it can be seen well.
   *[other] ▫️ On { $count } I cannot find the face. Send some where it can be seen well.
}
photos-finding-small-face = { $count ->
    [one] ▫️ On 1 the face is far away. Send one from nearer.
   *[other] ▫️ On { $count } the face is far away. Send some from nearer.
}
photos-finding-several-faces = { $count ->
    [one] ▫️ On 1 there are several faces. Tap Decide and tell me which.
   *[other] ▫️ On { $count } there are several faces. Tap Decide and tell me which.
}
photos-finding-crowd = { $count ->
    [one] ▫️ 1 shows several people, and I learn no faces without permission. Send one of just that person.
   *[other] ▫️ { $count } show several people, and I learn no faces without permission. Send others of just that person.
}
photos-finding-others-too = { $count ->
    [one] ▫️ On 1 there is somebody besides the two, and I learn no faces without permission. Send one of the two alone.
   *[other] ▫️ On { $count } there is somebody besides the two, and I learn no faces without permission. Send some of the two alone.
}
photos-finding-not-both = { $count ->
    [one] ▫️ On 1 I cannot find both faces. Send one where both can be seen well.
   *[other] ▫️ On { $count } I cannot find both faces. Send some where both can be seen well.
}
photos-finding-people = { $count ->
    [one] ▫️ 1 shows somebody, and I learn no faces without permission. Send another without people.
   *[other] ▫️ { $count } show somebody, and I learn no faces without permission. Send others without people.
}
photos-finding-somebody-else = { $count ->
    [one] ▫️ 1 looks like somebody else. Tap Decide, or send another.
   *[other] ▫️ { $count } look like somebody else. Tap Decide, or send others.
}
photos-finding-unsure-who = { $count ->
    [one] ❔ I am not sure that 1 is the same person. Tap Decide.
   *[other] ❔ I am not sure that { $count } are the same person. Tap Decide.
}
photos-finding-soft = { $count ->
    [one] 1 is a little soft, but it will do.
   *[other] { $count } are a little soft, but they will do.
}
photos-finding-grey = { $count ->
    [one] 1 is black and white: that is fine too.
   *[other] { $count } are black and white: that is fine too.
}
photos-finding-straightened = { $count ->
    [one] 1 was a paper print: I straightened and cropped it.
   *[other] { $count } were paper prints: I straightened and cropped them.
}

photos-doubt-several-faces = Which one is { $name }?
photos-doubt-crowd = There are several people here, and I cannot tell which is { $name }. I learn from nobody who was not asked: send one of them alone.
photos-doubt-others-too = There is somebody here besides { $name }. I learn from nobody who was not asked: send one of the two alone.
photos-doubt-not-both = I cannot find both faces of { $name }. Use this photo anyway?
photos-doubt-people = This one shows somebody, and I learn no faces without permission. Or is it a doll, a statue or a painting?
photos-doubt-somebody-else = This looks like somebody else to me, but I may be wrong. Shall we use it for { $name }?
photos-doubt-unsure-who = Is this { $name }?
photos-doubt-says-made = Its file says that an AI made it. Is it a real photo that somebody coloured or touched up later? Only then can I learn from it, and the owner decides.
photos-doubt-same = It looks a lot like another one we have. Use it anyway?
photos-doubt-no-face = I cannot find the face of { $name }. Use it anyway?
photos-doubt-small-face = The face of { $name } is far away. Use it anyway?
photos-doubt-small = It is very small, and the likeness may suffer. Use it anyway?
photos-doubt-blurred = It is blurred, and the likeness may suffer. Use it anyway?
photos-doubt-dark = It is very dark. Use it anyway?
photos-doubt-bright = It has too much light. Use it anyway?
photos-doubt-later = Later
photos-use-anyway = Use it anyway
photos-which-face = Choose the face
photos-nobody-real = Nobody real
photos-leave-out = Leave it out
photos-real = It is real
photos-is-them = Yes, it is
photos-is-not-them = No, it is not
photos-remove = Take it away
photos-decided = Somebody has answered that already.
photos-used = All right: we use it.
photos-not-used = All right: not that one.
photos-removed = Taken away.
photos-gone = That one is gone already.

photos-listed = { $number } · { $what }
photos-line-good = ✅ { $facts }
photos-line-blocked = ▫️ not used · { $facts }
photos-line-sender = from { $sender }
photos-pose-frontal = facing us
photos-pose-three-quarter = turned a little
photos-pose-profile = from the side
photos-seen-smiling = smiling
photos-framing-close-up = close by
photos-framing-half = half body
photos-framing-whole = whole body
photos-move = It belongs elsewhere
photos-move-where = Whom or what is this photo for?

photos-add-what = Who or what are the photos of?
photos-kind-person = The person
photos-kind-relative = Somebody else
photos-kind-pet = A pet
photos-kind-place = A place
photos-kind-object = A thing
photos-kind-style = Their paintings
photos-name-person = What is the name? Type it.
photos-name-relative = What is their name? Type the name you use at home.
photos-name-pet = What is the pet called? Type it.
photos-name-place = What do you call that place? Type it.
photos-name-object = What do you call that thing? Type it.
photos-name-style = What shall we call those paintings or drawings? Type it.
photos-there-already = { $name } is here already: this is where everybody’s photos come together. If you mean another, add it under another name.
photos-noun = What is { $name }? Tap, or type one word.
photos-noun-relative = Who is seen in the photos of { $name }? Tap, or write it in one word.
photos-noun-unknown = I do not know that word. Try a simpler one, or tap one of these.
photos-noun-forgets = If it changes who { $name } is, permission has to be asked for again: what was learnt is deleted, and pictures made with it are put aside. The photos stay. Shall I change it?
photos-forgets-too = ⚠️ What I learnt of <b>{ $others }</b> stands on { $name }: it is deleted too, with the pictures made with it put away, and has to be learnt again.
photos-noun-sure = Yes, change it
photos-class-woman = A woman
photos-class-man = A man
photos-class-girl = A girl
photos-class-boy = A boy
photos-class-couple = A couple
photos-class-dog = A dog
photos-class-cat = A cat
photos-class-bird = A bird
photos-class-horse = A horse
photos-class-house = A house
photos-class-village = A village
photos-class-church = A church
photos-class-beach = A beach
photos-class-street = A street
photos-class-car = A car
photos-class-boat = A boat
photos-class-guitar = A guitar
photos-class-doll = A doll
photos-class-painting = Paintings
photos-class-watercolour = Watercolours
photos-class-drawing = Drawings
photos-class-embroidery = Embroidery
photos-works = Whose works are these? I only learn the hand of the person or of the family.
photos-works-own = The person's
photos-works-family = The family's: they agree
photos-works-other = Another artist's
photos-works-refuse-ask = { $count ->
    [one] If they are another artist's, I delete the photo there is. Are you sure?
   *[other] If they are another artist's, I delete the { $count } photos there are. Are you sure?
}
photos-works-refuse = Yes, delete them
photos-works-refused = I do not learn the hand of other artists, and keep none of their works. For pictures you can choose oil, pencil or soft in /pictures.

photos-edit =
    <b>{ $title }</b>

    What it is: { $noun }
    Also called: { $aliases }
    Years of the photos: { $years }
photos-edit-name = Name
photos-edit-aliases = Other names
photos-edit-years = Years
photos-edit-noun = What it is
photos-edit-remove = Take it away
photos-ask-name = What is the name? Now: { $name }.
photos-ask-aliases = What else do you call { $name }? Type the names with commas between them.
photos-no-aliases = None
photos-ask-years = From which years are the photos of { $name }? For example: 1950-1965.
photos-name-unclear = I need a name of up to { $most } letters. Type it, please.
photos-years-unclear = I did not find a year in that. Type it with four digits, like 1958, or like this: 1950-1965.
photos-remove-ask = If I take { $name } away, the photos and whatever was learnt are deleted, and pictures made with it are put away. Shall I?
photos-remove-yes = Yes, take it away

photos-what-for = 📷 What are these photos for? I keep them, and you choose.
photos-what-for-held = { $count ->
    [one] 📷 I have 1 photo of yours that is for nothing yet. What is it for?
   *[other] 📷 I have { $count } photos of yours that are for nothing yet. What are they for?
}
photos-what-for-left = 📷 These photos came from somebody who is not in the circle any more. What are they for?
photos-held = To place ({ $count })
photos-held-left = From who left ({ $count })
photos-for-page = A page of the book
photos-let-go = Do not keep them
photos-let-gone = All right, I do not keep them.
photos-which-memory = Which memory does it go with?
photos-on-page = { $count ->
    [one] Kept with its memory.
   *[other] The { $count } are kept with their memory.
}
photos-not-on-page = { $count ->
    [one] I could not put 1 photo on its page:
   *[other] I could not put { $count } photos on their page:
}
photos-not-yours = Photos are sent by the family. If you have one, hand it to the owner.
