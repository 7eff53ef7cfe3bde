# /circle: who is in, who is to come, and whom you are with.

circle-member = { $name } · { $role }
circle-you = { $name } · { $role } (you)
circle-member-not-reached = { $name } · { $role } · my messages do not get through
circle-not-reached = My messages do not reach { $name }: perhaps the chat was closed, or Telegram is not used any more. Nothing is lost: once they write to me again, all is as it was. In /circle you see who is in.
circle-second-owner = 💡 It is wise to have a second owner, in case you lose your phone.
circle-no-owner = 💡 For now this is in your hands. When somebody of the family can, invite them as the owner: you stay as therapist.
circle-invite = Invite
circle-invite-owner = Invite the family
circle-remove = Remove somebody
circle-own-name = My name
circle-mute = Don't notify me
circle-unmute = Notify me
circle-muted = I won't tell you news any more. What is urgent still comes.
circle-unmuted = I'll tell you news again.
circle-other-space = Another person
circle-leave = Leave the circle

circle-role-companion = Companion
circle-role-relative = Family
circle-role-therapist = Therapist
circle-role-owner = Second owner
circle-ask-role =
    Who are you inviting?

    <b>Companion</b>: leads sessions, makes pictures and edits the book.
    <b>Family</b>: reads the book, tells memories and sends photos.
    <b>Therapist</b>: leads sessions, decides how they go and gets the summaries.
    <b>Second owner</b>: can do the same as you.
circle-ask-sharing = A therapist reads the summaries and the book. Who allows us to share them?
circle-ask-name = Write the name of the person you are inviting as { $role }.
circle-ask-owner-name = Who of the family will be the owner? Write their name. They decide the permissions and who comes in; you stay as therapist.
circle-nameless = Without a name
circle-name-unclear = Write a short name.
circle-link-message =
    I invite you to the circle, as { $role }. Tap the link:
    { $link }
circle-code-message =
    I invite you to the circle, as { $role }. Open the bot and write:
    /start { $code }
circle-link-made = Forward the message above. The link works once only, for { $days ->
    [one] one day
   *[other] { $days } days
}.
circle-withdraw-link = Cancel the link
circle-link-withdrawn = The link no longer works.
circle-links = <b>Links nobody has used yet</b>
circle-link-open = { $number }. { $who }: made by { $maker }, good until { $date }
circle-link-operator = whoever runs this bot
circle-cancel-link = Cancel a link
circle-ask-which-link = Which link shall I cancel? From then on it opens nothing.
circle-links-stopped = Invitation links that nobody had used stop working too. If somebody is still to come in, make a new link in /circle.

circle-ask-whom = Who shall we remove? From that moment they see nothing more.
circle-remove-ask = Shall we remove <b>{ $name }</b>? From that moment they see nothing more. What they told or sent stays.
circle-remove-yes = Yes, remove
circle-ask-own-name = Write how you want the circle to see you.
circle-ask-space = Who would you like to be with now?
circle-entered = You are now with <b>{ $name }</b>.
circle-moved = You are now with <b>{ $name }</b>: what you send goes to their space. To be with somebody else, write /circle.
circle-put-out = You are not in this circle any more: <b>{ $name }</b>. Nothing more will come to you from here. Write /start to see how to go on.
circle-leave-ask = Leave this circle? You will see nothing of it any more. To come back you will need a new invitation.
circle-leave-yes = Yes, leave
circle-left = You have left the circle. Thank you for having been here.
