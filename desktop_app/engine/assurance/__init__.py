"""Proof that goes beyond reading: real restores, and later drills, policies and reports.

May import everything in the engine; only what joins the engine's parts imports it.
"""
