"""SQLite files, copied while programs keep writing to them.

In the order of a backup: ``look`` at the file, a ``private`` folder, ``copying`` into it at one
moment, its ``health``, ``salvage`` of what is damaged (over ``pages``); ``taking`` joins these, for
any kind that has SQLite files in it. Then its ``tables`` and their canonical ``rows``, each told by
a ``digest``. ``source`` gives all that as items; ``destination`` and ``loading`` go the way back,
``picking`` single tables; ``image`` reads a database that lies in a repository.

All that touches a live file goes through SQLite's own file layer: in Unix, a plain ``close`` of
any handle of a file drops the locks that this process holds on it, SQLite's too
(https://www.sqlite.org/howtocorrupt.html, 2.2).
"""
