"""PostgreSQL: its step in the wizard, its form on the targets page."""
