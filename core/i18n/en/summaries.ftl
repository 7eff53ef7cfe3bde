### Summaries for the therapist: facts and taps, without diagnosis or trend.

# --- Pieces
summaries-and = { " · " }
summaries-comma = { ", " }
summaries-then = { "; " }
summaries-none = none
summaries-unknown = –
summaries-no-theme = no theme
summaries-somebody = somebody who has left
summaries-line = <b>{ $label }:</b> { $text }
summaries-detail =
    <b>{ $number }/{ $of } · { $label }</b>

    { $text }
summaries-day = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
summaries-draft = 📝 <b>Draft</b>: the companion has not finished answering.

# --- The fifteen blocks
summaries-block-header = The session
summaries-block-alerts = Alerts
summaries-block-goal = Goal and theme
summaries-block-assent = Assent
summaries-block-mood = Mood
summaries-block-observation = What the companion saw
summaries-block-participation = Participation
summaries-block-memories = Memories
summaries-block-helped = Helps and hindrances
summaries-block-hard_moments = Hard moments
summaries-block-pictures = Imagined pictures
summaries-block-companion = Companion
summaries-block-suggestions = Suggestions
summaries-block-decision = Your decision
summaries-block-provenance = Provenance

# 1
summaries-header = <b>{ $code } · { $session } · { $date }, { $start }–{ $end } ({ $minutes } min) · { $companion } · { $level }</b>
summaries-header-more = Begun by: { $starter }. Language: { $language }. Taken over: { $times }.
summaries-header-at = { $header } · { $place }
summaries-therapists = Therapist: { $names }.
summaries-session = session { $number }/{ $of }
summaries-session-beyond = session { $number }
summaries-not-held = not held
summaries-level-then = { $first }, then { $last }

# 2
summaries-alert-danger = 🆘 danger ({ $times })
summaries-alert-upset = ⚠️ upset ({ $times })
summaries-alert-picture_made = ⚠️ detail that may come from a picture ({ $times })
summaries-alert-consent_withdrawn = ⚠️ consent withdrawn ({ $times })
summaries-alert-companion = { $times ->
   *[other] ⚠️ companion’s day hard three times in a row
}

# 3
summaries-song = song: { $song }
summaries-cues = { $count ->
    [one] 1 object at hand
   *[other] { $count } objects at hand
}
summaries-photos = { $count ->
    [one] 1 photo
   *[other] { $count } photos
}

# 4
summaries-assent-given = yes
summaries-assent-after_a_while = yes, after a while
summaries-assent-refused = no, and it was not held
summaries-assent-withdrawn = yes; then turned away, and it was closed
summaries-assent-not_sure = it was not clear, and it was not held
summaries-assent-not_asked = not asked in the end

# 5
summaries-mood-before = before { $face } ({ $rater })
summaries-mood-after = after { $face } ({ $rater })
summaries-mood-before-unknown = before, not noted
summaries-mood-after-unknown = after, not noted
summaries-rater-person = person pointed
summaries-rater-companion = as the companion saw it

# 6
summaries-observed-enjoyed = enjoyed { $mark }
summaries-observed-interest = interest { $mark }
summaries-observed-at_ease = at ease { $mark }
summaries-observed-connected = connected { $mark }
summaries-observed-initiative = initiative { $mark }
summaries-observed-upset = upset { $mark }
summaries-observed-when = 0 not at all, 1 a little, 2 quite, 3 a lot, – could not tell; noted on { $date }

