"""Protecting something: what → where to keep it → keys → first backup → first proof."""
