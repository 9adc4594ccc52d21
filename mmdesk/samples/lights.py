"""The hours and seasons that a scene can be painted in; one palette each.

A new light is one more entry of LIGHTS; every scene can use it at once.
"""

from dataclasses import dataclass

from mmdesk.samples.canvas import Colour


@dataclass(frozen=True, slots=True)
class Light:
    """The colours of one hour. The sky runs from its top to the horizon."""

    sky: tuple[Colour, ...]
    sun: Colour
    far: Colour
    near: Colour
    water: tuple[Colour, Colour]
    leaf: Colour
    ground: Colour
    lamp: Colour
    lit: float = 0.12
    """The share of windows with light in them; from a quarter on, lighthouses are lit too."""
    stars: bool = False

    @property
    def dark(self) -> bool:
        """Whether walls are seen against the light of their windows."""
        return self.lit >= 0.5


LIGHTS = {
    "dawn": Light(
        sky=("#6f86b8", "#b9a3c9", "#f3b9b0", "#ffe1b8"),
        sun="#fff1cf",
        far="#b08fb4",
        near="#453a63",
        water=("#efb6ab", "#6a6f9f"),
        leaf="#8a9a7b",
        ground="#8c7a92",
        lamp="#ffd89a",
        lit=0.3,
    ),
    "day": Light(
        sky=("#2f86c9", "#6db6e3", "#bfe3f2", "#eef7f2"),
        sun="#fffbe6",
        far="#8fb8d0",
        near="#1f4d5f",
        water=("#4fb3c8", "#0f5f87"),
        leaf="#5a9a4e",
        ground="#d9c08c",
        lamp="#fff2c4",
    ),
    "dusk": Light(
        sky=("#2b2f63", "#7d3f7c", "#e0605f", "#ffb25e"),
        sun="#ffe29a",
        far="#a54a6b",
        near="#2a1b3d",
        water=("#f08a5c", "#3a2858"),
        leaf="#7c5a3c",
        ground="#8a4a4a",
        lamp="#ffd27a",
        lit=0.6,
    ),
    "night": Light(
        sky=("#070d24", "#101f47", "#1f3a6b", "#3b5b8c"),
        sun="#f4f1de",
        far="#1d3158",
        near="#080f22",
        water=("#2d4a7a", "#091330"),
        leaf="#1b3a44",
        ground="#16233f",
        lamp="#ffcf70",
        lit=0.55,
        stars=True,
    ),
    "storm": Light(
        sky=("#39434f", "#5a6672", "#8b949a", "#b9bdb8"),
        sun="#e8e6da",
        far="#6d7984",
        near="#232c36",
        water=("#71828a", "#2a3a45"),
        leaf="#56685a",
        ground="#6b6f6a",
        lamp="#ffdf9c",
        lit=0.3,
    ),
    "autumn": Light(
        sky=("#c98f4e", "#e6b46a", "#f5d596", "#fbeac6"),
        sun="#fff3d0",
        far="#d9a25f",
        near="#5a2d1c",
        water=("#d8a25e", "#6d3f2a"),
        leaf="#c9541f",
        ground="#a8642c",
        lamp="#ffe09a",
    ),
    "spring": Light(
        sky=("#8cc9d9", "#bfe3da", "#e2f1d4", "#f8f6dd"),
        sun="#fffbe0",
        far="#b5d8b4",
        near="#2c5a45",
        water=("#8fd0c4", "#2f7d80"),
        leaf="#7dbb55",
        ground="#8fc06a",
        lamp="#fff0b8",
    ),
    "winter": Light(
        sky=("#6d8fb5", "#a4bfd6", "#d4e0ea", "#f3efe9"),
        sun="#fff8ea",
        far="#b3c5d6",
        near="#33475e",
        water=("#a9c1d3", "#4a6a86"),
        leaf="#c4d5e0",
        ground="#e8eef3",
        lamp="#ffd48a",
        lit=0.3,
    ),
}
