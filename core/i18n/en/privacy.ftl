# /privacy: what is kept, who sees it, the permissions, and how it is erased.

privacy-page =
    <b>What is kept.</b> The memories in their words, the voice, the photos, the imagined pictures and what I know about the person. All encrypted, on the machine of whoever runs this bot.

    <b>Who sees it.</b> The circle, each according to their role: /circle. Nobody else reads it.

    <b>Telegram</b> also keeps the messages, photos and voice of this chat, and with a bot they are not end-to-end encrypted.

    <b>What you delete</b> for good, or no longer allow, goes from here at once. Backups of whoever runs this bot may still hold it for up to a year.

    <b>Nothing is sent</b> to other artificial intelligence services.
privacy-space = For whoever runs this bot, if they ask which space it is: <code>{ $space }</code>
privacy-consents = The permissions
privacy-erase = Erase all about { $who }
privacy-erase-nameless = Erase all that is here

privacy-forget-me = Leave and forget me
privacy-forget-me-ask = You leave every circle, I stop notifying you and forget your name. What you told or sent stays with the person. What is in this chat is kept by Telegram: erase it from the chat's menu.
privacy-forget-me-yes = Yes, forget me
privacy-forget-me-owner = You are the only owner of a space. First hand it over in /circle, or erase all of it here, with “{ $erase }”.
privacy-forgotten = Done: I no longer know who you are. Thank you for having been here.

privacy-seen-button = Who has seen it
privacy-seen-title = <b>Who has seen what in the last year.</b> I note the day, never what was in it.
privacy-seen-nobody = Nobody yet.
privacy-seen-member = { $name } ({ $role })
privacy-seen-line = <b>{ $who }:</b> { $what }.
privacy-seen-thing = { $what }, on { $date }
privacy-seen-and = { "; " }
privacy-seen-book = the book
privacy-seen-edition = the book as a file
privacy-seen-summary = the summaries
privacy-seen-download = the download of everything
privacy-seen-photos = the photos
privacy-seen-pictures = the imagined pictures
privacy-seen-person = what I know about the person

privacy-consents-title = <b>The permissions</b>
privacy-no-consents = There are none yet: nothing of what is told is kept.
privacy-consent = ✅ { $what }: given by { $giver }; noted by { $recorder } on { $date }.
privacy-consent-withdrawn = ⛔ { $what }: given by { $giver }, noted by { $recorder }; withdrawn on { $date }.
privacy-somebody = somebody who has left the circle
privacy-date = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }

privacy-kind-stories = Keeping what is told
privacy-kind-photos = Keeping photos
privacy-kind-likeness = Learning the likeness
privacy-kind-likeness-of = Learning the likeness ({ $who })
privacy-kind-sharing = Sharing with a therapist
privacy-kind-research = Counts for research
privacy-giver-person = the person
privacy-giver-representative = their representative
privacy-giver-carer = their carer
privacy-giver-shown = whoever is in the photos
privacy-giver-guardian = their parent or guardian
privacy-giver-family = the family

privacy-give-stories = Allow keeping
privacy-ask-photos = Before photos are kept: who allows it?
privacy-given = Noted. It can be withdrawn whenever you like, in /privacy.

privacy-withdraw-stories = Withdraw: memories
privacy-withdraw-photos = Withdraw: photos
privacy-withdraw-likeness = Withdraw: likeness
privacy-withdraw-likeness-of = Withdraw face: { $who }
privacy-withdraw-sharing = Withdraw: therapist
privacy-withdraw-research = Withdraw: counts
privacy-follows-stories = If you withdraw it, I keep nothing new of what is told, and an open session goes to its closing. What was kept stays until you erase it.
privacy-follows-photos = If you withdraw it, the real photos leave the book and are deleted for good, I forget what I learnt from them, and I accept no more. The memories stay.
privacy-follows-likeness = If you withdraw it, I forget the likeness I learnt and whatever was learnt on top of it, and delete the pictures made with it. The photos and the memories stay.
privacy-follows-sharing = If you withdraw it, from that moment the therapist sees nothing more and gets no more summaries.
privacy-follows-research = If you withdraw it, nothing from here is counted for research.
privacy-withdraw-yes = Yes, withdraw
privacy-withdrawn = Withdrawn, from now on.

privacy-erase-ask =
    This erases <b>for ever</b> the memories, the voice, the photos, the pictures and the book, in the backups too. Nobody will be able to bring it back.

    If that is what you want, write: <b>{ $word }</b>
privacy-erase-other =
    That is not the same, and nothing was erased.

    To erase everything, write: <b>{ $word }</b>
privacy-erase-word = ERASE
privacy-erase-last = Last question: shall I erase everything, for ever?
privacy-erase-forever = Erase for ever
