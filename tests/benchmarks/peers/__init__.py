"""What we are compared with. Each script also runs alone, in `.venv-bench`, so it imports nothing of ours."""
