### What the bot says whatever the moment.

# What Telegram shows before the start; at most 512 letters.
bot-about = I am an artificial intelligence. I help those who keep a person with memory loss company to talk together, and to keep what is told in a life book. I never test anybody: I suggest, people lead.

bot-stale-tap = That button has had its turn. Please go on with the latest message.
bot-not-yours = That button does not belong to this space. Send /start to see where you are.
bot-unexpected =
    Something went wrong on our side and has been noted. What was told is safe.

    You can go on: repeat the last step, or send /session to continue. If it happens again, give this number to whoever runs the bot: <code>{ $incident }</code>
bot-other-kind = I cannot keep that yet. Send it in words, as a voice note or as a photo.
bot-edited = You changed a message, but I keep what it said before. If it is a story, tap “Change” when I read it back, or ✏️ on its page in the book; if not, write it again.
bot-file-too-large = That file is over 20 MB, and Telegram does not let me fetch it. Please send it shorter, or in several parts.
bot-photo-too-large = That file is over 20 MB, and Telegram does not let me fetch it. Please send it as a photo, not as a file: it gets smaller by itself.
bot-file-damaged = A picture, a recording or a file belongs here, but it is damaged and cannot be shown. You can go on without it; please tell whoever runs the bot, who may bring it back from a backup.
bot-file-away = I cannot fetch that file from Telegram just now. I keep trying; there is no need to send it again.
bot-unknown-command = I do not know that command. /help shows what can be done.
