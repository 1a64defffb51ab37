"""The index of a folder target: what looks at its tree told, kept between runs.

Says what is where without touching what has not changed, so that a run over millions of files
begins at once. Only a memory of the tree: it can be deleted at any time, holds no content, and is
never trusted where a folder tells that it changed.

``listing`` packs what lies in one folder; ``file`` is the SQLite file that keeps the listings;
``look`` brings it up to date; ``lister`` serves a backup from it; ``figures`` and ``totals`` answer
without a look; ``feeder`` tells it of changes while LabVault runs; ``old_cache`` reads the pickles
of the program that LabVault takes over from. Imports no other source, no repository, no catalog.
"""
