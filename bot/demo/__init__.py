"""The demonstration: two invented people's stories, told through the real programs."""
