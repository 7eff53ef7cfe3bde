"""The shapes of the two databases."""