# 7
summaries-taken-up = took up { $taken } of { $offered }
summaries-run = up to { $count } in a row
summaries-refused = would rather not: { $count }
summaries-initiative-yes = on their own initiative
summaries-initiative-no = not on their own initiative
summaries-drops = { $count ->
    [one] 1 level drop
   *[other] { $count } level drops
}
summaries-stop-postponed = left for another day
summaries-stop-not_today = did not want to today
summaries-stop-time = ended by time
summaries-stop-refusals = ended early: did not feel like it
summaries-stop-nothing_came = ended early: nothing came
summaries-stop-no_theme = ended early: no themes left
summaries-stop-uneasy = ended early: was not at ease
summaries-stop-upset = ended early: a hard moment
summaries-stop-danger = ended early: help was called
summaries-stop-companion = the companion closed it
summaries-stop-turned_away = ended early: turned away
summaries-stop-left = left half-way

# 8
summaries-memory = • <b>{ $title }</b> · { $facts }
summaries-memory-quoted = • <b>{ $title }</b> · <i>“{ $quote }”</i> · { $facts }
summaries-memory-withheld = • { $theme } · words kept back · { $facts }
summaries-memories-more = • and { $count } more
summaries-new = new
summaries-revisited = told before
summaries-valence-pleasant = pleasant
summaries-valence-mixed = a bit of everything
summaries-valence-painful = it hurt
summaries-enjoyed = enjoyment { $mark }/10
summaries-teller-person = told by the person
summaries-teller-companion = told by the companion
summaries-teller-family = told by the family
summaries-how-free = freely
summaries-how-chosen = by choosing
summaries-how-gesture = by a gesture
summaries-verified-as_told = as told
summaries-verified-family_confirmed = the family confirms it
summaries-verified-family_differs = the family tells it differently
summaries-state-kept = kept
summaries-state-at_risk = at risk
summaries-state-lost = lost
summaries-state-proposed = proposed: { $state }
summaries-state-confirmed = confirmed: { $state }

# 9
summaries-helped = helped: { $helped }; got in the way: { $hindered }

# 10
summaries-tier-unknown = not graded
summaries-tier-0 = tier 0
summaries-tier-1 = tier 1
summaries-tier-2 = tier 2
summaries-tier-3 = tier 3
summaries-comfort = steps shown: { $steps }
summaries-comfort-stop = stopping
summaries-comfort-name = naming the feeling
summaries-comfort-stay = staying close
summaries-comfort-offer = offering something they like
summaries-comfort-close = closing calmly
summaries-ending-went_on = went on
summaries-ending-gentler = something easier instead
summaries-ending-closed = closed calmly
summaries-ending-help = help was called
summaries-flag-resting = theme resting
summaries-flag-reviewed = looked at
summaries-moments-more = and { $count } more

# 11
summaries-pictures-accepted = { $count ->
    [one] 1 accepted
   *[other] { $count } accepted
}
summaries-pictures-changed = { $count ->
    [one] 1 change
   *[other] { $count } changes
}
summaries-pictures-rejected = { $count ->
    [one] 1 put away
   *[other] { $count } put away
}
summaries-likeness-yes = with likeness
summaries-likeness-no = without likeness
summaries-likeness-by = with likeness, allowed by { $givers }
summaries-picture-one = { $answer }, tries: { $tries }
summaries-picture-yes = one accepted
summaries-picture-no = none accepted
summaries-area-face = the face was changed
summaries-area-clothes = the clothes were changed
summaries-area-background = the background was changed
summaries-area-object = a thing was changed
summaries-area-painted = what was painted over was changed
summaries-area-cells = a part was changed
summaries-picture-caption = Imagined picture · made with AI

# 12
summaries-note = “{ $note }”
summaries-note-cut = left a note
summaries-note-voice = left a voice note
summaries-day-good = own day: good
summaries-day-so_so = own day: so-so
summaries-day-hard = own day: hard
summaries-day-unknown = own day: not noted

# 13
summaries-suggest-theme = try “{ $what }”
summaries-suggest-avoid = do not go back to “{ $what }” until you have looked at it
summaries-suggest-level = think about the level “{ $what }”
summaries-suggest-keep = keep { $what }
summaries-suggest-homework = at home: a photo or an object about “{ $what }”
summaries-because = { $what } ({ $reason })
summaries-reason-easy_after_hard = easy, after a hard moment
summaries-reason-untold = not told yet
summaries-reason-known = talked about before
summaries-reason-level_dropped = a level was dropped today
summaries-reason-helped = it helped today
summaries-reason-hard_moment = there was a hard moment
summaries-reason-told_today = told today

