"""Requests of the portal: what came through the folder, what is decided of it at the desk."""
