"""The bodies of the jobs, one module a kind."""
