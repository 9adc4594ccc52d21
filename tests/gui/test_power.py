"""On battery mmdesk goes gently by itself, unless it was told not to."""

from types import SimpleNamespace

import psutil
import pytest

from mmdesk.gui.indexing.power import Power


class Battery:
    """What psutil tells, as long as a test says otherwise."""

    plugged: bool | None = True

    def __call__(self):
        return None if self.plugged is None else SimpleNamespace(power_plugged=self.plugged)


@pytest.fixture
def battery(monkeypatch) -> Battery:
    battery = Battery()
    monkeypatch.setattr(psutil, "sensors_battery", battery, raising=False)
    return battery


@pytest.fixture
def power(qtbot, library, tasks) -> Power:
    power = Power(library, tasks)
    yield power
    power.deleteLater()


def look(qtbot, power: Power, *, on_battery: bool) -> None:
    power.look()
    qtbot.waitUntil(lambda: power.on_battery is on_battery)


def test_unplugging_goes_gently_and_plugging_in_ends_it(qtbot, power, battery, library):
    heard = []
    power.eased.connect(heard.append)
    battery.plugged = False
    look(qtbot, power, on_battery=True)
    assert library.indexing._gently
    battery.plugged = True
    look(qtbot, power, on_battery=False)
    assert not library.indexing._gently
    assert heard == [True, False]


def test_what_the_user_chooses_on_battery_stands(qtbot, power, battery, library):
    battery.plugged = False
    look(qtbot, power, on_battery=True)
    library.indexing.gently(False)
    with qtbot.assertNotEmitted(power.eased, wait=100):
        power.look()
    assert not library.indexing._gently


def test_another_setting_does_not_end_it(qtbot, power, battery, library):
    battery.plugged = False
    look(qtbot, power, on_battery=True)
    library.change(language="de")
    assert library.indexing._gently


def test_who_wants_gently_always_has_it_on_mains_too(qtbot, power, battery, library):
    library.change(gently=True)
    battery.plugged = False
    look(qtbot, power, on_battery=True)
    battery.plugged = True
    look(qtbot, power, on_battery=False)
    assert library.indexing._gently


def test_the_setting_is_heeded(qtbot, power, battery, library):
    library.change(gently_on_battery=False)
    battery.plugged = False
    look(qtbot, power, on_battery=True)
    assert not library.indexing._gently
    library.change(gently_on_battery=True)
    with qtbot.waitSignal(power.eased):
        power.look()
    assert library.indexing._gently


def test_a_machine_without_a_battery_is_left_alone(qtbot, power, battery, library):
    battery.plugged = None
    with qtbot.assertNotEmitted(power.eased, wait=100):
        power.look()
    assert not library.indexing._gently
