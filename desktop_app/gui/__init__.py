"""The window. It uses the engine and does no work of its own.

``app`` starts it, ``main_window`` holds the pages, ``lab`` is what the pages work with (catalog,
workers, secrets), ``tasks`` alone moves work between threads, ``text`` alone makes words of
values and errors, ``theme`` alone knows colours and sizes. ``models`` turn what the engine says
into what a page shows, without any widget; ``widgets`` are the parts that pages are made of.
May import the engine; nothing imports the window but ``desktop_app.__main__``.
"""

from desktop_app.gui.lasting_truth import keep_truth

keep_truth()
