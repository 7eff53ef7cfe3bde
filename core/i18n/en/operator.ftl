### What the operator reads at the machine.

operator-about = Guided reminiscence sessions on Telegram, with a life book. A command for each need; settings are in .env.example.
operator-help-run = start everything on this machine: the bot and its workers
operator-help-bot = start only the bot
operator-help-worker = start only a worker that makes pictures (gpu) or does lighter jobs (cpu)
operator-help-queue = which jobs this worker takes
operator-help-try = the same bot in a page of your browser, without Telegram
operator-help-port = the page's port on this machine
operator-help-fresh = begin with nothing, forgetting earlier tries
operator-help-demo = play a whole story in both languages and make its life book
operator-help-out = the folder for what the demo makes
operator-help-invite = make a link that opens a new space for one person
operator-help-therapist = for a therapist, who opens spaces and hands each to its family later
operator-help-hand-over = give a space back to its family, after a wait that is announced to the whole circle
operator-handing-over =
    The whole circle is being told. Unless an owner stops it, this link will be good in { $days } days:
    { $link }
operator-help-migrate = bring all databases up to this version
operator-help-backup = write a backup of all data, without the keys
operator-help-restore = put a backup back in place
operator-help-from = the backup to put back
operator-help-old-circles = put the circles back as they were in the backup, too, where those of now cannot be read
operator-help-check = verify every database and every file, and show the spaces with their ids
operator-help-tidy = put away what is surely left over
operator-help-export = write everything of one person into a file, to hand to their family
operator-help-import = take in what another program taught: a LoRA adapter or a full checkpoint, as .safetensors
operator-help-learnt = the .safetensors file
operator-help-of = whom it shows: young, adult or old for an age of the person, else the name the family gave
operator-help-token = the word the model knows them by
operator-help-to = the folder it is written to
operator-help-erase = destroy everything about one person, for good
operator-help-person = the id of the person's space, as vivencia check shows it
operator-help-confirm = needed: type the person's id once more
operator-help-doctor = say in plain words what works and what is missing
operator-help-key-copy = remember that the copy of the key folder is in a safe place

operator-invitation =
    Send this link to the companion. It opens one new space and is good for { $days ->
        [one] one day
       *[other] { $days } days
    }:
    { $link }
operator-invitation-therapist =
    Send this link to the therapist. It opens a new space, which they hand to the family later, and lets them open others. It is good for { $days ->
        [one] one day
       *[other] { $days } days
    }:
    { $link }
operator-invitation-no-name =
    Telegram did not say what the bot is called, so here is the code alone: https://t.me/NAME_OF_THE_BOT?start={ $link }
operator-migrated = Everything is up to date. Spaces checked: { $spaces }.
operator-backed-up =
    Backup written: { $folder }
    The keys are not in it. Keep a copy of the key folder somewhere else: without it a backup cannot be read.
operator-restored = The backup is back in place. Spaces: { $spaces }. Left out because they were erased: { $erased }. What was there before lies in { $replaced }
    Stories and permissions are as of the moment of the backup: what was withdrawn since may stand again. Once the bot runs, it asks those who answer for each space to look.
operator-restore-circles = Who was taken out of a circle after the backup was made is not known here. Ask those who answer for each space to look at /circle.
operator-restore-circles-unknown = Nothing was changed. Who is in which circle now cannot be read, and who was taken out since would come back in: { $reason }
    If a newer version of Vivencia wrote it, restore with that version. To take the circles of the backup all the same, and have each checked at /circle: vivencia restore --old-circles
operator-restore-carried = { $count ->
    [one] One space is not in the backup, and stays as it was here.
   *[other] { $count } spaces are not in the backup, and stay as they were here.
}
operator-restore-not-carried = The backup does not hold { $count ->
    [one] one space, and it could not be kept as it was here
   *[other] { $count } spaces, and they could not be kept as they were here
}. What was here lies in { $replaced }/patients, under the same id: look for a newer backup. To destroy it for good: vivencia erase
operator-restore-keyless = { $count ->
    [one] The key of one space is missing or damaged, and so it did not come back
   *[other] The keys of { $count } spaces are missing or damaged, and so they did not come back
}. The backup still holds them. Put the key folder back from its copy, and run the same restore again before you start the bot.
operator-backup-left-out = It is not complete: { $count ->
    [one] one space could not be copied
   *[other] { $count } spaces could not be copied
}. An older backup may be all there is. To see what is wrong: vivencia check
operator-restore-left-out = The backup does not hold { $count ->
    [one] one space: it could not be copied when it was made
   *[other] { $count } spaces: they could not be copied when it was made
}. What was here of it lies in { $replaced }/patients, under the same id. An older backup may hold it, too.
operator-restore-damaged = { $count ->
    [one] One file came back that does not verify
   *[other] { $count } files came back that do not verify
}. What was there before lies in { $replaced }, and { $count ->
    [one] it may be whole there
   *[other] they may be whole there
}. To see all that is wrong: vivencia check
operator-check-fine = Everything verifies. Spaces: { $spaces }. Files: { $files }.
operator-check-spaces = Spaces, each with its id, the person's code as on summaries, and how many are in its circle:
operator-check-findings = Found { $count ->
    [one] one thing that needs you
   *[other] { $count } things that need you
}:
operator-exported =
    Written: { $archive }
    It is not encrypted and anybody can read it: hand it to whoever asked for it, and delete this copy.
