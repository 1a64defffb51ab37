"""The sample laboratory: a story that the command line and the window both tell.

``story`` does the work and gives what it did as ``events``, without a word for people;
``laboratory`` is what stays of it: a workspace, a folder, a server. May import the engine, and
neither the command line nor the window, which make the words.
"""
