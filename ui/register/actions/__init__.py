"""The step in hand, done on the card itself: one panel for each kind of step."""