operator-export-lacking = It lacks { $count ->
    [one] one file that does not verify
   *[other] { $count } files that do not verify
}. Put a backup back that still has it (vivencia restore), or look at an older one. To see what is wrong: vivencia check
operator-imported = Taken in for “{ $of }”: an adapter. Pictures show it from now on; look at one before anybody else does.
operator-imported-whole = Taken in for “{ $of }”: a full checkpoint. Pictures of that age are drawn with it from now on; look at one before anybody else does.
operator-erased = Erased: { $person }. No backup of it can be read any more.
operator-erase-differs = Nothing was erased: the two ids differ. Type the same id twice.
operator-erase-copy-left = Erased here: { $person }. But the copy of the keys could not be rewritten, so its old backups can still be read with it. Bring the copy back within reach and run the same command again, or destroy it by hand.
operator-no-bot-token =
    There is no bot token. Get one from @BotFather on Telegram, put it into .env as VIVENCIA_BOT_TOKEN=…, and start again.
    To see Vivencia without Telegram: vivencia try
operator-token-rejected = Telegram does not know this bot token. Copy it again from @BotFather into VIVENCIA_BOT_TOKEN, see that VIVENCIA_API_BASE_URL is right if you set it, and start again.
operator-settings-wrong = A setting is wrong: { $setting }. Compare .env with .env.example.
operator-unknown-variable = { $name } is set but is no setting of Vivencia: perhaps it is misspelt?
operator-in-use = Another Vivencia already works on this data folder. Stop it first.
operator-absent = There is no Vivencia in { $folder }, so nothing was done. Run this where Vivencia was started, as the same user and with the same settings: VIVENCIA_DATA_FOLDER and VIVENCIA_KEY_FOLDER say where it lies. If it was never started: vivencia run
operator-machine-refused = The machine did not let that be done: { $reason }. See that this user may write there, that the disk has room, and that no other program uses the same port; then try again.
operator-telegram-refused = Telegram did not take it: { $reason }. See that the settings for Telegram are right, then try again.
operator-failed = That did not work: { $reason }
operator-try =
    Vivencia is ready. Open this page in your browser:
    { $link }
    Everything stays on this machine. Press Ctrl-C to stop; your try is kept in { $folder }.
operator-running = Vivencia is running. Press Ctrl-C to stop.

## vivencia doctor

