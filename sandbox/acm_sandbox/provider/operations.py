"""The provider's operations on plain values: what the RPC layer calls, and tests may call."""

from __future__ import annotations

import os
import re
import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from acm_sandbox.provider import checking, differ, facts, registry, settings
from acm_sandbox.provider.clients import Clients
from acm_sandbox.provider.errors import PartialCreateError, ProviderError
from acm_sandbox.provider.resource import Call

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from acm_sandbox.provider.resource import ResourceType
    from acm_sandbox.provider.values import Props


@dataclass(frozen=True)
class State:
    """A resource as it is now."""

    id: str
    outputs: Props
    inputs: Props = field(default_factory=dict)


class InitFailedError(ProviderError):
    """A resource that exists but is not in order, with what is known of it."""

    def __init__(self, state: State, reason: str) -> None:
        """Keep the state, so that the engine can."""
        super().__init__(reason)
        self.state = state


class Provider:
    """A configured provider."""

    def __init__(self, config: settings.Settings, stop: threading.Event | None = None) -> None:
        """Take the configuration; nothing is called yet."""
        self.settings = config
        self.clients = Clients(config)
        self.stop = stop or threading.Event()

    @classmethod
    def configure(
        cls,
        args: Props,
        *,
        environ: Mapping[str, str] | None = None,
        stop: threading.Event | None = None,
    ) -> Provider:
        """Read the configuration, and prove the account where the configuration limits it."""
        provider = cls(settings.load(args, os.environ if environ is None else environ), stop)
        provider.clients.check_account()
        return provider

    def call(self, timeout: float = 0) -> Call:
        """Give an operation what it may use."""
        return Call(self.settings, self.clients, self.stop, custom_timeout=timeout)

    def check(
        self,
        urn: str,
        olds: Props,
        news: Props,
        naming: checking.Naming | None = None,
    ) -> checking.Checked:
        """Check the inputs of a resource."""
        return checking.check(
            kind_of(urn),
            urn.rpartition("::")[2],
            news,
            olds=olds,
            settings=self.settings,
            naming=naming or checking.Naming(),
        )

    def diff(
        self,
        urn: str,
        olds: Props,
        news: Props,
        ignore: Sequence[str] = (),
    ) -> differ.Diff:
        """Compare a resource's state with its new inputs."""
        return differ.diff(kind_of(urn), olds, news, region=self.settings.region, ignore=ignore)

    def create(self, urn: str, inputs: Props, *, timeout: float = 0) -> State:
        """Create a resource and read it.

        Raises:
            InitFailedError: when it exists, but is not finished.
        """
        kind, call = kind_of(urn), self.call(timeout)
        try:
            resource_id = kind.create(call, inputs)
        except PartialCreateError as error:
            outputs = self._read_or(kind, error.resource_id, inputs)
            raise InitFailedError(State(error.resource_id, outputs), str(error)) from error
        try:
            found = self._read(kind, call, resource_id, inputs)
        except ProviderError as error:
            state = State(resource_id, kind.state_after(inputs, {}))
            raise InitFailedError(state, str(error)) from error
        if found is None:
            state = State(resource_id, kind.state_after(inputs, {}))
            reason = f"reading {kind.token} ({resource_id}): couldn't find resource"
            raise InitFailedError(state, reason)
        return State(resource_id, found)

    def update(
        self,
        urn: str,
        resource_id: str,
        olds: Props,
        news: Props,
        *,
        timeout: float = 0,
    ) -> Props:
        """Update a resource in place and read it."""
        kind, call = kind_of(urn), self.call(timeout)
        kind.update(call, resource_id, olds, news)
        # What only the state knows (outputs AWS does not tell again) is carried over.
        prior = kind.preview_update(olds, news)
        found = self._read(kind, call, resource_id, prior)
        if found is None:
            raise ProviderError(f"reading {kind.token} ({resource_id}): couldn't find resource")
        return found

    def delete(self, urn: str, resource_id: str, state: Props, *, timeout: float = 0) -> None:
        """Delete a resource; one that is gone is no error."""
        kind_of(urn).delete(self.call(timeout), resource_id, state)

    def read(self, urn: str, resource_id: str, state: Props, inputs: Props) -> State | None:
        """Read a resource: for a refresh with its state, for an import without; `None` if gone."""
        kind, call = kind_of(urn), self.call()
        importing = not state
        if importing:
            region = self.settings.region
            if kind.facts.regional:
                resource_id, region = _split_region(resource_id, region)
            resource_id, state = kind.import_state(call, resource_id)
            if kind.facts.regional:
                state = {"region": region} | state
        outputs = self._read(kind, call, resource_id, state)
        if outputs is None:
            return None
        if importing:
            # Options that live in the provider only (forceDestroy) are not in AWS: the default.
            defaults = {p.name: p.default for p in kind.facts.inputs.values()}
            outputs = {n: v for n, v in defaults.items() if v is not None} | outputs
        if not inputs:
            return State(resource_id, outputs, _imported_inputs(kind, outputs))
        return State(resource_id, outputs, _refreshed_inputs(kind, inputs, outputs, state))

    def invoke(self, token: str, args: Props) -> tuple[Props, list[str]]:
        """Answer an invoke: its result, or what is wrong with its arguments."""
        implementation = registry.function(token)
        known = facts.invoke(token)
        given = {name: value for name, value in args.items() if value is not None}
        failures = [
            f'Invalid or unknown key. "{problem.property}"'
            for problem in checking.unknown_keys(given, known.inputs)
        ]
        failures += [
            f'Missing required argument. The argument "{checking.snake(name)}" is required'
            for name in sorted(known.required - given.keys())
        ]
        if failures:
            return {}, failures
        call = self.call()
        if known.regional and given.get("region"):
            call = replace(call, settings=replace(self.settings, region=given["region"]))
        return implementation(call, given), []

    def _split_tags(self, all_tags: Props, state: Props) -> Props:
        """Tell a resource's own tags from the default ones, as AWS does not."""
        known = state.get("tags") or {}
        visible = {k: v for k, v in all_tags.items() if not self.settings.ignores(k)}
        defaults = self.settings.default_tags
        own = {k: v for k, v in visible.items() if k in known or defaults.get(k) != v}
        return {"tags": own or ({} if "tags" in state else None), "tagsAll": visible}

    def _read(
        self,
        kind: ResourceType,
        call: Call,
        resource_id: str,
        known: Props,
    ) -> Props | None:
        fresh = kind.read(call, resource_id, known)
        if fresh is None:
            return None
        if kind.facts.tagged:
            fresh = fresh | self._split_tags(fresh.get("tagsAll") or {}, known)
        return kind.state_after(known, fresh)

    def _read_or(self, kind: ResourceType, resource_id: str, known: Props) -> Props:
        """Read what is there of an unfinished resource; what was known if even that fails."""
        try:
            outputs = self._read(kind, self.call(), resource_id, known)
        except ProviderError:
            outputs = None
        return kind.state_after(known, {}) if outputs is None else outputs


