"""Importing from CryoProtect: its folder → what was found → where to keep it → the import, with
its result. What is there is read, and never changed."""
