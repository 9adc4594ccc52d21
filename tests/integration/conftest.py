import os
import sys
from pathlib import Path

import pytest
from helpers.libraries import House
from helpers.terminals import Done, Terminal


@pytest.fixture
def house(tmp_path: Path) -> House:
    """An empty library without a model, and an empty folder for photos."""
    house = House(tmp_path / "library", tmp_path / "photos")
    house.photos.mkdir()
    house.set()
    return house


@pytest.fixture
def terminal(
    house: House, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Terminal:
    """Runs a command in this process; everything it writes is taken from the descriptors."""

    def run(*command: str | Path) -> Done:
        from mmdesk import cli

        monkeypatch.setattr(sys, "argv", ["mmdesk", "--library", str(house.library),
                                          *map(str, command)])  # fmt: skip
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.run()
            sys.exit(0)
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        status = ended.value.code
        return Done(status if isinstance(status, int) else 0, os.fsdecode(out), os.fsdecode(err))

    return run
