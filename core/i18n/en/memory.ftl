# A message while nothing is asked.
memory-keep = Shall I keep it as a memory?
memory-they-told-it = Yes: { $name } told it
memory-i-tell-it = Yes: I tell it
memory-no = No
memory-dropped = That's fine, I won't keep it.
memory-whose-words = How shall I keep it?
memory-which-stage = What time of life is it from?
memory-who-may-see = Who may see it? “Only us” is the owners and the companions.
memory-kept = Kept.
memory-settle = Decide: { $title }
memory-left-open = Something you told me is left. Tap “Decide” and say whether I keep it.
memory-not-in-book = What was told is kept, but not all of it is in the book. When you have a moment, tap “Not in the book yet” and say who may see it.
memory-gone = That memory is no longer here. There is nothing more to do.
