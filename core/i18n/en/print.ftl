# The book on paper: chosen, waited for, and delivered.

print-date = Printed on { $date }.
print-voice = { $teller ->
    [person] It is in their own voice too, in the book in the chat.
   *[other] It is in the voice of whoever tells it too, in the book in the chat.
  }
print-only-voice = { $teller ->
    [person] It is in their own voice, in the book in the chat.
   *[other] It is in the voice of whoever tells it, in the book in the chat.
  }
print-code-alt = Code that leads to the voice of “{ $title }”
print-code-listen = Listen

# Choosing.
print-ask =
    🖨 <b>The book, to print</b>

    { $paper }, { $letters }{ $trimmed ->
        [yes] , with crop marks for a print shop
       *[no] { "" }
    }{ $voices ->
        [yes] , with voice codes
       *[no] { "" }
    }.
print-paper-a4 = A4 paper
print-paper-a5 = A5 paper
print-paper-a4-landscape = A4 paper, landscape
print-paper-a5-landscape = A5 paper, landscape
print-letters-large = very large letters
print-letters-normal = clear letters
print-button-open = 🖨 Print
print-button-make = 🖨 Make the book
print-button-a4 = A4 paper
print-button-a5 = A5 paper
print-button-large = Very large letters
print-button-normal = Clear letters
print-button-landscape = Landscape
print-button-upright = Upright
print-button-trimmed = Crop marks
print-button-untrimmed = No crop marks
print-button-codes = Voice code
print-button-no-codes = No voice codes
print-button-back = Back to the book

# While it is made.
print-waiting =
    🖨 I am preparing the book.

    { $progress }
print-waiting-queue = { $ahead ->
    [one] There is one ahead of it.
   *[other] There are { $ahead } ahead of it.
}
print-waiting-next = It is next.
print-waiting-closed = The print shop is closed now. I have noted it down, and it will come later.
print-waiting-bar = { $bar } { $stage }
print-stage-pictures = Preparing the pictures
print-stage-pages = Setting the pages
print-button-cancel = Leave it
print-cancelled = All right, we leave it. The book is still here.

# It comes, or not.
print-file-name = book-{ $layout }.pdf
print-arrived =
    📖 The book, ready to print. It is best looked at on paper, and together.

    It holds stories: keep it somewhere you trust.
print-changed = The book changed while I was preparing it. Shall I make it again?
print-failed = I could not prepare the book just now. Nothing is lost. Try again in a while.
print-too-large = The book has grown too large to send through Telegram. Try A5 paper, or ask whoever runs the bot for a copy.
print-button-again = 🖨 Make it again
