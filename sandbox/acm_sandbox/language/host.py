"""The service behind ``pulumi-language-python``: what the engine asks a language host."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from typing import Any

import grpc
from google.protobuf import empty_pb2, json_format

from .protocol import enter_packages

enter_packages()

from pulumi.runtime.proto import language_pb2, language_pb2_grpc, plugin_pb2  # noqa: E402 - see above

from . import interpreter  # noqa: E402 - the same
from .children import Children, end, stream_output  # noqa: E402 - the same

# Prints, in the program's own environment, what `pulumi about` lists.
LIST_DISTRIBUTIONS = """
import json, re
from importlib import metadata
name = lambda text: re.sub(r"[-_.]+", "-", re.split(r"[^\\w.-]", text.strip())[0]).lower()
found = {d.metadata["Name"]: d for d in metadata.distributions()}
needed = {name(r) for d in found.values() for r in d.requires or () if "extra ==" not in r}
print(json.dumps([[n, d.version, name(n) not in needed] for n, d in sorted(found.items())]))
"""
PRINT_VERSION = "import platform; print(platform.python_version())"


class LanguageHost(language_pb2_grpc.LanguageRuntimeServicer):
    """Python programs and component plugins for one engine."""

    def __init__(self, engine_address: str, children: Children) -> None:
        """Serve the engine at ``engine_address``; every process started is in ``children``."""
        self._engine_address = engine_address
        self._children = children

    def Handshake(  # noqa: N802 - the protocol's name
        self, _request: language_pb2.LanguageHandshakeRequest, _context: grpc.ServicerContext
    ) -> language_pb2.LanguageHandshakeResponse:
        """Answer that the host is there."""
        return language_pb2.LanguageHandshakeResponse()

    def GetPluginInfo(  # noqa: N802 - the protocol's name
        self, _request: empty_pb2.Empty, _context: grpc.ServicerContext
    ) -> plugin_pb2.PluginInfo:
        """Tell the version of this host: that of the distribution."""
        from importlib import metadata  # noqa: PLC0415 - a tenth of the start-up, seldom needed

        return plugin_pb2.PluginInfo(version=metadata.version("pulumi-acm"))

    def GetRequiredPackages(  # noqa: N802 - the protocol's name
        self, _request: language_pb2.GetRequiredPackagesRequest, _context: grpc.ServicerContext
    ) -> language_pb2.GetRequiredPackagesResponse:
        """Ask for no plugin ahead: each resource names its plugin and version by itself."""
        return language_pb2.GetRequiredPackagesResponse()

    def GetRequiredPlugins(  # noqa: N802 - the protocol's name
        self, _request: language_pb2.GetRequiredPluginsRequest, _context: grpc.ServicerContext
    ) -> language_pb2.GetRequiredPluginsResponse:
        """Ask for no plugin ahead; for engines older than GetRequiredPackages."""
        return language_pb2.GetRequiredPluginsResponse()

    def Run(  # noqa: N802 - the protocol's name
        self, request: language_pb2.RunRequest, _context: grpc.ServicerContext
    ) -> language_pb2.RunResponse:
        """Run a program in an interpreter of its own, and tell how it ended."""
        info = request.info
        python = self._python(info)
        spec = {
            "host_pid": os.getpid(),
            "engine": self._engine_address,
            "monitor": request.monitor_address,
            "program": interpreter.program_path(info.program_directory, info.entry_point),
            "root": info.root_directory,
            "pwd": request.pwd,
            "args": list(request.args),
            "project": request.project,
            "stack": request.stack,
            "organization": request.organization or "organization",
            "parallel": request.parallel,
            "dry_run": request.dryRun,
            "config": dict(request.config),
            "secret_keys": list(request.configSecretKeys),
        }
        try:
            status, outcome = self._children.run_program(python, spec)
        except OSError as error:
            return language_pb2.RunResponse(error=f"Cannot start {python}: {error}")
        if self._children.cancelled.is_set():
            return language_pb2.RunResponse(bail=True)
        return _run_response(status, outcome)

    def RunPlugin(  # noqa: N802 - the protocol's name
        self, request: language_pb2.RunPluginRequest, context: grpc.ServicerContext
    ) -> Iterator[language_pb2.RunPluginResponse]:
        """Run a component plugin, stream what it writes, and end with its exit status."""
        info = request.info
        directory = interpreter.program_path(info.program_directory, info.entry_point)
        try:
            command = interpreter.plugin_command(self._python(info), directory, request.args)
        except ValueError as error:
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, str(error))
        environment = dict(entry.split("=", 1) for entry in request.env if "=" in entry)
        with self._children.plugin(command, request.pwd, environment) as child:
            # The engine stops a plugin by cancelling this call.
            context.add_callback(lambda: end([child], signal.SIGTERM))
            for name, line in stream_output(child):
                yield (
                    language_pb2.RunPluginResponse(stdout=line)
                    if name == "stdout"
                    else language_pb2.RunPluginResponse(stderr=line)
                )
            yield language_pb2.RunPluginResponse(exitcode=_exit_status(child.wait()))

    def InstallDependencies(  # noqa: N802 - the protocol's name
        self, _request: language_pb2.InstallDependenciesRequest, _context: grpc.ServicerContext
    ) -> Iterator[language_pb2.InstallDependenciesResponse]:
        """Install nothing: what a program needs is in the environment that the user made."""
        line = "acm-sandbox installs no Python packages: using the environment as it is.\n"
        yield language_pb2.InstallDependenciesResponse(stdout=line.encode())

    def RuntimeOptionsPrompts(  # noqa: N802 - the protocol's name
        self, _request: language_pb2.RuntimeOptionsRequest, _context: grpc.ServicerContext
    ) -> language_pb2.RuntimeOptionsResponse:
        """Ask the user nothing when a project is made."""
        return language_pb2.RuntimeOptionsResponse()

    def About(  # noqa: N802 - the protocol's name
        self, request: language_pb2.AboutRequest, _context: grpc.ServicerContext
    ) -> language_pb2.AboutResponse:
        """Tell which Python runs the program."""
        python = self._python(request.info)
        return language_pb2.AboutResponse(executable=python, version=_ask(python, PRINT_VERSION))

    def GetProgramDependencies(  # noqa: N802 - the protocol's name
        self, request: language_pb2.GetProgramDependenciesRequest, _context: grpc.ServicerContext
    ) -> language_pb2.GetProgramDependenciesResponse:
        """List what is installed where the program runs; without what others need, unless asked."""
        found = json.loads(_ask(self._python(request.info), LIST_DISTRIBUTIONS))
        return language_pb2.GetProgramDependenciesResponse(
            dependencies=[
                language_pb2.DependencyInfo(name=name, version=version)
                for name, version, direct in found
                if direct or request.transitiveDependencies
            ]
        )

    def Cancel(  # noqa: N802 - the protocol's name
        self, _request: empty_pb2.Empty, _context: grpc.ServicerContext
    ) -> empty_pb2.Empty:
        """End what is running: the user has interrupted the engine."""
        self._children.cancel_programs()
        return empty_pb2.Empty()

    @staticmethod
    def _python(info: language_pb2.ProgramInfo) -> str:
        options: dict[str, Any] = json_format.MessageToDict(info.options)
        return interpreter.find_interpreter(options, info.root_directory, os.environ)


def serve(host: LanguageHost, server: grpc.Server) -> None:
    """Answer for the host on a server that has not been started yet."""
    language_pb2_grpc.add_LanguageRuntimeServicer_to_server(host, server)


def _run_response(status: int, outcome: dict[str, Any]) -> language_pb2.RunResponse:
    """Translate how a program ended; what it has shown itself must not be reported again."""
    kind = outcome.get("kind")
    if kind == "reported":
        return language_pb2.RunResponse(bail=True)
    if kind == "error":
        return language_pb2.RunResponse(error=outcome["message"])
    if kind == "interrupted":
        return language_pb2.RunResponse(error="The program was interrupted")
    if status == 0:
        return language_pb2.RunResponse()
    if status < 0:
        message = f"The program was ended by {signal.Signals(-status).name} (signal {-status})"
    else:
        message = f"Program exited with non-zero exit code: {status}"
    return language_pb2.RunResponse(error=message)


def _exit_status(status: int) -> int:
    return status if status >= 0 else 128 - status


def _ask(python: str, script: str) -> str:
    answer = subprocess.run([python, "-c", script], capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        raise RuntimeError(f"{python} does not answer: {answer.stderr.strip()}")
    return answer.stdout.strip()
