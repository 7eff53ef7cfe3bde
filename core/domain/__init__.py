"""The subject matter as frozen values that hold their own rules."""
