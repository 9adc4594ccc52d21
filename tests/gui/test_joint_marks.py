from PySide6.QtCore import Qt

from mmdesk.core.listings import Marks
from mmdesk.gui.details.joint_marks import JointMarks

SEA = Marks(favourite=True, rating=4, tags=("sea", "Aunt Ida"))
PLAIN = Marks()


def test_what_all_have_is_whole():
    joint = JointMarks.of([SEA, SEA])
    assert joint.favourite is Qt.CheckState.Checked
    assert joint.rating == 4
    assert joint.tags == {"Aunt Ida": 2, "sea": 2}


def test_what_only_some_have_is_told_apart():
    joint = JointMarks.of([SEA, PLAIN, PLAIN])
    assert joint.favourite is Qt.CheckState.PartiallyChecked
    assert joint.rating is None
    assert joint.tags["sea"] == 1


def test_nothing_at_all_has_no_marks():
    joint = JointMarks.of([])
    assert (joint.count, joint.favourite, joint.rating) == (0, Qt.CheckState.Unchecked, 0)


def test_tags_stand_in_the_order_of_the_alphabet_whatever_their_case():
    assert list(JointMarks.of([Marks(tags=("b", "C", "a"))]).tags) == ["a", "b", "C"]


def test_a_change_counts_for_all_of_them():
    joint = JointMarks.of([SEA, PLAIN, PLAIN])
    assert joint.as_favourites(True).favourite is Qt.CheckState.Checked
    assert joint.as_favourites(False).favourite is Qt.CheckState.Unchecked
    assert joint.rated(2).rating == 2
    assert joint.tagged("sea").tags["sea"] == 3
    assert "sea" not in joint.untagged("sea").tags
