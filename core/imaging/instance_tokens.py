"""Whether an instance token means nothing to a base model: its own tokenizer says so.

A real word fails: the model draws a generic one (source: the thesis; DreamBooth, section 3.2).
"""

import re
from typing import Any

_FORM = re.compile(r"[a-z0-9]{3,24}")
_FEWEST_PIECES = 2


def means_nothing(token: str, pipeline: Any) -> bool:
    """Whether every tokenizer of the pipeline takes the token apart, into pieces of no meaning."""
    tokenizers = (pipeline.tokenizer, getattr(pipeline, "tokenizer_2", None))
    return bool(_FORM.fullmatch(token)) and all(
        _falls_apart(token, tokenizer) for tokenizer in tokenizers if tokenizer is not None
    )


def _falls_apart(token: str, tokenizer: Any) -> bool:
    """A piece of four letters or more is most likely a word, or the root of one."""
    pieces = [piece.removesuffix("</w>") for piece in tokenizer.tokenize(token)]
    return len(pieces) >= _FEWEST_PIECES and max(map(len, pieces)) < _LIKELY_A_WORD


_LIKELY_A_WORD = 4
