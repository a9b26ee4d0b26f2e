"""One step of the engine, as a digest or an event log tells of it."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel

from .values import plain
from .vocabulary import Outcome, Source


def _or_empty(value: Any) -> Any:
    """Take null for what Go leaves out when it is empty."""
    return {} if value is None else value


def or_no_list(value: Any) -> Any:
    """Take null for a list that is empty, as Go writes it."""
    return [] if value is None else value


def _or_no_text(value: Any) -> Any:
    return "" if value is None else value


Properties = Annotated[dict[str, Any], BeforeValidator(_or_empty), AfterValidator(plain)]
Text = Annotated[str, BeforeValidator(_or_no_text)]
Texts = Annotated[list[str], BeforeValidator(or_no_list)]


class EngineModel(BaseModel):
    """What the engine writes: in camel case, and more of it than is read here."""

    model_config = ConfigDict(frozen=True, extra="ignore", alias_generator=to_camel)


class State(EngineModel):
    """A resource before or after a step. In an event log it has no dependencies."""

    urn: Text = ""
    id: Text = ""
    parent: Text = ""
    provider: Text = ""
    inputs: Properties = Field(default_factory=dict)
    outputs: Properties = Field(default_factory=dict)
    delete: bool = False
    """It is the old one of a replacement, and goes after the new one has come."""
    pending_replacement: bool = False
    """It is the old one of a replacement, and goes before the new one comes."""
    taint: bool = False
    protect: bool = False
    retain_on_delete: bool = False
    external: bool = False
    custom: bool = False
    """A provider manages it; a component is only a name for others."""
    import_id: Annotated[Text, Field(alias="importID")] = ""
    """What is to come into the state, where it is there already."""
    dependencies: Texts = Field(default_factory=list)
    provider_region: str = ""
    """The region that its provider is for; like the next one not among the input."""
    provider_rights: str = ""
    """What tells its provider from those for other accounts (`providers.py`)."""
    property_dependencies: Annotated[dict[str, Texts], BeforeValidator(_or_empty)] = Field(
        default_factory=dict
    )

    def get(self, key: str) -> Any:
        """Return a property: as the program gives it, or else as the provider answered."""
        return self.inputs[key] if key in self.inputs else self.outputs.get(key)

    def given(self, key: str) -> Any:
        """Return a property as the program gives it; the answer may be that of the last update."""
        return (self.inputs or self.outputs).get(key)


@dataclass(frozen=True)
class Name:
    """What a URN says: `urn:pulumi:<stack>::<project>::<parent types>$<type>::<name>`."""

    stack: str
    project: str
    type: str
    name: str


def parse_urn(urn: str) -> Name | None:
    """Return what a URN says; None if it is none."""
    parts = urn.removeprefix("urn:pulumi:").split("::", 3)
    if not urn.startswith("urn:pulumi:") or len(parts) != len(("stack", "project", "type", "name")):
        return None
    stack, project, types, name = parts
    return Name(stack, project, types.rpartition("$")[2], name)


@dataclass(frozen=True)
class Step:
    """One step that the engine takes, or would take."""

    op: str
    urn: str
    old: State | None
    new: State | None
    replace_reasons: tuple[str, ...]
    diff_reasons: tuple[str, ...]
    diff: dict[str, str]
    """Kind of difference by property path; of detailed diffs only."""
    outcome: Outcome


@dataclass(frozen=True)
class Said:
    """All that one run of the engine said."""

    source: Source
    steps: tuple[Step, ...]
    errors: tuple[tuple[str, str], ...]
    """Message and URN, which may be empty."""
    warnings: tuple[tuple[str, str], ...]
    complete: bool
    """Unchanged resources are among the steps."""
    finished: bool
    """It came to its end, with errors or without."""
    has_dependencies: bool
