"""The regions that an account has switched on."""

from .gaps import FAILURES
from .reading import Reader, home_region


def enabled(reader: Reader) -> list[str]:
    """Return them as EC2 tells, or all that botocore knows where it may not be asked."""
    access = reader.access
    # Where the user works, because organizations commonly forbid what is elsewhere.
    region = home_region(access.session) or access.global_region
    ec2 = reader.clients.make(access.session, access.account, "ec2", region)
    try:
        return sorted(each["RegionName"] for each in ec2.describe_regions()["Regions"])
    except FAILURES as error:
        reader.missed(error, "which regions are on, so all that boto3 knows are read", ec2)
        return access.session.get_available_regions("acm", partition_name=access.partition)
