# Download everything: an archive that can be read without this bot.

download-button = Download everything
download-ask =
    I will make a ZIP file with <b>everything</b>: the book, the memories, the voices, the photos, the imagined pictures, the permissions and the summaries.

    It comes to this chat, and Telegram keeps it too. <b>It is not encrypted</b>: whoever has the file can read it.
download-yes = Make it
download-here = { $of ->
    [1] Here is everything. Keep it somewhere safe.
   *[other] Part { $number } of { $of }. Keep them together, somewhere safe.
}
download-file = { $of ->
    [1] vivencia.zip
   *[other] vivencia-{ $number }-of-{ $of }.zip
}
download-too-large =
    It is too large to send through Telegram. Nothing is lost: whoever runs this bot can take it out on their machine and hand it to you. Tell them to use:

    <code>vivencia export { $person } --to FOLDER</code>
download-somebody = somebody who is no longer in the circle
download-quoted = “{ $words }”
download-readme-file = README.txt
download-book-file = book.html
download-memories-file = memories.txt
download-lacking-file = MISSING.txt
download-lacking-note = { $count ->
    [one] One file is not here: it is damaged where it was kept
   *[other] { $count } files are not here: they are damaged where they were kept
}. All the rest is here. Ask whoever runs the bot to bring it back from a backup, and then download everything again.
download-lacking = { $count ->
    [one] One file is missing from it: a picture, a photo or a recording that is damaged here
   *[other] { $count } files are missing from it: pictures, photos or recordings that are damaged here
}. MISSING.txt, inside, says which. Please tell whoever runs the bot: they may bring it back from a backup. Then download everything again.
download-readme =
    Everything Vivencia keeps of { $name }, on { $day }.

    book.html: the life book; any browser opens it.
    memories.txt: all memories, those outside the book too.
    voices: the voice notes. photos: the real photos. photos_to_look_at: those not looked at yet.
    imagined_pictures: imagined pictures, made by a program. They are not photos, and each one says so.
    summaries: the summaries of the sessions.
    data: the same as JSON, with the permissions: who gave them and when.

    It is not encrypted. Keep it somewhere safe.
