"""What moves in the preview, once a window has made it: films, and the clips of photos."""

from typing import TYPE_CHECKING

from mmdesk.core.entities import Kind
from mmdesk.gui.preview.pictures import Look, Presence

if TYPE_CHECKING:
    from mmdesk.gui.film.film_sheet import FilmSheet
    from mmdesk.gui.film.live_clip import LiveClip


class Moving:
    """At most one of them moves at a time."""

    def __init__(self) -> None:
        self.film: FilmSheet | None = None
        self.clip: LiveClip | None = None

    @property
    def item(self) -> int | None:
        """The film that is shown."""
        return self.film.item if self.film is not None else None

    def show(self, found: Look, start: float | None) -> bool:
        """Show where a film begins; it plays after `begin`. False for what is none."""
        here = found.presence is Presence.HERE and found.details.tile.kind is Kind.VIDEO
        if here and self.film is not None:
            self.film.show_film(found, start)
        return here and self.film is not None

    def begin(self) -> None:
        """Play the film that is shown."""
        if self.film is not None:
            self.film.begin()

    def stop(self) -> None:
        """Nothing moves, and nothing of it is shown, any more."""
        for playing in (self.film, self.clip):
            if playing is not None:
                playing.clear()

    def let_go(self) -> None:
        """Hold no file open; what is seen stays, and Space plays it again."""
        for playing in (self.film, self.clip):
            if playing is not None:
                playing.player.close()

    def toggle(self) -> bool:
        """Play the film, or pause; False where none is shown."""
        if self.film is None or self.film.item is None:
            return False
        self.film.toggle()
        return True

    def step(self, by: int) -> bool:
        """To the moment before or after; False where there are not several."""
        if self.film is None or not self.film.steps_moments:
            return False
        self.film.step(by)
        return True

    def seek(self, item: int, seconds: float) -> bool:
        """Play from this second, if that is the film that is shown."""
        if self.film is None or self.film.item != item:
            return False
        self.film.seek(seconds, play=True)
        return True

    def toggle_mute(self) -> None:
        """Make films silent, or no longer."""
        if self.film is not None:
            self.film.set_muted(not self.film.player.muted)
