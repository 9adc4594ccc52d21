"""What the files of a Whisper model say, read without torch."""

from dataclasses import dataclass
from pathlib import Path

from mmdesk.core.entities import SoundPreparation
from mmdesk.core.errors import ModelUnavailable
from mmdesk.models.files import read_json, usable, within

RATE, SECONDS = 16_000, 30
"""All Whisper models hear windows of this many seconds at this many samples a second."""

_SAID = "generation_config.json"


@dataclass(frozen=True, slots=True)
class WhisperConfig:
    """What mmdesk must know before loading."""

    dimension: int
    preparation: SoundPreparation
    languages: tuple[str, ...]
    """Their codes, "en" for example."""

    def must_know(self, language: str) -> None:
        """Raise ModelUnavailable for a language's code that the model does not know."""
        several = len(self.languages) > 1  # models of one language ignore what is asked
        if language and several and language not in self.languages:
            raise ModelUnavailable(
                f"The model that writes down speech knows no language {language!r}: set "
                f"speech_language to one of {', '.join(self.languages)}, or to nothing to have it "
                "detected."
            )


def read_config(folder: Path) -> WhisperConfig:
    """The configuration in `folder`; raises ModelUnavailable for what cannot be."""
    config = folder / "config.json"
    with usable(config):
        within(read_json(config)["num_mel_bins"], 1, 1024)
    said = folder / _SAID
    with usable(said):
        names = read_json(said).get("lang_to_id") or {"en": 0}
        languages = tuple(sorted(str(name).strip("<|>") for name in names))
    return WhisperConfig(0, SoundPreparation(RATE, float(SECONDS)), languages)
