"""What JSON Schema says of the parts of a programme that are no models of their own."""

from typing import Any

from pydantic import GetPydanticSchema, WithJsonSchema
from pydantic_core import core_schema

_SETTING = {
    "anyOf": [
        {"enum": ["error", "warning", "off", False]},
        {
            "type": "object",
            "properties": {
                "severity": {"enum": ["error", "warning", "off", False]},
                "reason": {"type": "string"},
                "weight": {"type": "number"},
            },
        },
    ]
}
_CLOCK = {"type": ["string", "number"], "description": "A time of day: 09:00."}
_DAY = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {
                "date": {"type": "string", "description": "The date on which the day begins."},
                "opens": _CLOCK,
                "closes": _CLOCK,
            },
            "required": ["date"],
            "additionalProperties": False,
            "patternProperties": {"^x-": {}},
        },
    ]
}
SETTINGS = {"type": "object", "additionalProperties": _SETTING}
DAYS = {
    "anyOf": [
        {"type": "string"},
        {"type": "array", "items": {"type": "string"}},
        {"type": "object", "additionalProperties": _DAY},
    ]
}


def instances(kind: type, schema: dict[str, Any]) -> Any:
    """Return what annotates a tuple of objects that loading has made, and their JSON Schema."""
    return (
        GetPydanticSchema(
            lambda _s, _h: core_schema.tuple_variable_schema(core_schema.is_instance_schema(kind))
        ),
        WithJsonSchema(schema),
    )
