"""The command line: thin commands over the engine, one file a noun.

``app`` wires the commands and turns what they return, or raise, into output and an exit code;
``wording`` makes sentences of errors; ``progress_view`` shows a meter; ``credentials`` finds
passphrases and passwords. Only this package prints. It reads no environment: ``__main__``
does, once, into ``settings``.
"""
