"""The use cases, a module each. Both faces call them and keep no copy; nothing here draws."""
