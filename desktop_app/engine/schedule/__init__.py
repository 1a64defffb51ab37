"""When things are to happen: rules, the moments they mean, and what is due. Pure functions all.

``rules`` are values with the moments they mean in a time zone, ``words`` turns what people type
into a rule and back, ``due`` decides from what is remembered and the time what is to be done now,
``quiet`` notices that files stopped changing.

May import the engine's errors; the catalog keeps what they decide, :mod:`desktop_app.engine.agent`
carries it out.
"""
