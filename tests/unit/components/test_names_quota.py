"""More names than the quota allows: the message, and the two ways out in it."""

from pulumi_acm.names_quota import too_many, unreadable

NAMES = ["example.com", *(f"{n}.example.net" for n in range(10))]


def test_as_many_as_allowed() -> None:
    """No quota that was read, or none that is exceeded, is no problem."""
    assert list(too_many(NAMES, {})) == []
    assert list(too_many(NAMES, {11: "eu-west-1"})) == []


def test_both_ways_out() -> None:
    """The lists of the split, and the command that asks for more."""
    [problem] = too_many(NAMES, {10: "eu-west-1, us-east-1"}, "acm:certificates[0].")
    assert str(problem) == (
        "acm:certificates[0].domains: 11 names, the primary one included, where one certificate "
        "may have 10 (eu-west-1, us-east-1): quota L-FB94F0B0. Either several certificates, such as"
        '\n      ["example.com"]'
        '\n      ["0.example.net", "1.example.net", "2.example.net", "3.example.net", '
        '"4.example.net", "5.example.net", "6.example.net", "7.example.net", "8.example.net", '
        '"9.example.net"]'
        "\n    or a higher quota: pulumi-acm quota --request 11"
    )


def test_the_lowest_quota_counts() -> None:
    """Regions differ: each that allows too few is named, and the lists fit into all of them."""
    [problem] = too_many(NAMES, {10: "eu-west-1", 5: "us-east-1", 50: "eu-central-1"})
    assert "may have 5 (us-east-1), and 10 (eu-west-1): quota" in problem.message
    assert '["0.example.net", "1.example.net", "2.example.net", "3.example.net", ' in str(problem)
    assert "eu-central-1" not in problem.message


def test_a_quota_that_cannot_be_read() -> None:
    """It says what is missing, and how to do without."""
    assert unreadable("AccessDeniedException") == (
        "what AWS gives every account, as this one's quota cannot be read: AccessDeniedException; "
        "allow servicequotas:GetServiceQuota, or say it: names_quota"
    )
