"""Sample data of ethoscopes, the devices that film flies: real databases and real H.264, in the
layouts that such devices write under ``/ethoscope_data``.

``film`` makes chunks of film, ``run_database`` the database of a run, ``wish`` says what is wanted,
``root`` writes it all. Used by the sample laboratory, by tests and by benchmarks; nothing here
reads or judges what devices wrote, so that what does is tested against something else than itself.
"""
