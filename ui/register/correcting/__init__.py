"""What was registered put right, or made void: the form with both versions beside each other, and the reason."""
