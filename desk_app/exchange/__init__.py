"""The folder through which requests of the portal come in and answers go out."""
