# /reminders: when to suggest a while together. Nothing seen on a locked screen names an illness.

reminders-offer = A little while with { $name }?
reminders-offer-us = A little while together?
reminders-begin = Begin
reminders-in-a-while = In a while
reminders-not-today = Not today
reminders-begun = Here we go!
reminders-snoozed = All right. I will ask again at { $time }.
reminders-too-late = It is getting late: let us leave it for today.
reminders-skipped = All right, not today.

reminders-ask-days = On which days shall I suggest a little while with <b>{ $name }</b>?
reminders-ask-days-us = On which days shall I suggest a little while together?
reminders-day = { $day ->
    [0] Mon
    [1] Tue
    [2] Wed
    [3] Thu
    [4] Fri
    [5] Sat
   *[6] Sun
}
reminders-day-chosen = ✅ { reminders-day }
reminders-done = Done
reminders-enough = Two days a week are enough. Take one off to add another.

reminders-set = I will ask { $days }, at { $hour }:00. That is { $city } time.
reminders-every = on { $day ->
    [0] Mondays
    [1] Tuesdays
    [2] Wednesdays
    [3] Thursdays
    [4] Fridays
    [5] Saturdays
   *[6] Sundays
}
reminders-first-of-month = on the first { $day ->
    [0] Monday
    [1] Tuesday
    [2] Wednesday
    [3] Thursday
    [4] Friday
    [5] Saturday
   *[6] Sunday
} of each month
reminders-both = { $first } and { $second }
reminders-quiet = Never between { $start }:00 and { $end }:00. If a reminder stays unanswered, I wait until you are back.
reminders-days-button = The days
reminders-hour-button = The hour
reminders-programme-button = How often
reminders-stop = No reminders
reminders-stopped = No more reminders. Begin whenever you like, with /session.
reminders-resting = No reminders for now.
reminders-need-permission = No reminders for now: a permission to keep stories is missing. The owner gives it in /privacy.

reminders-ask-hour = Which hour is a good one?
reminders-hour = { $hour }:00
reminders-good-hour = { $hour }:00, a good hour

reminders-ask-pace = How often? At first once or twice a week does people good, about twelve in all; then once a month. It is only an idea.
reminders-pace-once = Once a week
reminders-pace-twice = Twice a week
reminders-pace-monthly = Once a month
reminders-programme-once = The idea: once a week.
reminders-programme-twice = The idea: once or twice a week.
reminders-programme-monthly = The idea: once a month.
reminders-noted = Noted.
reminders-suggest-monthly = You have spent twelve such times together, or more. If it suits you, it can be once a month; if you would rather go on as now, that is fine too.
reminders-monthly-now = All right: once a month.
