# Learning what somebody looks like from the family's photos.

teaching-offer =
    <b>Learn: { $name }</b>

    With these { $photos } photos I can learn now. { $takes } You can go on with everything else meanwhile; if you ask for a picture, I make that first.
teaching-takes = It takes { $time }.
teaching-takes-unknown = How long it takes I tell you soon after I begin.
teaching-offer-gentle = With so few photos it will be less alike. 10 are better.
teaching-offer-thorough = More deeply takes longer. It is often more like them, and the place around them is seen better. It needs a computer with a strong graphics card, and up to 2 GB of disk for each age. For most people the usual way is enough.
teaching-offer-on = I go on from what I know already.
teaching-offer-photo-gone = I start from nothing: a photo that I had learnt from was taken away, and so nothing of it is left.
teaching-offer-top = I build on what I learnt from “{ $name }”, so that the two come out well together.
teaching-offer-parent-changed = What this was built on has changed since: it is best learnt again.
teaching-decide-first = { $count ->
    [one] Before I learn: I am not sure that 1 photo is of { $name }. Tell me, and we go on.
   *[other] Before I learn: I am not sure that { $count } photos are of { $name }. Tell me, and we go on.
}
teaching-minutes = { $count ->
    [one] a minute
   *[other] about { $count } minutes
}
teaching-hours = { $count ->
    [one] about an hour
   *[other] about { $count } hours
}
teaching-now = Now
teaching-tonight = Tonight
teaching-anew = Start from nothing
teaching-thorough = Learn more deeply
teaching-on-top = With another
teaching-tops = If two of them will often be in one picture, I learn “{ $name }” on top of what I know of the other. Which one?
teaching-top = With: { $name }
teaching-is-tonight = Tonight I learn: <b>{ $name }</b>. In the morning I show you test portraits to choose from.

teaching-waiting =
    I am learning. No need to wait: I will tell you.

    { $progress }
teaching-waiting-closed = The computer that learns is switched off. I begin when it is on; nothing is lost.
teaching-waiting-next = I begin in a moment.
teaching-waiting-bar = { $stage }
    { $bar }
teaching-left = Left: { $time }.
teaching-stage-loading = Getting ready…
teaching-stage-preparing = Looking at the photos…
teaching-stage-learning = Learning…
teaching-stage-trying = Making test portraits…
teaching-stop = Stop it
teaching-board = See how it goes
teaching-called-off = Stopped. What I knew before stays as it was.
teaching-over = It was finished already.
teaching-gone = That is not here any more: somebody withdrew it or took it away meanwhile.

teaching-portrait-label = Imagined picture · test made with AI
teaching-learnt = I have learnt: <b>{ $name }</b>. I made test pictures. Which is the best likeness?
teaching-see = See the portraits
teaching-failed = I could not learn: <b>{ $name }</b>. No photo was lost. Try again tonight; if it happens again, tell whoever runs the bot.
teaching-failed-thorough = This computer is too small to learn more deeply: <b>{ $name }</b>. No photo was lost. Tap “Try again” and I learn it in the usual way: it is nearly always enough.
teaching-failed-disk = There is too little room on the disk to learn more deeply: <b>{ $name }</b>. No photo was lost. Tap “Try again” and I learn it in the usual way: it is nearly always enough.
teaching-failed-adapter = What I learnt before does not fit the model that draws now: <b>{ $name }</b>. No photo was lost. Tap “Try again” and I learn it from the beginning.
teaching-failed-card = The graphics card of this computer is too small to learn: <b>{ $name }</b>. No photo was lost. Tell whoever runs the bot: it takes a larger card, or a smaller model.
teaching-not-begun = I could not learn last night: <b>{ $name }</b>. No photo was lost. Tap “See how it goes” and try again.
teaching-not-begun-consent = I could not learn last night: <b>{ $name }</b>. A permission is missing. Tap “See how it goes”.
teaching-not-begun-few = I could not learn last night: <b>{ $name }</b>. There are too few good photos now. Tap “See how it goes” and send more.
teaching-not-begun-gone = I could not learn last night: <b>{ $name }</b>. What I knew before, and was to begin with, was taken away. Tap “Try again” and I learn it from the beginning.
teaching-again = Try again
teaching-choose =
    <b>{ $name }</b>

    { $photos ->
        [0] { $portraits ->
            [one] This is an imagined portrait.
           *[other] These are imagined portraits. Each has its number in the corner.
        }
        [one] The one with “photo” in the corner is real. The imagined portraits have their numbers.
       *[other] Those with “photo” in the corner are real. The imagined portraits have their numbers.
    }
    { $portraits ->
        [one] Is it a good likeness?
       *[other] Which is the best likeness? Tap a picture to see it large, then tap its number.
    }
