"""The law as data: editions and calendars from TOML files, checked while loading."""
