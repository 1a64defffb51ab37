"""The kinds of targets that the window knows, each with its own pages.

A kind plugs in by one :class:`~desktop_app.gui.kinds.kind.TargetKind` in
:mod:`~desktop_app.gui.kinds.registry`: how it is offered, the step that says what of it is to be
protected, and the form that changes where it is. Nothing else of the window asks what kind a
target is.
"""
