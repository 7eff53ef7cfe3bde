# /person: what is known about the person. Each question can be skipped.

person-title = <b>{ $name }</b>: this is what I know.
person-title-nameless = This is what I know.
person-nothing-yet = Nothing yet. None of this is urgent.
person-second-owner = 💡 It is wise to have a second owner, in case you lose your phone: /circle
person-line = <b>{ $what }:</b> { $value }
person-line-unknown = <b>{ $what }:</b> –
person-separator = {", "}
person-unclear = I could not read that.
person-short-answer = A short answer is enough for that question, typed or with a button. You find it under /person whenever you like.
person-one-thing = Just one thing first.
person-not-yours-to-say = That is for the owner to say: ask them. They are in /circle.
person-empty = Empty the list
person-hour = { $hour }:00
person-minutes = { $minutes } minutes
person-minutes-level = As the level says

person-part-who = Who they are
person-part-life = Their life
person-part-joys = What they like
person-part-comfort = At hand
person-part-care = The session
person-part-home = Home and family
person-part-rest = Pause and end
person-part-who-title = Who they are.
person-part-life-title = Their life. So I take nothing for granted.
person-part-joys-title = What they like and what does them good.
person-part-comfort-title = What is good to have at hand.
person-part-care-title = How the sessions are.
person-part-home-title = Home and family.

person-fact-name = Name
person-fact-language = Language
person-fact-register = Tú or usted
person-fact-birth-year = Year of birth
person-fact-figure = In pictures
person-fact-places = Places
person-fact-partner = Partner
person-fact-had-children = Children
person-fact-cared-for = Cared for somebody
person-fact-schooling = School
person-fact-paid-work = Work
person-fact-migration = Moved away
person-fact-service = Military service
person-fact-comfort = What comforts
person-fact-song = Their song
person-fact-glasses = Glasses
person-fact-hearing-aid = Hearing aid
person-fact-swallow-safe = Swallows safely
person-fact-reads = Reads
person-fact-toilet-words = If they need the toilet
person-fact-pain-words = If something hurts
person-fact-best-hour = Best hour
person-fact-session-place = Place of sessions
person-fact-level = What comes easiest
person-fact-max-minutes = How long it lasts
person-fact-avoid = To avoid
person-fact-pictures = Pictures
person-fact-exercise = Faces and names
person-fact-family-contact = Contact
person-fact-country = Country
person-fact-time-zone = Local time

person-ask-name = Write the name they like.
person-ask-language = What language is spoken with them?
person-ask-register = In Spanish, tú or usted?
person-ask-birth-year = Write their year of birth, for example 1944. You may skip it.
person-ask-figure = In pictures, how shall we draw them?
person-ask-places = Write the places of their life: village, neighbourhood, towns. Each is added to the list.
person-ask-partner = Did they have a partner?
person-ask-had-children = Did they have children?
person-ask-cared-for = Did they care for somebody: nieces, siblings, elders?
person-ask-schooling = Did they go to school?
person-ask-paid-work = Did they work outside the home or for pay?
person-ask-migration = Did they move far from where they grew up?
person-ask-service = Did they do military or national service?
person-ask-comfort = What calms them and does them good? One thing or several: they are added to the list.
person-ask-song = Which song opens the session? Write it, or an object to begin with.
person-ask-glasses = Do they wear glasses?
person-ask-hearing-aid = Do they wear a hearing aid?
person-ask-swallow-safe = Can they taste food and drinks without choking?
person-ask-reads = Do they read, if the letters are large?
person-ask-toilet-words = How do they say that they need the toilet? Write their words or their sign.
person-ask-pain-words = How do they say that something hurts? Write their words or their sign.
person-ask-best-hour = At what hour are they at their best?
person-ask-session-place = Where are sessions held? For example: at home, at the day centre.
person-ask-level = What comes easiest?
person-ask-max-minutes = After how many minutes do they tire? I ask then whether to close. Tap one, or write a number from 5 to 60.
person-ask-avoid = Anything to avoid? Write it in your own words: it is added to the list.
person-ask-pictures = Shall we make pictures of what they tell?
person-ask-exercise =
    Shall we switch on “Faces and names”? With real photos they greet people they see every week, and the name is always said first. Nothing is scored.

    The studies are small, and it only helps with what is practised. It suits the levels Telling and Choosing, not Company.
person-ask-family-contact = Who in the family should be called? Write a name and a telephone number.
person-ask-country = What country are you in? Tap one, or write its two-letter code.
person-ask-country-default = Are you in { $country }, on { $city } time?
person-other-country = Another country
person-ask-time-zone = Which city's time do you live by? Tap one, or write another with the same time, for example: Toronto.

person-register-tu = Tú
person-register-usted = Usted
person-figure-man = Man
person-figure-woman = Woman
person-figure-unsaid = Unsaid
person-level-open = Telling
person-level-choice = Choosing
person-level-presence = Company

person-rest-active = Here everything can be stopped for a while, or you can say that the person has died.
person-rest-paused = Everything is paused: no sessions, reminders or suggestions. The book stays open.
person-rest-died = Reminders and suggestions have stopped. The book is still here.
person-pause = Pause everything
person-has-died = They have died
person-wake-paused = Go on
person-wake-died = It was a mistake
person-has-died-ask =
    I am very sorry.

    When you confirm it, sessions, reminders and suggestions stop at once. The book stays, to read whenever you like. Nothing is erased.
person-has-died-yes = Yes, they have died

country-ES = Spain
country-GB = United Kingdom
country-IE = Ireland
country-US = United States
country-MX = Mexico
country-AR = Argentina
country-CO = Colombia
country-CL = Chile
country-PE = Peru
country-UY = Uruguay
