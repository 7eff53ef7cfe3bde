"""Data files of the subject matter and their strict loaders."""
