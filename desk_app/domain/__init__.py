"""Values and rules of the desk: plain Python, no input or output, no clock."""