teaching-mark-photo = photo
teaching-others = Other portraits
teaching-none-alike = None is like them
teaching-chosen = Done. From now on pictures show <b>{ $name }</b> like this. You can teach me again when there are more photos.
teaching-hides =
    Done: from now on pictures show <b>{ $name }</b> like this.

    But it has a price: the place, or what is being done, could be seen well in { $seen } of { $asked } test pictures; before learning, in { $without }. What shall we do?
teaching-hides-photos = What helps most here are photos in other places and other clothes. Send some, and I learn it again.
teaching-chosen-by-another = Number { $number } was chosen before ({ $name }), and pictures show it like that. Shall we change it?
teaching-change-choice = Yes, change it
teaching-keep-choice = No, leave it so
teaching-wear-less = A little less of it
teaching-take-other = Number { $number } instead
teaching-keep-so = Leave it so
teaching-style-nearest = { $number }: nearest to <b>{ $whose }</b>
teaching-style-itself = what I draw by myself
teaching-style-gone = a style that was taken away since
teaching-to-pictures = Make a picture
teaching-none = Thank you for saying so: I use none of them. More photos, different ones, usually help.
teaching-none-wishes = Thank you for saying so: I use none of them. What would help most: { $wishes }.
teaching-more-photos = Send more photos
teaching-see-again = See them again
teaching-longer = Learn for longer

# Places and pets: does the model know them already?
teaching-does-it-know =
    <b>{ $name }</b>

    { $photos ->
        [0] I drew { $pictures ->
            [one] this
           *[other] these
        } without having learnt anything.
        [one] First comes a real photo. I drew the rest without having learnt anything.
       *[other] First come { $photos } real photos. I drew the rest without having learnt anything.
    }
    Is it like what you know? Then no lesson is needed.
teaching-knows-yes = Yes, that is it
teaching-knows-no = No, that is not it
teaching-known = Good: from now on pictures show <b>{ $name }</b> by its name. You can still send photos, to make it more alike.
teaching-not-known = All right: I learn it from photos.
teaching-not-tried = I could not draw this without photos: <b>{ $name }</b>. Send photos, and I learn it from them.
teaching-ended = I have finished with: <b>{ $name }</b>.

# Where it stands, for whoever comes to the photos.
teaching-stand-running = 🎓 I am learning this now.
teaching-stand-tonight = 🌙 Tonight I learn this.
teaching-stand-to-choose = 👉 I have learnt. The best likeness is still to be chosen.
teaching-stand-learnt = 🎓 Learnt: pictures show it already.
teaching-see-running = How long is left
teaching-see-tonight = About tonight
teaching-see-to-choose = Choose a portrait
teaching-see-learnt = Learn it again
teaching-mark-running = { $label } · learning
teaching-mark-tonight = { $label } · tonight
teaching-mark-to-choose = { $label } · choose
teaching-mark-learnt = { $label } · learnt

# A photo was taken away that is or was learnt from.
teaching-photo-gone-running = I was learning from it, and have stopped. Ask me again and I begin without it.
teaching-photo-gone-learnt = What I learnt from it stays until I learn it again.
