"""The session in plain lines: for a screen reader, a dumb terminal, a pipe. Nothing here moves a cursor or draws."""
