"""The life book as something to look at: its texts, its drawn cards and its editions."""
