from pathlib import Path

from mmdesk.core.entities import Root
from mmdesk.indexing.scopes import Scope, scopes

OUTER = Root(1, Path("/photos"), Path("/"))
INNER = Root(2, Path("/photos/inner"), Path("/"))


def found(*paths):
    return set(scopes([Path(path) for path in paths], [OUTER, INNER]))


def test_a_path_becomes_a_place_below_its_root():
    assert found("/photos/x/a.jpg") == {Scope(OUTER, b"x/a.jpg")}
    assert found("/photos") == {Scope(OUTER)}


def test_the_inner_root_takes_its_own():
    assert found("/photos/inner/a.jpg") == {Scope(INNER, b"a.jpg")}


def test_paths_outside_are_left_out():
    assert found("/elsewhere/a.jpg", "/photosets/b.jpg") == set()


def test_what_lies_in_another_scope_is_not_looked_at_twice():
    assert found("/photos/x", "/photos/x/a.jpg", "/photos/x/y/b.jpg", "/photos/xy") == {
        Scope(OUTER, b"x"),
        Scope(OUTER, b"xy"),
    }


def test_a_sidecar_means_its_folder_but_not_those_below():
    assert found("/photos/x/a.xmp") == {Scope(OUTER, b"x", deep=False)}
    assert found("/photos/a.jpg.xmp") == {Scope(OUTER, b"", deep=False)}
    assert found("/photos/x/a.xmp", "/photos/x") == {Scope(OUTER, b"x")}
