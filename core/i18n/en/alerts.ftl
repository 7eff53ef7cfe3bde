# Urgent alerts, and who answers for a space: that something happened, never what.

alerts-button-seen = I have seen it
alerts-thanks = Thank you. It is noted that you have seen it.
alerts-was-seen = { $who } has seen the alert.
alerts-button-abuse = It is abuse
alerts-abuse-kept = Noted: only the therapist will know, nobody of the family. If there is danger now, call the emergency number.
alerts-abuse-kept-from-now = Noted: from now on only the therapist will know. Before you said so, somebody of the family had been told of a hard moment, not of what. If there is danger now, call the emergency number.
alerts-abuse-kept-alone = Noted: nothing goes from here to the family. There is no therapist in this circle, so nobody else knows: tell a professional today, such as your doctor. If there is danger now, call the emergency number.
alerts-abuse-kept-alone-from-now = Noted: from now on nothing goes from here to the family. Before you said so, somebody of the family had been told of a hard moment, not of what. There is no therapist in this circle: tell a professional today, such as your doctor. If there is danger now, call the emergency number.
alerts-family = ⚠️ A while ago there was a hard moment with <b>{ $name }</b>, and nobody has answered the alert. Call the companion.

owners-button = Who answers for it
owners-page = Whoever answers for this space decides its permissions, who is in the circle and what is kept.
owners-contact = Contact for alerts
owners-ask-contact = If something hard happens in a session and nobody answers the alert, whom of the family shall I tell? I'll only say to call.
owners-chosen = ✅ { $name }
owners-nobody = Nobody
owners-noted = Noted.

owners-hand-over = Hand over the space
owners-ask-whom = To whom do you hand over the space? They have to say yes. You'll go on as a companion.
owners-offered = I've asked <b>{ $name }</b>. Nothing changes until they say yes.
owners-call-off = Better not
owners-take-back = Take the offer back
owners-asked = { $giver } asks you to look after the space of <b>{ $name }</b>: permissions, circle and privacy. Would you?
owners-accept = Yes, I'll do it
owners-yours-now = You answer for this space now. Write /start to see it.
owners-taken = { $name } has said yes, and answers for the space now. You go on as a companion.
owners-welcome = A therapist opened this space, and from now on it is yours: permissions, circle and privacy. This is what has been allowed until today; if something is not right, it can be taken back among the permissions.
owners-answers-now = { $who } answers for <b>{ $name }</b>’s space now. You stay as therapist.
owners-called-off = The space is not handed over: all stays as it was.
error-transfer-over = That hand-over is not under way any more. See how things are in /circle, and start again if needed.

owners-restore = 📣 Whoever runs this bot is going to give the space of <b>{ $name }</b> back to its family: in { $days ->
    [one] one day
   *[other] { $days } days
} there will be another owner. If that is not right, an owner can stop it.
owners-restore-open = 📣 The link that gives the space of <b>{ $name }</b> another owner can be used now.
owners-stop = Stop it
owners-brought-back = 📣 Whoever runs this bot has put a backup of the space of <b>{ $name }</b> back in place. What was told or changed after it was made may be missing, and a permission that was withdrawn since then may stand again. Look at the permissions and at the circle, and withdraw again what should not be there.
owners-stopped = Stopped: that link opens nothing.
error-invitation-unusable-loses = You are in this circle already, and with this link you could no longer do some of what you do now. I have not used it: it stays good for somebody else. To go on as you are, write /start.
error-invitation-unusable-early = This link is not good yet: there is a wait that was announced to the circle. Start again when it is over.
