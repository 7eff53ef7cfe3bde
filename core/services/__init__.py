"""What people do with Vivencia, one use case a function: no Telegram, no words, no SQL."""
