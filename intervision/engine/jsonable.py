"""Frozen dataclasses to plain JSON values and back; all faults at once, each with its place.

``write(value)`` leaves out what equals its default. ``read(cls, data)`` raises ``Malformed`` with every fault found.
The converters are built once per type from its annotations: str, int, bool, enums, Text, dataclasses, ``X | None``,
tuples, frozensets and mappings with string-like keys.
"""

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast

from .text import Text

T = TypeVar("T")
Faults = list[str]
Reader = Callable[[Any, str, Faults], Any]


class Malformed(ValueError):
    """``faults`` lists every place that is wrong, in words."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def read(cls: type[T], data: object, where: str = "") -> T:
    faults: Faults = []
    value = _reader(cast("Any", cls))(data, where, faults)
    if faults:
        raise Malformed(faults)
    return cast("T", value)


def write(value: Any) -> Any:
    if isinstance(value, Text):
        return dict(value.by_language)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | frozenset):
        found = [write(one) for one in value]
        return sorted(found) if isinstance(value, frozenset) else found
    if isinstance(value, Mapping):
        return {str(write(key)): write(one) for key, one in value.items()}
    if dataclasses.is_dataclass(value):
        return {name: write(one) for name, one, default in _pairs(value) if one != default}
    return value


def _pairs(value: Any) -> list[tuple[str, Any, Any]]:
    return [(name, getattr(value, name), default) for name, default in _defaults(cast("Any", type(value)))]


@cache
def _defaults(cls: Any) -> tuple[tuple[str, Any], ...]:
    return tuple(
        (field.name, field.default_factory() if callable(field.default_factory) else field.default)
        for field in dataclasses.fields(cls)
    )


@cache
def _reader(kind: Any) -> Reader:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if kind is Text:
        found: Reader = _text
    elif origin in {typing.Union, types.UnionType}:
        found = _optional(next(one for one in inner if one is not types.NoneType))
    elif origin is tuple:
        found = _many(inner[0], tuple) if inner[-1] is Ellipsis else _pair(inner)
    elif origin is frozenset:
        found = _many(inner[0], frozenset)
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        found = _mapping(*inner)
    elif isinstance(kind, type) and issubclass(kind, Enum):
        found = _choice(kind)
    else:
        found = _record(cast("type", kind)) if dataclasses.is_dataclass(kind) else _plain(kind)
    return found


def _text(data: Any, where: str, faults: Faults) -> Text:
    if isinstance(data, str):
        data = {"nl": data}
    if not isinstance(data, dict) or not all(isinstance(one, str) for pair in data.items() for one in pair):
        faults.append(f"{where}: a text per language is expected, such as nl and en")
        return Text()
    return Text.of(data)


def _plain(kind: type) -> Reader:
    def read_plain(data: Any, where: str, faults: Faults) -> Any:
        if type(data) is not kind:
            faults.append(f"{where}: {kind.__name__} expected, not {data!r:.40}")
            return kind()
        return data

    return read_plain


def _choice(kind: type[Enum]) -> Reader:
    known = {member.value: member for member in kind}

    def read_choice(data: Any, where: str, faults: Faults) -> Any:
        if not isinstance(data, str) or data not in known:
            faults.append(f"{where}: {data!r:.40} is not one of {', '.join(known)}")
            return next(iter(known.values()))
        return known[data]

    return read_choice


def _optional(kind: Any) -> Reader:
    inner = _reader(kind)
    return lambda data, where, faults: None if data is None else inner(data, where, faults)


def _many(kind: Any, make: Callable[[Any], Any]) -> Reader:
    inner = _reader(kind)

    def read_many(data: Any, where: str, faults: Faults) -> Any:
        if not isinstance(data, list | tuple):
            faults.append(f"{where}: a list is expected")
            return make(())
        return make([inner(one, f"{where}[{index}]", faults) for index, one in enumerate(data)])

    return read_many


def _pair(kinds: tuple[Any, ...]) -> Reader:
    inner = [_reader(kind) for kind in kinds]

    def read_pair(data: Any, where: str, faults: Faults) -> Any:
        if not isinstance(data, list | tuple) or len(data) != len(inner):
            faults.append(f"{where}: {len(inner)} values are expected")
            return tuple(kind() for kind in kinds)
        return tuple(reader(one, where, faults) for reader, one in zip(inner, data, strict=True))

    return read_pair


def _mapping(key_kind: Any, value_kind: Any) -> Reader:
    key, value = _reader(key_kind), _reader(value_kind)

    def read_mapping(data: Any, where: str, faults: Faults) -> Any:
        if not isinstance(data, Mapping):
            faults.append(f"{where}: a table is expected")
            return {}
        return {key(name, where, faults): value(one, f"{where}.{name}", faults) for name, one in data.items()}

    return read_mapping


def _record(kind: type) -> Reader:
    # At the first use, so that a type may hold itself (a slot's modules are steps); whole, since threads read at the same time.
    @cache
    def fields() -> dict[str, tuple[Reader, bool]]:
        hints = typing.get_type_hints(kind)
        return {field.name: (_reader(hints[field.name]), _required(field)) for field in dataclasses.fields(kind)}

    def read_record(data: Any, where: str, faults: Faults) -> Any:
        known = fields()
        if not isinstance(data, Mapping):
            faults.append(f"{where or kind.__name__}: a table is expected")
            return None
        dot = f"{where}." if where else ""
        faults.extend(f"{dot}{name}: unknown property" for name in data if name not in known)
        faults.extend(f"{dot}{name}: missing" for name, (_, must) in known.items() if must and name not in data)
        found = {name: known[name][0](one, dot + name, faults) for name, one in data.items() if name in known}
        return kind(**found) if not faults else None

    return read_record


def _required(field: "dataclasses.Field[Any]") -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
