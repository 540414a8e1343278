"""The command line: one module a command, imported on demand from ``table``; no rules and no SQL here."""
