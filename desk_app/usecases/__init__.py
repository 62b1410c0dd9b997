"""What a person at the desk can do; one module per task. `ports` says what these need from outside."""
