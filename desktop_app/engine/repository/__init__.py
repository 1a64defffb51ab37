"""An encrypted, deduplicating store of snapshots, self-described down to its recovery.

The middle of the way of the data: ``chunker`` cuts, ``seal`` closes, ``packs`` collects,
``storage`` keeps, ``manifest`` tells. ``FORMAT.md`` beside this file is the byte-level truth.
May import ``engine.model``, ``engine.errors`` and ``engine.progress``; never sources or catalog.
"""
