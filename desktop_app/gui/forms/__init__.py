"""Forms that a page and a wizard share: what a person says of a target, tried as it is typed.

A form is filled by ``fill`` and says what it holds; ``changed`` tells that a person typed. What is
wrong stands below its field, and nothing that was typed is lost.
"""
