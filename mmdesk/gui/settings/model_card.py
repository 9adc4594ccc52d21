"""A description model as a card: what it adds, what it costs, and the way to have it.

Shared by the first start and the settings. What is downloaded is `downloads`' business; the card
shows it and may be closed at any time.
"""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, Signal
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mmdesk.core.errors import MmdeskError, ModelUnavailable
from mmdesk.gui.indexing import progress_text
from mmdesk.gui.parts.alignment import align_with_window
from mmdesk.gui.parts.card import Card
from mmdesk.gui.parts.icon_label import IconLabel
from mmdesk.gui.parts.told import said
from mmdesk.gui.settings.downloads import Downloads, DownloadState, Transfer
from mmdesk.gui.settings.purposes import adds, in_use, known_as, title
from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library, ListedModel

SUMMARIES = (
    QT_TRANSLATE_NOOP("Models", "The default: quick, English."),
    QT_TRANSLATE_NOOP("Models", "About ten times slower, sees finer differences; English."),
    QT_TRANSLATE_NOOP(
        "Models", "About three times slower than the default, better, many languages."
    ),
    QT_TRANSLATE_NOOP("Models", "The default for sounds; English."),
    QT_TRANSLATE_NOOP("Models", "The default for speech: quick, many languages."),
    QT_TRANSLATE_NOOP("Models", "About three times slower than the default, fewer mistakes."),
    QT_TRANSLATE_NOOP("Models", "The default for what was said in other words; English."),
    QT_TRANSLATE_NOOP("Models", "About twice slower than the default, many languages."),
)
"""What the library says of the models it knows, so that translators meet it."""
_STEPS = 1000


class CardState(StrEnum):
    """What a card says of its model."""

    UNKNOWN = "unknown"
    ABSENT = "absent"
    MISSING = "missing"
    RUNNING = "running"
    VERIFYING = "verifying"
    PAUSED = "paused"
    FAILED = "failed"
    READY = "ready"
    IN_USE = "in use"


_DURING = {
    DownloadState.RUNNING: CardState.RUNNING,
    DownloadState.VERIFYING: CardState.VERIFYING,
    DownloadState.PAUSED: CardState.PAUSED,
    DownloadState.FAILED: CardState.FAILED,
}
_ON_DISK = {
    "installed": CardState.READY,
    "partly downloaded": CardState.PAUSED,
    "missing": CardState.MISSING,
}


