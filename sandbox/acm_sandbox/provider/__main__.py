"""`python -m acm_sandbox.provider ENGINE_ADDRESS`: the plugin, as the engine starts it."""

import sys

from acm_sandbox.provider.plugin import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
