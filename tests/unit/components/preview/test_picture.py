"""The picture of before and after."""

from dataclasses import replace

from pulumi_acm.preview.picture import COLUMNS, NODES_MAX, Picture, pictures
from support.reports import EMPTY, MAIL, OLD, SITE, listener, many


def fates(picture: Picture) -> dict[str, str]:
    """Return the fate of each box, by its title."""
    return {box.title: box.fate for box in picture.boxes}


def test_what_is_exchanged_is_so_on_both_sides() -> None:
    """Grey stands for what stays: the old certificate does not."""
    report = replace(EMPTY, certificates=SITE[:1], attachments=(listener("web", SITE[0]),))
    before, after = map(fates, pictures(report))
    for side in (before, after):
        assert side["site"] == side["eu-west-1"] == side["listener web"] == "anew"
        assert side["example.com"] == "same"
    assert after["api.v2.example.com"] == "new"
    assert "api.v2.example.com" not in before


def test_what_comes_and_goes_is_on_one_side() -> None:
    """A new one is not there before, a deleted one not after."""
    before, after = map(fates, pictures(replace(EMPTY, certificates=(OLD, MAIL))))
    assert (before["old"], "mail" in before) == ("gone", False)
    assert (after["mail"], "old" in after) == ("new", False)


def test_what_is_left_without_a_certificate_goes() -> None:
    """It is in the picture before, and not after."""
    gone = replace(listener("web", SITE[0]), after=None, switch="detached")
    report = replace(EMPTY, certificates=SITE[:1], attachments=(gone,))
    before, after = map(fates, pictures(report))
    assert before["listener web"] == "gone"
    assert "listener web" not in after


def test_texts_have_room_in_their_boxes() -> None:
    """Long ones are cut in the middle, and whole in the title."""
    long = replace(SITE[0], label="a" * 300, names_after=(f"{'b' * 60}.{'c' * 60}.example.com",))
    web = replace(listener("d" * 300, long), service="Elastic Beanstalk environment")
    for picture in pictures(replace(EMPTY, certificates=(long,), attachments=(web,))):
        for box in picture.boxes:
            assert len(box.text) * 7.3 <= box.width
            assert box.x + box.width <= picture.width
            assert ("…" in box.text) == (box.text != box.title)


def test_short_texts_are_whole() -> None:
    """The longest kind of service and a usual name among them."""
    web = replace(listener("production", SITE[0]), service="Classic Load Balancer")
    report = replace(EMPTY, certificates=SITE, attachments=(web,))
    assert all(box.text == box.title for picture in pictures(report) for box in picture.boxes)


def test_many_boxes_are_counted_in_one() -> None:
    """A column has room for so many."""
    for picture in pictures(many(100)):
        columns = {box.x for box in picture.boxes}
        assert len(columns) == len(COLUMNS)
        for x in columns:
            there = [box for box in picture.boxes if box.x == x]
            assert len(there) <= NODES_MAX
        assert any(box.text == f"{100 - NODES_MAX + 1} more" for box in picture.boxes)
