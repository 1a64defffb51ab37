"""The kinds of targets that the engine knows.

A kind plugs in by one module here, named in :mod:`~desktop_app.engine.kinds.registry`: where its
source comes from, where a restore of it goes, what its items must mean, where a drill restores it
to. Nothing else of the engine asks what kind a target is. Joins sources, and knows neither
repository nor catalog.
"""
