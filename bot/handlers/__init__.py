"""What the bot answers, one module an area; each offers its `routes()`."""
