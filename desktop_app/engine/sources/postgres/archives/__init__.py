"""pg_dump's archives and SQL text: their table of contents, their statements, and a whole dump
as a source of its own. Nothing here restores; nothing but ``dump.py`` needs a server."""
