# The summary as a PDF: waiting for it, and its coming.

summary-waiting =
    🖨 I'm preparing the summary.

    { $progress }
summary-arrived = 📄 The summary as a PDF. It is for the therapist alone: keep it in a safe place.
summary-file-name = { $layout ->
   *[other] summary.pdf
}
summary-changed = The summary has changed while I prepared it. Shall I make it again?
summary-failed = I couldn't prepare the PDF just now. The summary is still here. Try again in a while.
summary-too-large = The summary is too large to send. Read it here, block by block.
