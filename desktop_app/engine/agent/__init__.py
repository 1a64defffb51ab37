"""Runs a profile's schedules with nobody watching.

``lock`` lets one agent run for a profile, ``turns`` makes jobs of what is due, ``places`` knows
which drives are there, ``changes`` notices that files changed, ``alarms`` finds what is overdue
though nothing failed, ``tidings`` tells people of all that, ``agent`` is the loop.

A joining package: may import catalog, jobs, schedule and notify. What jobs really do comes in as
functions.
"""
