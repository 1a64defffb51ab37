"""Folders: trees of files, up to millions of them and terabytes.

``entry`` is what a look at one of them tells; the subpackages and modules beside it read, remember
and restore them.
"""
