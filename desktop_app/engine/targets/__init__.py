"""Targets: asked for, followed, and what is known of them between backups."""