# 14
summaries-undecided = to be made
summaries-decided-continue = continue as is
summaries-decided-adapt = adapt
summaries-decided-pause_pictures = pause pictures
summaries-decided-pause_sessions = pause sessions

# 15
summaries-provenance = facts of the session; no line is written by AI
summaries-from-people = from people: { $blocks }
summaries-from-program = from the program: { $blocks }
summaries-picture-model = pictures by the model { $model }
summaries-transcript = all that was told: in the chat, behind block 15 ({ $count })
summaries-edit = { $date }: { $choice }

# --- Buttons and screens
button-summaries = Summaries
summaries-button-detail = Detail
summaries-button-states = State of the memories
summaries-button-moments = ⚠️ Hard moments
summaries-button-note = Add a note
summaries-button-picture = 🖼 See the picture
summaries-button-spoken = 🔊 Hear the note
summaries-spoken-note = What the companion spoke as a note on the session. To go on, tap “Back”.
summaries-button-transcript = 📜 All that was told
summaries-told-title = <b>What was told, whole.</b> It belongs to the person: do not pass it on.
summaries-told-nothing = There is nothing more to read of this session.
summaries-told-quoted =
    <b>{ $title }</b> · { $teller }
    “{ $words }”
summaries-told-retold =
    <b>{ $title }</b> · { $teller }
    { $words }
summaries-told-voice = <b>{ $title }</b>: heard above, as it was told.
summaries-picture-away = That picture stays with the companion.
summaries-choice-continue = Continue as is
summaries-choice-adapt = Adapt
summaries-choice-pause_pictures = Pause pictures
summaries-choice-pause_sessions = Pause sessions
summaries-effect-continue = Noted: continue as is.
summaries-effect-adapt = Noted. Level and what to avoid are in /person.
summaries-effect-pause_pictures = Noted: pictures are not offered any more.
summaries-effect-pause_sessions = Noted: no session begins until you lift it.
summaries-ask-note = Write your note. It is read by those who read the summaries.
summaries-note-unclear = Write the note in words, { $most } letters at most.
summaries-ask-moments = The theme and the memory of that moment are resting. May they come back?
summaries-moments-later = Not yet: the companion has not finished. Come back when the session is over.
summaries-come-back = They may come back
summaries-leave-out = Better not
summaries-reviewed-back = Noted: they may come back.
summaries-reviewed-out = Noted: they are not offered any more.
summaries-button-clear = The family may read it
summaries-ask-clear = In this session somebody tapped “It is abuse”. What was told then is for therapists alone: the family can neither see it nor delete it. If that was a mistake, they may read it from now on. There is no way back: what somebody has read, they have read. If in doubt, leave it as it is.
summaries-clear-yes = Yes, it was a mistake
summaries-cleared = Noted: the family may read it from now on.
summaries-button-left-out = Themes left out
summaries-left-out = These themes were left out, and are not offered. Tap one to let it back, with its memories.
summaries-left-out-none = No theme is left out. To go on, tap “Back”.
summaries-button-styles = Styles
summaries-styles = Besides soft, this is open to whoever makes pictures. Tap what you want to close.
summaries-styles-none = Only the soft style is open. The others open when they are chosen for a picture, after a warning. To go on, tap “Back”.
summaries-shut-fine = Fine settings
summaries-shut = Closed. Pictures that were made stay.
summaries-ask-state =
    <b>{ $title }</b> ({ $number }/{ $of })

    How is this memory? What is lost is never offered again and leaves the book.
