"""The shapes of rules as the managers' page has them: each field's kind and bounds, as the functions check them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from loyalty.entrypoints.managed.rules import LONGEST_LIFE
from loyalty.services.program.judging import ENVELOPE
from scripts.contracts.bounds import RULES, rule_model
from scripts.contracts.typescript import WIDTH

HEAD = """\
/** Shapes and bounds of rules, as the functions check them. Written by `make contracts`: not to be edited. */

/** A field: its kind, the least and the most that it may be or hold, and what it means where it is left out. */
export interface Shape {
  readonly kind: "integer" | "flag" | "text" | "choice" | "ratio" | "list" | "map" | "parts";
  /** of a number, of a text's length, of a list's items, or of each number of a map; null: another field decides it */
  readonly least?: number | null;
  readonly most?: number | null;
  readonly nullable?: true;
  readonly pattern?: string;
  readonly options?: readonly string[];
  /** of a list, what each item is; of parts, the name of their shape */
  readonly of?: Shape | PartName;
  readonly otherwise?: number | boolean | null;
}
export type PartName = "TierDocument" | "PlanDocument";
type Shapes = Readonly<Record<string, Shape>>;
"""
BOUNDS = {"integer": ("minimum", "maximum"), "text": ("minLength", "maxLength"), "list": ("minItems", "maxItems")}

Schema = Mapping[str, Any]


def shapes() -> str:
    """The whole file."""
    schemas = {rule: rule_model(rule).model_json_schema() for rule in RULES}
    definitions = {name: each for schema in schemas.values() for name, each in schema.get("$defs", {}).items()}
    parts = {name: definitions[name] for name in ("TierDocument", "PlanDocument")}
    return "\n".join(
        [
            HEAD,
            "export const ruleShapes = {",
            *_blocks(schemas, definitions),
            "} as const satisfies Readonly<Record<string, Shapes>>;",
            "",
            "/** The parts of a rule that are many: the tiers of a ladder, the plans of memberships. */",
            "export const partShapes: Readonly<Record<PartName, Shapes>> = {",
            *_blocks(parts, definitions),
            "};",
            "",
            "/** The longest life of points, by its unit. */",
            f"export const longestLife = {{ {', '.join(f'{unit}: {most}' for unit, most in LONGEST_LIFE.items())} }};",
            "",
        ]
    )


def _blocks(schemas: Mapping[str, Schema], definitions: Schema) -> Iterator[str]:
    for name, schema in schemas.items():
        yield f"  {name}: {{"
        for field, each in schema["properties"].items():
            if field not in ENVELOPE:
                yield from _line(field, _shape(each, definitions))
        yield "  },"


def _line(field: str, shape: Mapping[str, Any]) -> Iterator[str]:
    line = f"    {field}: {_text(shape)},"
    if len(line) <= WIDTH:
        yield line
        return
    yield f"    {field}: {{"
    yield from (f"      {name}: {_text(each)}," for name, each in shape.items())
    yield "    },"


def _shape(schema: Schema, definitions: Schema) -> dict[str, Any]:
    if "anyOf" in schema:
        (some,) = (each for each in schema["anyOf"] if each != {"type": "null"})
        return {**_shape(some, definitions), "nullable": True, **_default(schema)}
    reference = schema.get("$ref", "").rpartition("/")[2]
    if reference:
        return {"kind": "ratio"} if reference == "Ratio" else _shape(definitions[reference], definitions)
    if "enum" in schema:
        return {"kind": "choice", "options": schema["enum"], **_default(schema)}
    kind = {"integer": "integer", "boolean": "flag", "string": "text", "array": "list", "object": "map"}[schema["type"]]
    if kind == "list":
        return _list(schema, definitions)
    if kind == "map":
        numbers = schema.get("additionalProperties") or next(iter(schema["patternProperties"].values()))
        return {"kind": kind, **_bounds(numbers, "integer")}
    pattern = {"pattern": schema["pattern"].replace(r"\z", "$")} if "pattern" in schema else {}
    return {"kind": kind, **_bounds(schema, kind), **pattern, **_default(schema)}


def _list(schema: Schema, definitions: Schema) -> dict[str, Any]:
    reference = schema["items"].get("$ref", "").rpartition("/")[2]
    if definitions.get(reference, {}).get("type") == "object":
        return {"kind": "parts", **_bounds(schema, "list"), "of": reference}
    return {"kind": "list", **_bounds(schema, "list"), "of": _shape(schema["items"], definitions)}


def _bounds(schema: Schema, kind: str) -> dict[str, Any]:
    if kind not in BOUNDS:
        return {}
    lower, upper = BOUNDS[kind]
    least, most = schema.get(lower), schema.get(upper)
    return {} if least is None and most is None else {"least": least, "most": most}


def _default(schema: Schema) -> dict[str, Any]:
    return {"otherwise": schema["default"]} if "default" in schema else {}


def _text(value: object) -> str:
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{name}: {_text(each)}' for name, each in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(_text(each) for each in value)}]"
    return json.dumps(value)
