"""The limiter, by a clock of the test's own."""

from pulumi_acm.audit.rates import RATES, Limiter


class Time:
    """Passes only while somebody sleeps."""

    def __init__(self) -> None:
        """Begin."""
        self.now = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        """Let it pass."""
        if round(seconds, 6):
            self.slept.append(round(seconds, 6))
        self.now += seconds


def test_a_second_s_worth_at_once_then_evenly() -> None:
    """Fifteen Describe: ten at once, then one each tenth of a second."""
    time = Time()
    limiter = Limiter(lambda: time.now, time.sleep)
    for _ in range(15):
        limiter.wait("1", "eu-west-1", "acm", "DescribeCertificate")
    assert time.slept == [0.1] * 5
    time.now += 60
    for _ in range(10):
        limiter.wait("1", "eu-west-1", "acm", "DescribeCertificate")
    assert len(time.slept) == 5


def test_each_account_region_and_operation_by_itself() -> None:
    """As ACM counts them; Route 53 counts an account's calls together."""
    time = Time()
    limiter = Limiter(lambda: time.now, time.sleep)
    for account, region, operation in (
        ("1", "eu-west-1", "DescribeCertificate"),
        ("1", "us-east-1", "DescribeCertificate"),
        ("2", "eu-west-1", "DescribeCertificate"),
        ("1", "eu-west-1", "GetCertificate"),
    ):
        for _ in range(10):
            limiter.wait(account, region, "acm", operation)
    assert time.slept == []
    for number in range(60):
        operation = ("ListHostedZones", "ListResourceRecordSets")[number % 2]
        limiter.wait("1", "us-east-1", "route53", operation)
    assert time.slept == [0.1] * 10


def test_what_has_no_published_rate() -> None:
    """There, the retries of botocore have to do."""
    time = Time()
    limiter = Limiter(lambda: time.now, time.sleep)
    assert ("elbv2", "DescribeListeners") not in RATES
    for _ in range(1000):
        limiter.wait("1", "eu-west-1", "elbv2", "DescribeListeners")
    assert time.slept == []
