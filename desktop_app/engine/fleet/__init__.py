"""A laboratory's devices as one fleet: how each stands, and which of its runs may be deleted.

``standing`` puts together what the catalog knows, without a look at any device or repository;
``documents`` tells it in the fields of the services that LabVault takes the place of. ``places``
says where repositories are, ``certificates`` prove of single runs that enough verified copies of
them are in enough places, ``advice`` asks for all runs. LabVault itself deletes nothing.

Joins the catalog, the sources of ethoscopes and the workspace.
"""
