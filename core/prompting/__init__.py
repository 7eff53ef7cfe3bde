"""From what was told to what a picture model is asked for: pure, and adding nothing."""
