"""Photos are looked at here, by the worker only."""
