"""A working day played through the real windows, by keys."""
