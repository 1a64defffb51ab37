"""Folders for a drill, private and gone afterwards, also after a crash; and what is asked there."""
