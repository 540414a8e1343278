"""``NamedTuple`` and ``TYPE_CHECKING`` as typing has them, for whatever a command loads before it can answer.

Importing typing, and re with it, takes a third of all that ``reconnect find`` imports, and its NamedTuple compiles each annotation
to look at it: 80 µs a class where collections.namedtuple takes 30 (measured, CPython 3.11). A type checker sees typing's own.
"""

from __future__ import annotations

TYPE_CHECKING = False
"""True for a type checker alone, which knows it by this name (PEP 781 says the same)."""

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    from collections import namedtuple

    class _Made(type):
        """Makes of a class body with annotations the tuple that typing.NamedTuple would make of it."""

        def __new__(cls, name, bases, body):
            fields = tuple(body.get("__annotations__", ()))
            defaults = [body[field] for field in fields if field in body]
            if any(field in body for field in fields[: len(fields) - len(defaults)]):
                raise TypeError(f"{name}: a field without a default follows one that has it")
            made = namedtuple(name, fields, defaults=defaults, module=body["__module__"])
            for key, value in body.items():
                if key not in fields and key != "__module__":
                    setattr(made, key, value)
            return made

    class _NamedTuple:
        """What stands for the base class until a class body gives it fields (PEP 560)."""

        def __mro_entries__(self, bases):
            return (_BASE,)

    _BASE = type.__new__(_Made, "NamedTuple", (), {})
    NamedTuple = _NamedTuple()
