"""Films: what a stream of bytes shows, wherever it comes from.

``film.open_film`` looks into a seekable stream: size, length, pictures; ``check`` looks whether a
stream that is read once, from start to end, can be played. The same code serves a file of a source
and one inside a snapshot. ``names`` knows what a film's name says, ``raw`` streams without a
container, ``boxed`` those with one, ``limits`` what a film may cost.

Knows nothing of LabVault but its errors and :mod:`~desktop_app.engine.progress`.

Why decoding happens in this process: only the few formats and codecs that cameras of laboratories
write are let through (they are FFmpeg's most fuzzed), pictures have a largest size, one thread
decodes, and what a stream may read and how long it may take is bounded where its bytes are handed
out. A process of its own for each film would cost ten times the decoding.
"""
