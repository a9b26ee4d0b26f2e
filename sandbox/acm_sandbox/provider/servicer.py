"""The RPCs of a Pulumi resource provider, over `operations`.

Every error reaches the user as one text, never as a traceback. The calls block in threads of their
own (see `plugin`): many may wait for certificates while others go on.
"""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Any, Final

from google.protobuf import empty_pb2
from pulumi.runtime.proto import plugin_pb2, provider_pb2, provider_pb2_grpc

from acm_sandbox.provider import checking, settings
from acm_sandbox.provider.errors import ProviderError
from acm_sandbox.provider.operations import Provider, kind_of
from acm_sandbox.provider.rpc import rpc, secrets_of
from acm_sandbox.provider.values import contains_unknown, decode, encode, secret_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from acm_sandbox.provider.differ import Change

VERSION: Final = "7.51.1"
"""The version of pulumi-aws whose behaviour this is."""

_CHECK: Final = provider_pb2.CheckRequest.AutonamingOptions
_KINDS: Final[dict[tuple[Change, bool], provider_pb2.PropertyDiff.Kind.ValueType]] = {
    ("add", False): provider_pb2.PropertyDiff.ADD,
    ("add", True): provider_pb2.PropertyDiff.ADD_REPLACE,
    ("delete", False): provider_pb2.PropertyDiff.DELETE,
    ("delete", True): provider_pb2.PropertyDiff.DELETE_REPLACE,
    ("update", False): provider_pb2.PropertyDiff.UPDATE,
    ("update", True): provider_pb2.PropertyDiff.UPDATE_REPLACE,
}


