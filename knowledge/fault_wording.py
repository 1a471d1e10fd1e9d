"""Says in a curator's words what pydantic found wrong with an item: (rule, remedy)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

Wording = tuple[str, str]


def plain_words(detail: ErrorDetails, model: type[BaseModel]) -> Wording:
    """Return what is wrong and what to do about it, without a word of Python."""
    if detail["type"] == "value_error":  # raised by a model of ours as "rule | remedy"
        rule, _, remedy = str(detail["ctx"]["error"]).partition(" | ")
        return rule, remedy or "Correct it."
    field = _field_name(detail["loc"])
    if detail["type"] == "extra_forbidden":
        allowed = ", ".join(f"`{name}`" for name in _model_at(model, detail["loc"][:-1]).model_fields)
        return f"{field} is not a field.", f"Correct its name or remove it; the fields here are {allowed}."
    word = _WORDING.get(detail["type"])
    if word:
        return word(field, detail["input"], detail.get("ctx", {}))
    return f"{field}: {detail['msg']}.", "Correct the value; the README's format section shows an example."


def _field_name(location: tuple[int | str, ...]) -> str:
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in location]
    return f"`{''.join(parts).lstrip('.')}`" if parts else "The item"


def _model_at(model: type[BaseModel], location: tuple[int | str, ...]) -> type[BaseModel]:
    """Return the model that describes the part of an item at `location` (the outer one if that can't be told)."""
    for part in location:
        if isinstance(part, int):
            continue
        nested = model.model_fields.get(part)
        candidates = [nested.annotation, *getattr(nested.annotation, "__args__", ())] if nested else []
        model = next((c for c in candidates if isinstance(c, type) and issubclass(c, BaseModel)), model)
    return model


def _not_text(field: str, value: object, _: dict[str, Any]) -> Wording:
    if value is None:
        return f"{field} is empty.", "Write the text after the colon, or remove the field."
    if isinstance(value, bool):
        word = "yes, true or on" if value else "no, false or off"
        return f"{field} must be text, but YAML reads {word} without quotes as a truth value.", "Put it in quotes."
    kind = {"int": "a number", "float": "a number", "date": "a date", "list": "a list", "dict": "a mapping"}
    return f"{field} must be text, but it is {kind.get(type(value).__name__, 'something else')}.", "Put it in quotes."


def _too_long(field: str, value: Any, context: dict[str, Any]) -> Wording:
    return f"{field} has {len(value)} characters; the limit is {context['max_length']}.", "Shorten it."


def _too_short(field: str, value: Any, context: dict[str, Any]) -> Wording:
    return f"{field} has {len(value)} characters; at least {context['min_length']} are needed.", "Write more."


def _few(field: str, _: object, context: dict[str, Any]) -> Wording:
    return f"{field} has {context['actual_length']} elements; at least {context['min_length']} are needed.", "Add some."


def _many(field: str, _: object, context: dict[str, Any]) -> Wording:
    return f"{field} has {context['actual_length']} elements; at most {context['max_length']} fit.", "Remove some."


def _pattern(field: str, value: object, _: dict[str, Any]) -> Wording:
    if field.endswith("url`"):
        return f"{field} is {value!r}.", "Write the page's full address, starting with https://."
    return f"{field} is {value!r}.", "Use small letters and digits joined by hyphens, such as fips-premium."


_WORDING: dict[str, Callable[[str, Any, dict[str, Any]], Wording]] = {
    "missing": lambda field, _, __: (f"{field} is missing.", f"Add {field}."),
    "string_type": _not_text,
    "string_too_long": _too_long,
    "string_too_short": _too_short,
    "too_short": _few,
    "too_long": _many,
    "string_pattern_mismatch": _pattern,
    "literal_error": lambda field, value, ctx: (f"{field} is {value!r}.", f"Use one of {ctx['expected']}."),
    "model_type": lambda field, _, __: (f"{field} is not a mapping.", "Write it as lines of the form `field: value`."),
    "tuple_type": lambda field, _, __: (
        f"{field} is not a list.",
        "Write it as a list: [one, two], or lines with `- `.",
    ),
    "bool_type": lambda field, value, _: (f"{field} is {value!r}.", "Write true or false, without quotes."),
}
