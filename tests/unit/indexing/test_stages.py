"""Videos and models take turns: neither waits for all of the other."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from mmdesk.core.entities import Stage
from mmdesk.indexing.stages import Stages


class Work:
    """A stage with so many pieces of work, of one item; it notes what it is asked."""

    def __init__(self, stage: Stage, pieces: int, *, slow: bool = False) -> None:
        self.stage, self.pieces, self.slow = stage, pieces, slow
        self.planned: list[int] = []
        self.waits = 0
        self.decoding: Any = SimpleNamespace(busy=slow, wait=self._wait, drop=lambda: None)
        self._grown: list[int] = []

    def _wait(self, _: float) -> None:
        self.waits += 1
        self.slow, self.decoding.busy = False, False

    def plan(self) -> None:
        self.planned.append(0)

    def plan_for(self, items: Sequence[int]) -> None:
        self.planned += items

    def step(self, **_: bool) -> list[int] | None:
        if self.slow or not self.pieces:
            return None
        self.pieces -= 1
        self._grown = [7]
        return [7] if not self.pieces else []

    def grown(self) -> list[int]:
        grown, self._grown = self._grown, []
        return grown


def stages(watching: Work, *others: Work) -> Stages:
    return Stages(watching, others, lambda _: None)  # type: ignore[arg-type]


def order(work: Stages) -> list[str]:
    done = []
    while (worked := work.step(gently=False)) is not None:
        done.append(worked[0].value)
    return done


def test_a_long_film_and_many_photos_are_worked_off_side_by_side() -> None:
    work = stages(Work(Stage.WATCH, 3), Work(Stage.DESCRIBE, 4))
    assert order(work) == [
        "watch",
        "describe",
        "watch",
        "describe",
        "watch",
        "describe",
        "describe",
    ]


def test_a_film_that_is_being_decoded_keeps_no_model_waiting() -> None:
    film = Work(Stage.WATCH, 1, slow=True)
    work = stages(film, Work(Stage.DESCRIBE, 2))
    assert [work.step(gently=False) for _ in range(2)] == [
        (Stage.DESCRIBE, []),
        (Stage.DESCRIBE, [7]),
    ]
    assert film.waits == 0
    assert work.step(gently=False) == (Stage.WATCH, [])
    assert film.waits == 1
    assert work.step(gently=False) == (Stage.WATCH, [7])
    assert work.step(gently=False) is None


def test_what_is_seen_of_a_film_is_described_before_all_of_it_is_seen() -> None:
    describing = Work(Stage.DESCRIBE, 0)
    work = stages(Work(Stage.WATCH, 2), describing)
    assert work.step(gently=False) == (Stage.WATCH, [])
    assert describing.planned == [7]


def test_what_was_read_is_looked_through_and_what_was_heard_is_not() -> None:
    film = Work(Stage.WATCH, 0)
    work = stages(film, Work(Stage.DESCRIBE, 0))
    work.plan_for([3])
    work.plan_for([4], after=Stage.HEAR)
    assert film.planned == [3]
