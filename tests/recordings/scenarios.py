"""All recordings: changes to certificates that a reader of a preview has to understand."""

from typing import Final

from .by_pulumi_aws import RAW
from .components import COMPONENTS
from .importing import IMPORT_SCENARIOS
from .mistakes import MISTAKES
from .serving import ATTACHMENTS
from .updates import EVENTS

SCENARIOS: Final = [*COMPONENTS, *ATTACHMENTS, *RAW, *EVENTS, *IMPORT_SCENARIOS, *MISTAKES]
