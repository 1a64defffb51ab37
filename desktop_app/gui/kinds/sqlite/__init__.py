"""SQLite files: their step in the wizard, their form on the targets page."""
