"""What the catalog's file is called, for those who look for it without opening it."""

FILE_NAME = "catalog.sqlite"