doctor-token-missing = No bot token. Get one from @BotFather, put it into .env as VIVENCIA_BOT_TOKEN, then start again. Without it: vivencia try
doctor-telegram-away = The bot token is set, but Telegram did not answer for it. Check the token and the internet connection.
doctor-telegram = Telegram answers: @{ $name }
doctor-worker-gpu = The worker that makes pictures is running.
doctor-worker-gpu-missing = No worker makes pictures now: sessions go on without them. Start one with vivencia run, or vivencia worker --queue gpu
doctor-worker-cpu = The worker that prints the book is running.
doctor-worker-cpu-missing = No worker prints the book now: what was asked for waits. Start one with vivencia run, or vivencia worker --queue cpu
doctor-model = The base model loads: { $model }
doctor-model-missing = The base model { $model } does not load: { $reason ->
    [pickle] the file wants to run code and is not read. Look for the same model as .safetensors.
    [weights] its weights are damaged, or not .safetensors. Download it again.
    [no-folder] there is no such folder or file. Check VIVENCIA_BASE_MODEL.
    [no-model] that is no whole Stable Diffusion model. Check VIVENCIA_BASE_MODEL.
    [inpainting] that file is for repainting only. Name the ordinary model of its family.
    [sd3] Stable Diffusion 3 cannot be used yet. Name a 1.5, 2.1 or XL model.
    [pipeline] it is another kind of model. Name a 1.5, 2.1 or XL model.
    [hub-not-allowed] it has to be downloaded. Set VIVENCIA_ALLOW_HUB=true, or download it to a folder.
    [hub] it could not be downloaded. Check the name and the connection.
    [few-steps] the adapter of VIVENCIA_FEW_STEPS is not there, or is for another model. Check it, or set it to auto.
    [face] the adapter of VIVENCIA_FACE_ADAPTER is not there, or is for another model. Check it, or set it to off.
    [decoder] the decoder of VIVENCIA_FAST_DECODER is not there. Check it, or set it to off.
    [memory] there is not enough memory for one picture. Name a smaller model.
    [speech] the folder of VIVENCIA_SPEECH_MODEL holds no complete Whisper model in .safetensors. Check it, or leave it empty.
    [vae] the autoencoder of VIVENCIA_VAE is not there. Check it, or set it to auto.
    [translation] the translation of VIVENCIA_TRANSLATION_MODEL is not there or not whole. Check the folder, or leave it empty.
    [watch] the part that looks at pictures before people do is missing: make install
    [manner] its manner.json cannot be understood. Mend or remove it.
    *[other] { $reason }. Check VIVENCIA_BASE_MODEL.
}
doctor-model-unknown = The picture worker's part is not installed here, so its model could not be tried. On the worker's machine: make install
doctor-model-slow = The model was not ready after 15 minutes, so it is not known whether it works. Try again when the machine has less to do, or name a smaller one in VIVENCIA_BASE_MODEL.
doctor-model-fell = The picture worker's part broke off while it tried the model; there may be too little memory. To read why: vivencia worker --queue gpu
doctor-card = CUDA card: { $card }, { $memory } GB. The model takes about { $needs } GB. { $layout ->
    [resident] All of it fits.
    [sliced] All of it fits, and works slice by slice.
    [in-turns] Its parts take turns: a little slower.
    *[piecemeal] It goes in layer by layer: a good deal slower.
}
doctor-no-card = No CUDA card: pictures are made on the processor, which takes longer. The model takes up to { $needs } GB of this machine's memory.
doctor-picture-seconds = One picture takes about { $seconds ->
    [one] a second
   *[other] { $seconds } seconds
}.
doctor-picture-minutes = One picture takes about { $minutes } minutes. People are told so, and go on meanwhile.
doctor-few-steps = Pictures are drawn in four steps, by an LCM-LoRA: sooner, and a little less fine.
doctor-few-steps-missing = This model can draw in four steps here, five times as fast. Set VIVENCIA_ALLOW_HUB=true, or put its LCM-LoRA on this machine and name it in VIVENCIA_FEW_STEPS.
doctor-cache = Up to { $size } MiB of what was learnt stay ready in the worker's memory (VIVENCIA_ADAPTER_CACHE_MIB).
doctor-dreambooth = All of the model's weights can be taught here (VIVENCIA_DREAMBOOTH).
doctor-dreambooth-too-much = VIVENCIA_DREAMBOOTH is on, but this machine is too small to teach all of this model's weights: it takes a CUDA card of 24 GB, or of 12 GB with bitsandbytes. Set it to off.
doctor-disk = Free disk space: { $free } GB.
doctor-disk-little = Only { $free } GB of disk space are free. Make room: stories are still kept, but pictures and backups may fail.
doctor-key-copy = The copy of the keys is confirmed and up to date.
doctor-key-copy-missing = Nobody has confirmed an up-to-date copy of the key folder in a safe place, or people have come or gone since. Without the keys nothing can be read again. Copy the folder to that place, then: vivencia doctor --key-copy-is-safe
doctor-key-copy-stale = The copy beside the key folder does not hold the same keys. See that its disk is there, has room and can be written, and start Vivencia again; if the doctor still says so: vivencia check
doctor-backup = The last backup is { $days ->
    [0] from today
    [one] one day old
   *[other] { $days } days old
}.
doctor-backup-old = The last backup is { $days } days old. Make one now: vivencia backup
doctor-replaced-old = The folder { $folder } holds what was here before a restore, words that were taken back since among it. Delete it when you no longer need it.
doctor-backup-never = There is no backup yet. Make one now: vivencia backup
doctor-parked = { $count ->
    [one] One message
   *[other] { $count } messages
} could not be dealt with and wait for the next start. Look at the log for their incident numbers.
doctor-nothing-parked = Nothing is left undone. Spaces: { $spaces }.

## vivencia check: one line a finding, followed by ids

check-registry-damaged = The registry does not verify. Put a backup back: vivencia restore
check-key-missing = A space has no key. Put the copy of the key folder back.
check-key-unknown = A key belongs to nobody here: a space that was never finished, or one that a restore put aside. To destroy it for good: vivencia erase
check-key-copy-stale = The copy of the keys is not the same as the keys. If a key is missing or damaged, first put it back from the copy. Then copy the key folder again.
check-store-damaged = A person's database does not verify. Put a backup back: vivencia restore
check-store-unreadable = A person's data cannot be read now; the log says why. Look at the disk, and at whose the files are. Then: vivencia check
check-store-unknown = A folder belongs to nobody the registry knows. Move it aside once you know what it is.
check-document-damaged = A record cannot be read. Put a backup back: vivencia restore
check-media-missing = A file is gone. Put a backup back: vivencia restore
check-media-damaged = A file does not verify. Put a backup back: vivencia restore
check-media-unlisted = A file nobody refers to. Put it away: vivencia check --tidy
check-unfinished = An interrupted write left something. Put it away: vivencia check --tidy
check-job-unwatched = A job nobody waits for. Put it away: vivencia check --tidy

## vivencia demo

operator-demo-begins = Two invented people tell their stories: Julián in Spanish, Margaret in English. The bot and its worker are the real ones; only Telegram is rehearsed. It takes two or three minutes.
operator-demo-no-room = Other files are in { $folder }, and nothing was touched. Name a folder that is empty or not there yet: vivencia demo --out FOLDER
operator-demo-done = Done in { $seconds } seconds.
operator-demo-book =
    { $name }: a book of { $pages } screens
      the book, to open in a browser: { $book }
      to print: { $printed }
      to watch: { $film }
      all its pages on one sheet: { $sheet }
operator-demo-next = Next, do it by hand in your browser: make try
