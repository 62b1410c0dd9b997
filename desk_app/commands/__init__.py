"""What the program does without a window: terms, rules files, the examination of the records."""
