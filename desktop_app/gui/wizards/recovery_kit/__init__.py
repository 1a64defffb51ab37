"""The recovery kit: which repository → a new key, or the old one again → on paper → typed back."""
