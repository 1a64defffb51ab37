"""Colours, sizes and the one style sheet. Nothing else in the window knows a colour or a pixel."""
