"""The films of a workspace, wherever they stand: at their sources, in snapshots, or in both.

``listing`` joins them and tells how each stands, ``look`` finds those of a source, ``memory``
remembers those of snapshots, ``preview`` opens one where it lies. Knows targets and repositories;
what films are is told by :mod:`~desktop_app.engine.films`, which knows neither.
"""
