"""The files in the folder of a picture job, by the names both sides use.

The bot writes `RECIPE`, `LABEL`, the signer's two, one file for each adapter the recipe
names, and a few photos of whoever is taught (of several, those of each apart); the worker
writes three files a candidate, numbered from 1, and one preview.
"""

RECIPE = "recipe.json"
LABEL = "label.txt"  #: the words on the picture, in the person's language
SIGNER_CHAIN = "signer-chain.pem"
SIGNER_KEY = "signer-key.pem"
REFERENCE = "reference-"  #: how the names of photos begin
PREVIEW = "preview.jpg"  #: rough, replaced as the picture grows
PAPER = "paper.jpg"  #: of an enlargement: as large as any sheet has use for, marked, no label


def plain(number: int) -> str:
    """The picture as the model made it: never sent."""
    return f"candidate-{number}.png"


def marked(number: int) -> str:
    """The same with its label, metadata, watermark and credentials."""
    return f"candidate-{number}.jpg"


def making(number: int) -> str:
    """How it was made."""
    return f"candidate-{number}.json"


def reference(number: int) -> str:
    """A photo of whom the picture should look like, to order candidates by; from 1."""
    return f"{REFERENCE}{number}.jpg"


def slot_references(slot: int) -> str:
    """How the names of photos begin that show the subject of one slot; from 1."""
    return f"slot-{slot}-{REFERENCE}"


def slot_reference(slot: int, number: int) -> str:
    """One of them, from 1."""
    return f"{slot_references(slot)}{number}.jpg"
