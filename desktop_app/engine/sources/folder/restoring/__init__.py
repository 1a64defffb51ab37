"""Restoring trees of files: built under an unfinished name, compared, then published.

``layout`` says what is to be where and refuses what leads out; ``staging`` is the unfinished place
with its ``journal``; ``writing`` writes one file; ``survey`` looks at a folder that is there;
``publication`` gives the finished tree its place; ``undoing`` takes that back.
"""