def kind_of(urn: str) -> ResourceType:
    """Give the implementation of the type that a URN names."""
    return registry.resource_type(urn.split("::")[-2].rpartition("$")[2])


def _split_region(resource_id: str, default: str) -> tuple[str, str]:
    """Take the region from `ID@region`, else from the ID if it is an ARN."""
    plain, at, region = resource_id.rpartition("@")
    if at and re.fullmatch(r"[a-z]{2}(-[a-z]+)+-\d", region):
        return plain, region
    arn = re.match(r"arn:[^:]*:[^:]*:([^:]+):", resource_id)
    return resource_id, arn[1] if arn else default


def _imported_inputs(kind: ResourceType, outputs: Props) -> Props:
    """Give the inputs that would make a resource as it is: without zero values."""
    inputs: Props = {}
    defaulted = []
    for prop in kind.facts.inputs.values():
        value = outputs.get(prop.name)
        if value is None or value in ("", [], {}) or (value is False and prop.default is None):
            continue
        if prop.name in kind.not_imported:
            continue
        inputs[prop.name] = value
        if prop.default is not None and value == prop.default:
            defaulted.append(prop.name)
    for prop in kind.facts.inputs.values():
        # A default that is a zero value.
        if prop.default is not None and prop.name not in inputs:
            inputs[prop.name] = prop.default
            defaulted.append(prop.name)
    if kind.facts.tagged:
        inputs["tagsAll"] = outputs.get("tagsAll") or {}
    inputs[checking.DEFAULTS] = sorted(defaulted)
    return inputs


def _refreshed_inputs(kind: ResourceType, inputs: Props, outputs: Props, state: Props) -> Props:
    """Bring a resource's inputs up to what AWS has, where that has drifted."""
    refreshed = {}
    for name, value in inputs.items():
        if name.startswith("__") or name not in outputs or outputs[name] == state.get(name):
            # Unchanged, or gone: what is gone from AWS is gone from the inputs too.
            if name.startswith("__") or name in outputs or name not in state:
                refreshed[name] = value
            continue
        changed = differ.diff(kind, outputs, {name: value}, region="")
        drifted = name in changed.changed
        refreshed[name] = outputs[name] if drifted else value
    return refreshed
