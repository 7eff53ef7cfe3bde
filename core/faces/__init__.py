"""Faces on photos: where they are, how they are turned, whether two are of one person."""
