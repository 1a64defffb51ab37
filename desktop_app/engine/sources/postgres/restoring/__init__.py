"""Bringing a database back: surveyed, tailored, made under an unfinished name, filled, built,
compared, and published by rename. ``destination.py`` and ``loading.py`` are what others use."""
