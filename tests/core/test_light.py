"""The light NamedTuple is what typing's would be."""

from __future__ import annotations

import pickle
import typing

import pytest

from reconnect_tui.core import light


class Light(light.NamedTuple):
    """What it is for."""

    one: int
    other: str = "two"
    third: tuple[str, ...] = ()

    @property
    def twice(self) -> int:
        return self.one * 2

    def again(self) -> Light:
        return self._replace(one=self.twice)


class Heavy(typing.NamedTuple):
    """What it is for."""

    one: int
    other: str = "two"
    third: tuple[str, ...] = ()


def test_it_is_made_and_shown_alike() -> None:
    assert issubclass(Light, tuple)
    assert tuple(Light(1)) == tuple(Heavy(1)) == (1, "two", ())
    assert repr(Light(1, third=("x",))) == repr(Heavy(1, third=("x",))).replace("Heavy", "Light")
    assert (Light._fields, Light._field_defaults) == (Heavy._fields, Heavy._field_defaults)
    assert (Light.__doc__, Light.__module__, Light.__qualname__) == (Heavy.__doc__, __name__, "Light")
    assert Light.__annotations__.keys() == Heavy.__annotations__.keys()


def test_it_has_what_stands_in_its_body() -> None:
    assert Light(2).again() == (4, "two", ())
    assert pickle.loads(pickle.dumps(Light(3))) == Light(3)
    assert Light._make((1, "x", ("y",))).third == ("y",)


def test_a_field_without_a_default_cannot_follow_one_that_has_it() -> None:
    with pytest.raises(TypeError, match="Wrong"):
        exec("class Wrong(NamedTuple):\n    one: int = 1\n    other: int", {"NamedTuple": light.NamedTuple, "__name__": __name__})
