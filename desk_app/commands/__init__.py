"""What the program does without a window and without opening records: terms, and the checking of rules files."""