class Servicer(provider_pb2_grpc.ResourceProviderServicer):
    """Serves one engine."""

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        """Start unconfigured."""
        self.stop = threading.Event()
        self._environ = os.environ if environ is None else environ
        self._provider: Provider | None = None

    # Configuration

    @rpc
    def GetPluginInfo(self, request: Any, context: Any) -> plugin_pb2.PluginInfo:  # noqa: N802 - the RPC
        """Tell the version."""
        del request, context
        return plugin_pb2.PluginInfo(version=VERSION)

    @rpc
    def CheckConfig(  # noqa: N802 - the RPC's name
        self,
        request: provider_pb2.CheckRequest,
        context: Any,
    ) -> provider_pb2.CheckResponse:
        """Check the provider's configuration."""
        del context
        news = decode(request.news)
        inputs = {name: value for name, value in news.items() if value is not None}
        failures = settings.problems(inputs, self._environ)
        return provider_pb2.CheckResponse(
            inputs=encode(inputs, secret_names(request.news)),
            failures=[provider_pb2.CheckFailure(reason=reason) for reason in failures],
        )

    @rpc
    def DiffConfig(  # noqa: N802 - the RPC's name
        self,
        request: provider_pb2.DiffRequest,
        context: Any,
    ) -> provider_pb2.DiffResponse:
        """Compare configurations: none needs a new provider, `region` is each resource's own."""
        del context
        olds, news = decode(request.olds), decode(request.news)
        changed = sorted(k for k in olds.keys() | news.keys() if olds.get(k) != news.get(k))
        some, none = provider_pb2.DiffResponse.DIFF_SOME, provider_pb2.DiffResponse.DIFF_NONE
        return provider_pb2.DiffResponse(changes=some if changed else none, diffs=changed)

    @rpc
    def Configure(  # noqa: N802 - the RPC's name
        self,
        request: provider_pb2.ConfigureRequest,
        context: Any,
    ) -> provider_pb2.ConfigureResponse:
        """Take the configuration; with unknown values in it, nothing can be answered yet."""
        del context
        args = {k: v for k, v in decode(request.args).items() if v is not None}
        self._provider = None
        if not contains_unknown(args):
            self._provider = Provider.configure(args, environ=self._environ, stop=self.stop)
        return provider_pb2.ConfigureResponse(
            supportsPreview=True,
            supports_autonaming_configuration=True,
        )

    # Resources

    @rpc
    def Check(  # noqa: N802 - the RPC's name
        self,
        request: provider_pb2.CheckRequest,
        context: Any,
    ) -> provider_pb2.CheckResponse:
        """Check a resource's inputs."""
        del context
        if self._provider is None:
            return provider_pb2.CheckResponse(inputs=request.news)
        naming = checking.Naming(
            seed=request.randomSeed,
            proposed=request.autonaming.proposed_name,
            enforced=request.HasField("autonaming") and request.autonaming.mode == _CHECK.ENFORCE,
            disabled=request.HasField("autonaming") and request.autonaming.mode == _CHECK.DISABLE,
        )
        news = decode(request.news)
        checked = self._provider.check(request.urn, decode(request.olds), news, naming)
        return provider_pb2.CheckResponse(
            inputs=encode(checked.inputs, secrets_of(request.urn, request.news)),
            failures=[provider_pb2.CheckFailure(reason=reason) for reason in checked.failures],
        )

    @rpc
    def Diff(  # noqa: N802 - the RPC's name
        self,
        request: provider_pb2.DiffRequest,
        context: Any,
    ) -> provider_pb2.DiffResponse:
        """Compare a resource's state with its new inputs."""
        del context
        if self._provider is None:
            return provider_pb2.DiffResponse(changes=provider_pb2.DiffResponse.DIFF_UNKNOWN)
        found = self._provider.diff(
            request.urn,
            decode(request.olds),
            decode(request.news),
            list(request.ignoreChanges),
        )
        some, none = provider_pb2.DiffResponse.DIFF_SOME, provider_pb2.DiffResponse.DIFF_NONE
        return provider_pb2.DiffResponse(
            changes=some if found.detailed else none,
            replaces=found.replaces,
            stables=found.stables,
            diffs=found.changed,
            deleteBeforeReplace=found.delete_before_replace,
            detailedDiff={
                # As pulumi-aws, the old side is always the state: `inputDiff` stays false.
                path: provider_pb2.PropertyDiff(kind=_KINDS[change])
                for path, change in found.detailed.items()
            },
            hasDetailedDiff=True,
        )

    @rpc
    def Create(  # noqa: N802 - the RPC's name
        self,
        request: provider_pb2.CreateRequest,
        context: Any,
    ) -> provider_pb2.CreateResponse:
        """Create a resource, or tell what a create would give."""
        del context
        secrets = secrets_of(request.urn, request.properties)
        inputs = decode(request.properties)
        if request.preview:
            if self._provider is None:
                return provider_pb2.CreateResponse(properties=encode({}))
            outputs = kind_of(request.urn).preview_create(inputs)
            return provider_pb2.CreateResponse(properties=encode(outputs, secrets))
        state = self._configured().create(request.urn, inputs, timeout=request.timeout)
        return provider_pb2.CreateResponse(
            id=state.id,
            properties=encode(state.outputs, secrets),
        )

    @rpc
    def Read(  # noqa: N802 - the RPC's name
        self,
        request: provider_pb2.ReadRequest,
        context: Any,
    ) -> provider_pb2.ReadResponse:
        """Read a resource; an answer without an id says that it is gone."""
        del context
        state = self._configured().read(
            request.urn,
            request.id,
            decode(request.properties),
            decode(request.inputs),
        )
        if state is None:
            return provider_pb2.ReadResponse()
        return provider_pb2.ReadResponse(
            id=state.id,
            properties=encode(state.outputs, secrets_of(request.urn, request.properties)),
            inputs=encode(state.inputs, secrets_of(request.urn, request.inputs)),
        )

    @rpc
    def Update(  # noqa: N802 - the RPC's name
        self,
        request: provider_pb2.UpdateRequest,
        context: Any,
    ) -> provider_pb2.UpdateResponse:
        """Update a resource in place, or tell what an update would give."""
        del context
        secrets = secrets_of(request.urn, request.news)
        olds, news = decode(request.olds), decode(request.news)
        if request.preview:
            if self._provider is None:
                return provider_pb2.UpdateResponse(properties=encode({}))
            outputs = kind_of(request.urn).preview_update(olds, news)
            return provider_pb2.UpdateResponse(properties=encode(outputs, secrets))
        outputs = self._configured().update(
            request.urn,
            request.id,
            olds,
            news,
            timeout=request.timeout,
        )
        return provider_pb2.UpdateResponse(properties=encode(outputs, secrets))

    @rpc
    def Delete(  # noqa: N802 - the RPC's name
        self,
        request: provider_pb2.DeleteRequest,
        context: Any,
    ) -> empty_pb2.Empty:
        """Delete a resource."""
        del context
        self._configured().delete(
            request.urn,
            request.id,
            decode(request.properties),
            timeout=request.timeout,
        )
        return empty_pb2.Empty()

    # The rest

    @rpc
    def Invoke(  # noqa: N802 - the RPC's name
        self,
        request: provider_pb2.InvokeRequest,
        context: Any,
    ) -> provider_pb2.InvokeResponse:
        """Answer an invoke."""
        del context
        result, failures = self._configured().invoke(request.tok, decode(request.args))
        response = provider_pb2.InvokeResponse(
            failures=[provider_pb2.CheckFailure(reason=reason) for reason in failures],
        )
        # `return` is a keyword.
        getattr(response, "return").CopyFrom(encode(result))
        return response

    @rpc
    def GetSchema(self, request: Any, context: Any) -> provider_pb2.GetSchemaResponse:  # noqa: N802 - the RPC
        """Refuse: a program uses the schema of pulumi-aws itself."""
        del request, context
        raise ProviderError("the sandbox's AWS provider has no schema: pulumi-aws's own applies")

    @rpc
    def Cancel(self, request: Any, context: Any) -> empty_pb2.Empty:  # noqa: N802 - the RPC's name
        """End all waits; a call to AWS that is under way still ends by itself."""
        del request, context
        self.stop.set()
        return empty_pb2.Empty()

    @rpc
    def Attach(self, request: Any, context: Any) -> empty_pb2.Empty:  # noqa: N802 - the RPC's name
        """Accept an engine that found this provider by its port."""
        del request, context
        return empty_pb2.Empty()

    def _configured(self) -> Provider:
        if self._provider is None:
            raise ProviderError("the provider's configuration is not known yet")
        return self._provider
