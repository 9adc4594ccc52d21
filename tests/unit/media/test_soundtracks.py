from pathlib import Path

from mmdesk.media.soundtracks import only_sound

MATROSKA = b"\x1aE\xdf\xa3\x80"


def told(tmp_path: Path, raw: bytes) -> bool:
    path = tmp_path / "a.mp4"
    path.write_bytes(raw)
    with path.open("rb") as file:
        return only_sound(file, raw[:4096])


def test_boxes_within_each_other_without_end_upset_nothing(tmp_path: Path) -> None:
    nested = b"".join((8 * n).to_bytes(4, "big") + b"moov" for n in range(5000, 0, -1))
    assert not told(tmp_path, nested)
    assert not told(tmp_path, MATROSKA + b"\x18\x53\x80\x67\xff" * 5000)
    assert not told(tmp_path, b"\0\0\0\x08moov" * 20_000)
