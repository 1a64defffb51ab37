"""Tells people what is wrong, and that it is right again.

The way of a message::

    event ─ tell ─► fault ─ ring ─► notice in the outbox ─ deliver ─► channel

``events`` are what the rest of LabVault tells of; ``text`` holds all wording; ``ringing``
decides who is told of what and when, ``outbox`` when a message is tried again: pure functions
both. ``store`` says what must be remembered (the catalog does), ``channels`` and ``courier``
send, ``notifier`` drives it all. ``digest`` is the regular report and when it is due.

May import the engine's ``notice``, ``errors``, ``progress`` and ``os_keyring``; neither
catalog nor jobs.
"""
