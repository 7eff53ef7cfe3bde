# Fine settings: for who asks.

fine-button-open = Fine settings
fine-list = Which memory? You see all its settings before it is made.
fine-button-make = Make it
fine-button-presets = Ready-made
fine-button-usual = As usual
fine-button-more = More…
fine-warning = Fine settings let you steer more, and spoil more. What is not drawn is still not drawn. Shall we open them for whoever makes pictures?
fine-shut = Fine settings are opened by the therapist or the owner. Ask them.
fine-panel =
    <b>Fine settings.</b> Tap what you want to change.

    { $settings }
fine-line = <b>{ $name }:</b> { $value }
fine-number = { $value }
fine-any = any
fine-none = nothing
fine-setting =
    <b>{ $name }</b>
    { $meaning }

    Now: { $value }
fine-out-of-range = This takes a number between { $least } and { $most }. Write it, or tap Back.

fine-prompt = Prompt
fine-prompt-means = What the model is told. Write your own, in parts, with commas. Who is in it and the style do not change.
fine-negative = Negative prompt
fine-negative-means = What should not be in it. It is added to the usual; at guidance 1 it does nothing.
fine-steps = Steps
fine-steps-means = How often the drawing is gone over. More steps, more detail and a longer wait. From 4 to 60.
fine-guidance = Guidance
fine-guidance-means = How closely it follows the prompt (CFG). Low is freer, high is stricter. From 1 to 20.
fine-seed = Seed
fine-seed-means = The number a drawing grows from. The same seed with all the rest the same gives the same picture.
fine-candidates = How many
fine-candidates-means = How many pictures are made to choose from. From 1 to 4.
fine-strength = Strength
fine-strength-means = How much changes (denoising strength): near 0 it stays, 1 makes it new. From 0.05 to 1.
fine-content = Masked content
fine-content-means = What the part holds before it is repainted.
fine-content-original = What was there
fine-content-fill = Filled
fine-content-latent-noise = Noise
fine-content-latent-nothing = Nothing
fine-blur = Mask blur
fine-blur-means = Over how many pixels the edge of the part blends in. From 0 to 64.
fine-care = Finish
fine-care-means = What is done once it is drawn, where the model draws realistically: small faces are gone over from near, and all of it is made larger. Careful takes longer.
fine-care-quick = Quick
fine-care-usual = Normal
fine-care-careful = Careful

fine-presets = Steps and guidance that worked well. What is in the picture?
fine-preset-subject = One person or thing
fine-preset-place = A place with nobody
fine-preset-subject-with-others = With others, or busy
fine-preset-person-in-place = Somebody in their place
