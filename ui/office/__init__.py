"""Settings: of this workplace, and of the office."""
