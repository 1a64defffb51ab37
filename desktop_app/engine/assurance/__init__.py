"""Proof that goes beyond reading: real restores, and later drills, policies and reports.

May import everything in the engine; nothing in the engine imports it.
"""