class ModelCard(Card):
    """One model: the one that the settings name, unless another is given."""

    used = Signal(str)
    """This model is the one in use now."""
    dismissed = Signal()
    """Not now."""

    def __init__(
        self,
        library: "Library",
        tasks: Tasks,
        parent: QWidget | None = None,
        *,
        model: str = "",
        purpose: str = "pictures",
    ) -> None:
        super().__init__(parent)
        self._library, self._tasks, self._model = library, tasks, model
        self._purpose = purpose
        self._downloads = Downloads.of(library, tasks)
        self._listed: ListedModel | None = None
        self._refusal = ""
        self.state = CardState.UNKNOWN
        self._make_parts()
        self._arrange()
        self._downloads.changed.connect(self._follow)
        self._downloads.used.connect(self._arrived)
        self.refresh()

    @property
    def model(self) -> str:
        """The model's name."""
        return self._model or in_use(self._library.settings, self._purpose)

    @property
    def listed(self) -> "ListedModel | None":
        """The model's line in the library's list, once that has been read."""
        return self._listed

    def _make_parts(self) -> None:
        self._title, self._mark = QLabel(), QLabel()
        self._adds, self._facts, self._says = QLabel(), QLabel(), QLabel()
        for label in (self._title, self._adds, self._facts, self._says):
            label.setTextFormat(Qt.TextFormat.PlainText)
            align_with_window(label)
        for label in (self._adds, self._facts, self._says):
            label.setWordWrap(True)
        self._facts.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._mark.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        self._title.setFont(font)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.bar.setAccessibleName(self.tr("Download"))
        self.download = self._button(self.tr("Download"), self._get)
        self.resume = self._button(self.tr("Resume"), self._get)
        self.pause = self._button(self.tr("Pause"), self._downloads.pause)
        self.again = self._button(self.tr("Try again"), self._get)
        self.use = self._button(self.tr("Use"), lambda: self._use(self.model))
        self.folder = self._button(self.tr("Choose a folder that has it…"), self._choose)
        self.not_now = self._button(self.tr("Not now"), self.dismissed.emit)
        self.not_now.setFlat(True)

    def _button(self, text: str, pressed: object) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(pressed)
        return button

    def _arrange(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._mark)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.download, self.resume, self.pause, self.again, self.use, self.folder):
            buttons.addWidget(button)
        buttons.addStretch()
        buttons.addWidget(self.not_now)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(top)
        for widget in (self._adds, self._facts, self.bar, self._says):
            column.addWidget(widget)
        column.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        row.addWidget(IconLabel("model", 32), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    def refresh(self) -> None:
        """Ask the library which models are here."""
        self._show()
        library, purpose = self._library, self._purpose
        self._tasks.run(lambda: library.models(known_as(purpose)), self._list, owner=self)

    def show_listed(self, listed: "ListedModel") -> None:
        """Show what a list of models says of this one, without asking again."""
        self._listed = listed
        self._show()

    def _list(self, models: "list[ListedModel]") -> None:
        self._listed = next((each for each in models if each.name == self.model), None)
        self._show()

    def _transfer(self) -> Transfer | None:
        transfer = self._downloads.transfer
        return transfer if transfer is not None and transfer.model == self.model else None

    def _state(self) -> CardState:
        transfer = self._transfer()
        if transfer is not None and transfer.state in _DURING:
            return _DURING[transfer.state]
        if self._listed is None:
            return CardState.UNKNOWN
        state = _ON_DISK.get(self._listed.state, CardState.ABSENT)
        chosen = in_use(self._library.settings, self._purpose) == self.model
        return CardState.IN_USE if chosen and state is CardState.READY else state

    def _follow(self, transfer: Transfer) -> None:
        if transfer.model == self.model:
            self._refusal = ""
        self._show()

    def _arrived(self, model: str) -> None:
        self.refresh()
        if model == self.model:
            self.used.emit(model)

    def _show(self) -> None:
        self.state = self._state()
        name = progress_text.short_name(self.model)
        self._title.setText(
            name if self._model else self.tr("Find photos and videos by describing them")
        )
        self._adds.setText(adds(self._purpose))
        self._adds.setVisible(not self._model)
        self._facts.setText(self._list_facts())
        self._facts.setVisible(bool(self._facts.text()))
        self._mark.setText(self._mark_text())
        self._says.setText(self._refusal or self._sentence())
        self._says.setVisible(bool(self._says.text()))
        self._show_bar()
        self._show_buttons()
        self.setAccessibleName(f"{self._title.text()} {self._mark.text()}".strip())

    def _list_facts(self) -> str:
        if self._listed is None:
            return ""
        licence = self._listed.licence
        facts = [
            "" if self._model else progress_text.short_name(self.model),
            progress_text.size(self._listed.size_bytes) if self._listed.size_bytes else "",
            self.tr("{} licence").format(licence) if licence else "",
            QCoreApplication.translate("Models", self._listed.summary),
        ]
        return " · ".join(filter(None, facts))

    def _mark_text(self) -> str:
        return {
            CardState.IN_USE: self.tr("In use"),
            CardState.READY: self.tr("On this machine"),
            CardState.PAUSED: self.tr("Paused"),
            CardState.ABSENT: self.tr("Not downloaded"),
        }.get(self.state, "")

    def _sentence(self) -> str:
        transfer = self._transfer()
        match self.state:
            case CardState.FAILED if transfer is not None:
                return transfer.why
            case CardState.VERIFYING:
                return self.tr("Checking that everything arrived as it should…")
            case CardState.MISSING:
                return self.tr("It is not in its folder (any more). Choose the folder again.")
            case CardState.RUNNING | CardState.PAUSED if transfer is not None:
                return self._progress(transfer)
        return ""

    def _progress(self, transfer: Transfer) -> str:
        if not transfer.total:
            return self.tr("Asking for it…") if transfer.busy else ""
        parts = [progress_text.size_of(transfer.done, transfer.total)]
        if transfer.rate:
            parts.append(progress_text.speed(transfer.rate))
        if transfer.seconds_left is not None:
            parts.append(progress_text.time_left(transfer.seconds_left))
        return " · ".join(parts)

    def _show_bar(self) -> None:
        transfer = self._transfer()
        self.bar.setVisible(transfer is not None and self.state in set(_DURING.values()))
        if transfer is not None:
            unknown = transfer.busy and not transfer.total
            self.bar.setRange(0, 0 if unknown else _STEPS)
            self.bar.setValue(round(_STEPS * transfer.done / (transfer.total or 1)))
            self.bar.setEnabled(transfer.busy)

    def _show_buttons(self) -> None:
        pressed = next((each for each in self._buttons() if each.hasFocus()), None)
        state, busy = self.state, self.state in {CardState.RUNNING, CardState.VERIFYING}
        self.download.setVisible(state is CardState.ABSENT)
        self.resume.setVisible(state is CardState.PAUSED)
        self.pause.setVisible(state is CardState.RUNNING)
        self.again.setVisible(state is CardState.FAILED)
        self.use.setVisible(state is CardState.READY)
        here = {CardState.READY, CardState.IN_USE, CardState.UNKNOWN}
        self.folder.setVisible(not busy and state not in here)
        self.not_now.setText(
            self.tr("Continue in the background")
            if busy
            else self.tr("Done")
            if state is CardState.IN_USE
            else self.tr("Not now")
        )

        if pressed is not None and pressed.isHidden():
            # Whoever uses the keys goes on from here, not from wherever Qt would put the focus.
            shown = (each for each in self._buttons() if not each.isHidden())
            next(shown, self).setFocus()

    def _buttons(self) -> tuple[QPushButton, ...]:
        """From the likeliest wanted to the least."""
        ways_on = self.again, self.pause, self.resume, self.download, self.use
        return (*ways_on, self.folder, self.not_now)

    def _get(self) -> None:
        self._refusal = ""
        self._downloads.get(self.model)

    def _choose(self) -> None:
        title = self.tr("A folder that has the model")
        folder = QFileDialog.getExistingDirectory(self, title)
        if folder:
            self._use(str(Path(folder)))

    def _use(self, model: str) -> None:
        self._refusal = ""
        library, expected = self._library, known_as(self._purpose)
        elsewhere = self.tr(
            "The model in this folder is for something else ({purpose}). To use it for that, "
            "choose it in the settings under Models, with “Use a model from a folder…”."
        )

        def work() -> None:
            purpose = library.purpose_of(model)
            if purpose is not expected:
                raise ModelUnavailable(elsewhere.format(purpose=title(purpose)))
            library.use_model(model)

        self._tasks.run(work, lambda _: self._chosen(), self._refuse, owner=self)

    def _chosen(self) -> None:
        self.refresh()
        self.used.emit(in_use(self._library.settings, self._purpose))

    def _refuse(self, error: MmdeskError) -> None:
        self._refusal = said(error)
        self._show()
