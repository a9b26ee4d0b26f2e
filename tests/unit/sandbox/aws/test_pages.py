"""Lists, page by page."""

from __future__ import annotations

import pytest

from acm_sandbox.aws.errors import AwsError
from acm_sandbox.aws.pages import cut


def test_every_item_is_on_one_page() -> None:
    """What every paginator relies on."""
    pages: list[list[int]] = []
    token = None
    while not pages or token:
        page, token = cut(range(7), token, 3, code="Bad")
        pages.append(page)
    assert pages == [[0, 1, 2], [3, 4, 5], [6]]


def test_there_is_no_next_page_of_a_full_one() -> None:
    """A token promises at least one item."""
    assert cut("abc", None, 3, code="Bad") == (["a", "b", "c"], None)
    assert cut("", None, 3, code="Bad") == ([], None)


@pytest.mark.parametrize("token", ["none", "ZnJvbSB4", "%", "bm90aGluZw=="])
def test_a_token_that_is_none(token: str) -> None:
    """With the error of the service."""
    with pytest.raises(AwsError, match="is no token that this list has given") as caught:
        cut("abc", token, 1, code="Bad")
    assert caught.value.code == "Bad"
