"""Protecting something: what → connect → where → keys → schedule → first backup → first proof."""