summaries-next-memory = Next memory
summaries-state-effect-kept = Noted: kept.
summaries-state-effect-at_risk = Noted: at risk.
summaries-state-effect-lost = Noted: not offered any more, and out of the book.
summaries-earlier-block = ◀
summaries-later-block = ▶
summaries-list = <b>Summaries · { $code }</b>
summaries-list-empty = There has been no session yet.
summaries-heading-draft = 📝 { $date } · { $session }
summaries-heading-alert = ⚠️ { $date } · { $session }
summaries-heading-undecided = ▫️ { $date } · { $session }
summaries-heading-done = ✓ { $date } · { $session }
summaries-newer = ◀ Newer
summaries-older = Older ▶
summaries-lifted = Sessions may begin again.

error-sessions-paused = The therapist has paused sessions for a while. Just be together, look at the book in /book, and wait until they say you can go on.

# --- Goal, scales, report
summaries-button-settings = Level and avoid-list
summaries-button-lift = Resume sessions
summaries-button-goal = Goal
summaries-button-results = Scales
summaries-button-report = Report
summaries-are-paused = Sessions are paused.
summaries-report-due = Three months have passed: the report is due.
summaries-goal = <b>Goal:</b> { $goal }
summaries-goal-none = There is no goal yet.
summaries-ask-goal = Write what the sessions are for. Earlier goals stay with their sessions.
summaries-goal-set = The goal is noted.
summaries-results = <b>Results of other scales</b>
summaries-results-none = None yet.
summaries-result = { $day } · { $name }: { $value }
summaries-add-result = Note one
summaries-drop-result = Take out the last
summaries-export-results = Export
summaries-ask-result =
    Write the name of the scale, the result and the day, with semicolons:
    <code>Name; 24/30; 2026-03-14</code>

    Without a day it is today’s.
summaries-result-unclear = I could not read it. With semicolons: name; result; day.
summaries-export = <pre>{ $table }</pre>
summaries-conclude = Write the conclusion
summaries-ask-conclusion = Write your conclusion of these months. It closes the report.
summaries-concluded =
    Report closed.
    <i>{ $conclusion }</i>
summaries-stage-themes = { $stage } ({ $count })
summaries-report-mood = { $day }: { $before } and { $after }
summaries-report =
    <b>{ $code } · report · { $since } to { $until }</b>
    <b>Sessions:</b> { $sessions }, { $minutes } min on average; not held: { $refused }
    <b>Themes by stage:</b> { $themes }
    <b>New memories:</b> { $memories }; confirmed: { $states }
    <b>Mood, before and after:</b> { $moods }
    <b>Imagined pictures:</b> accepted { $accepted }, put away { $rejected }
    <b>Changes to what to avoid:</b> { $avoid }
    <b>Hard moments (tier 2 and 3):</b> { $adverse }
    <b>The companion’s days:</b> { $days }
summaries-report-conclusion = <b>Conclusion:</b> { $conclusion }
summaries-report-pending = to be written
summaries-report-entry = { $since } – { $until } { $year }
summaries-earlier-reports = Earlier reports
summaries-earlier-title = The reports that were closed. Tap one to read it.

# --- Several persons
summaries-people = <b>Who needs you</b>
summaries-person = { $code } { $name }
summaries-person-line = <b>{ $code }</b> · { $needs }
summaries-need-alerts = { $count ->
    [one] ⚠️ 1 alert
   *[other] ⚠️ { $count } alerts
}
summaries-need-decisions = { $count ->
    [one] 1 summary to decide
   *[other] { $count } summaries to decide
}
summaries-need-first = no session yet
summaries-need-days = { $days ->
    [0] session today
    [one] session yesterday
   *[other] { $days } days without a session
}
summaries-need-report = report due

# --- On paper
summaries-button-pdf = 📄 As a PDF
summaries-sheet = Summary of the session · { $code }
summaries-sheet-note = Facts and people's own words; nothing was written by an AI.
