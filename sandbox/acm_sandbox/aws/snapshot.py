"""The whole state in a file, so that a stack outlives the process that made it."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

from moto.iam.models import iam_backends

from .acm.authority import current as current_authority
from .acm.moments import current as moments
from .services import backends, called

if TYPE_CHECKING:
    from pathlib import Path

# Raised when what is kept changes its form: an older file is then refused instead of misread.
FORMAT = 4


def save(path: Path) -> None:
    """Write the state, as a whole or not at all: a process killed half-way leaves the last one.

    Not synchronised to the disk: it is processes that get killed here, not machines, and it would
    cost milliseconds a call.
    """
    state = {
        "format": FORMAT,
        "authority": current_authority.value,
        "changed_at": moments.changed_at,
        "backends": {
            service: {account: dict(regions) for account, regions in backends(service).items()}
            for service in called()
        },
        "assumed": {
            account: partition["aws"].access_keys for account, partition in iam_backends.items()
        },
    }
    temporary = path.with_name(f"{path.name}.new")
    temporary.touch(mode=0o600)  # the private keys of the certificates are in it
    temporary.write_bytes(pickle.dumps(state, protocol=pickle.HIGHEST_PROTOCOL))
    temporary.replace(path)


def load(path: Path) -> None:
    """Read the state into an empty AWS; without a file it stays empty.

    The file is a pickle, which is as good as a program: it lies in a directory of the user's own.

    Raises:
        ValueError: for a file of another form.
    """
    if not path.exists():
        return
    try:
        state = pickle.loads(path.read_bytes())  # noqa: S301 - the user's own file, see above
        fits = state["format"] == FORMAT
    except Exception as error:
        raise ValueError(f"{path} is no state of this sandbox: delete it to start anew") from error
    if not fits:
        raise ValueError(f"{path} is of another version of the sandbox: delete it to start anew")
    current_authority.value = state["authority"]
    moments.begin(state["changed_at"])
    for service, accounts in state["backends"].items():
        for account, regions in accounts.items():
            # The objects themselves, because some hold each other: moto's VPCs hold their backend.
            backends(service)[account].update(regions)
    for account, access_keys in state["assumed"].items():
        iam_backends[account]["aws"].access_keys.update(access_keys)
