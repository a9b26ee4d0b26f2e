"""Errors as programs in other languages get them."""

from pulumi_acm.exceptions import ArgumentError, NothingToAttachError
from pulumi_acm.problems import Problem


def test_arguments_are_named_as_other_languages_write_them() -> None:
    """The names in camel case; what stands in quotes, and the message, are left alone."""
    error = ArgumentError(
        'acm.Certificate "my_site"',
        [Problem("key_algorithm", "not an_other", "x_y"), Problem('zones["a_b.example"]', "no")],
    )
    assert error.for_other_languages().message == (
        'acm.Certificate "my_site": 2 problems\n'
        '  keyAlgorithm "x_y": not an_other\n'
        '  zones["a_b.example"]: no'
    )


def test_no_property_is_named() -> None:
    """Beside a property, the engine prints its value: a private key, even if it is a secret."""
    errors = (ArgumentError("it", [Problem("private_key", "no")]), NothingToAttachError())
    assert [each.for_other_languages().errors for each in errors] == [[], []]
