"""The windows: all Qt lives here. One folder per task of the desk, named as its use cases are."""
