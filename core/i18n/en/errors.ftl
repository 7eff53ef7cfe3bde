# One sentence for each thing that may not work: what happened, and what to do.

error-refused = This cannot be done now. Start again with /start.
error-not-allowed = I cannot open that here. If somebody invited you, use the link they sent, or ask for a new one.
error-invitation-unusable = This invitation no longer works. Ask whoever sent it for a new link.
error-consent-missing = A permission is needed first. See /privacy and give it there.
error-session-elsewhere = Somebody else is leading a session right now. Wait until it ends and come back with /session.
error-space-resting = This space is resting. The book stays open: /book. To go on, see /person.
error-file-refused = I could not keep this file. Send the photo again, or send it as a file.
error-file-refused-small = This photo is very small. Look for a bigger one, at least 512 dots each way, or send it as a file.
error-file-refused-kind = This is not a photo I can read. Send a JPG, PNG, WEBP or HEIC photo.
error-file-refused-animated = This one moves, and I need a still photo. Send a photo.
error-file-refused-bomb = This picture is huge inside and I cannot open it. Send a smaller copy.
error-file-refused-duplicate = We already have this photo. Send a different one.
error-file-too-large = This file is too heavy: 20 MB is the most. Send a lighter copy.
error-file-unreadable = This file is damaged and I cannot open it. Send another copy of the photo.
error-file-unreadable-broken = This file is damaged and I cannot open it. Send another copy of the photo.
error-file-unreadable-format = This file is not a photo I can read. Send a JPG or PNG photo.
error-picture-refused = I make no picture of this scene. The memory is kept; choose another one, or use a real photo.
error-picture-refused-nudity = I make no intimate pictures and none without clothes. The memory is kept; change the scene, or use a real photo.
error-picture-refused-violence = I make no pictures of violence or war. The memory is kept; choose a calm moment.
error-picture-refused-death = I make no pictures of deaths or funerals. The memory is kept; choose another moment, or use a real photo.
error-picture-refused-illness = I make no pictures of illness. The memory is kept; choose a moment before it or after.
error-picture-refused-minor = I make no pictures of children without their guardian's permission. Use a real photo.
error-picture-refused-painful = This memory hurts, and I make no picture of it. It is kept; choose another one when you feel like it.
error-picture-refused-lost = This memory is left to rest. Choose another one in /pictures.
error-picture-refused-theme = Of young people we only use real photos. Send one.
error-nothing-to-draw = I do not know enough to make a picture yet. Say where it was or what was going on, and try again.
