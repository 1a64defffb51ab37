"""LabVault: a backup manager for research laboratories that proves its backups restore."""

__version__ = "0.1.0"
