# The book as a video: chosen, waited for, and there.

video-voice-goes-on = The voice goes on in the book of the chat.

# Choosing.
video-ask =
    🎬 <b>The book, as a video</b>

    The pages go by slowly, in large letters{ $spoken ->
        [yes] { " " }and with the voices that were kept
       *[no] { "" }
    }. To watch on a phone or on the television, together.
video-button-open = 🎬 Video
video-button-make = 🎬 Make the video
video-button-silent = Without the voice

# While it is made.
video-waiting =
    🎬 I am making the video. It takes a few minutes; you can do something else.

    { $progress }
print-stage-film = Filming the pages

# It comes, or does not.
video-part = 🎬 { $number } of { $count }
video-arrived =
    { $count ->
        [one] 🎬 The book, as a video.
       *[other] 🎬 The book, as { $count } videos.
    } Stop it and go back whenever you like.

    It holds stories: keep it somewhere safe.
video-changed = The book changed while I was making the video. Shall I make it again?
video-failed = I could not make the video just now. Nothing is lost. Try again in a while.
video-too-large = The video is too large for Telegram. Try it without the voice, or ask whoever runs the bot for a copy.
video-button-again = 🎬 Make it again
