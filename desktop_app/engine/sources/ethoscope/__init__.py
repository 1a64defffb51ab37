"""Ethoscopes: devices that film flies and track them, with what they wrote under
``/ethoscope_data``.

``address`` says where a data root is; ``layout`` what the name of a file in it tells; ``moments``
turns the clock of a device into UTC; ``runs`` puts together what belongs to one run; ``database``
looks into the database of one, ``checks`` says what is wrong with one. ``transfer`` fetches a data
root over ssh with rsync, ``remote`` copies databases there that are being written, ``staging`` is
where that goes. ``source`` joins them over a folder's source.

May import the sources of folders and of SQLite files, which it is made of. All names and values
come from devices: they are parsed, never run, and never become SQL, a path elsewhere, or a part of
a shell's line.
"""
