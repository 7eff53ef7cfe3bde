"""Screenshots of everything a person may see, for reviewers: `make look`."""
