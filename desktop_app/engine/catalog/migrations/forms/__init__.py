"""The forms that the catalog once had, table by table: what migrations make."""
