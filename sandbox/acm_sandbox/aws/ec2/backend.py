"""EC2 in one account and region: moto's, without what only instances need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moto.ec2 import urls
from moto.ec2.exceptions import DependencyViolationError
from moto.ec2.models import EC2Backend, ec2_backends
from moto.ec2.models.availability_zones_and_regions import Region

from acm_sandbox.aws import regions
from acm_sandbox.aws.settings import current as current_settings

from . import dependents

if TYPE_CHECKING:
    from types import ModuleType

    from moto.ec2.models.subnets import Subnet

    from acm_sandbox.aws.services import Backends


class Ec2Backend(EC2Backend):
    """Networks: as in AWS, each region begins with a default VPC and its subnets.

    moto looks for it in `moto.ec2.models.ec2_backends`, and answers from it.
    """

    def __init__(self, region_name: str, account_id: str) -> None:
        """Begin with a default VPC that reaches the internet, which moto's does not."""
        super().__init__(region_name, account_id)
        gateway = self.create_internet_gateway()
        self.attach_internet_gateway(gateway.id, self.default_vpc.id)

    def _load_amis(self) -> None:
        """Load no machine images: nothing here starts a machine.

        Measured: they take 0.1 s for each region, and 0.9 MB in each snapshot.
        """

    def describe_regions(self, region_names: list[str] | None = None) -> list[Region]:
        """List the regions that are on; those asked for by name, which the inventory refuses, too.

        moto lists all, China's and the governments' among them.
        """
        off = current_settings.value.regions_off
        return [
            Region(
                name,
                f"ec2.{name}.amazonaws.com",
                "opted-in" if name in regions.opt_in() else "opt-in-not-required",
            )
            for name in regions.every()
            if name not in off and (not region_names or name in region_names)
        ]

    def delete_subnet(self, subnet_id: str) -> Subnet:
        """Delete a subnet that nothing is in.

        Raises:
            DependencyViolationError: in AWS's words, as users report them.
        """
        if dependents.are_there(self.account_id, self.region_name, subnet_id):
            raise DependencyViolationError(
                f"The subnet '{subnet_id}' has dependencies and cannot be deleted."
            )
        return super().delete_subnet(subnet_id)

    def delete_security_group(self, name: str | None = None, group_id: str | None = None) -> None:
        """Delete a security group that nothing has.

        Raises:
            DependencyViolationError: in AWS's words, as users report them.
        """
        if group_id and dependents.are_there(self.account_id, self.region_name, group_id):
            raise DependencyViolationError(f"resource {group_id} has a dependent object")
        super().delete_security_group(name, group_id)

    @property
    def _url_module(self) -> ModuleType:
        """Moto finds its paths beside the module of the class: of its own class, that is."""
        return urls


BACKENDS: Backends = ec2_backends
BACKENDS.backend = Ec2Backend
