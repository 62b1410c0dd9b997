"""The way in: the first run, signing in, the lock."""
