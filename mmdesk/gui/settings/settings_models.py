"""The page of the description models: which there are, which is in use, and how to have another."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mmdesk.core.errors import MmdeskError
from mmdesk.gui.parts.told import said
from mmdesk.gui.settings.model_card import ModelCard
from mmdesk.gui.settings.settings_page import SettingsPage, explained
from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library, ListedModel


class ModelsPage(SettingsPage):
    """One card for each model, the one in use first."""

    used = Signal(str)
    """This model is the one in use now."""

    def __init__(self, library: "Library", tasks: Tasks) -> None:
        super().__init__("model", self.tr("Model"))
        self._library, self._tasks = library, tasks
        self.cards: list[ModelCard] = []
        self.folder = QPushButton(self.tr("Use a model from a folder…"))
        self.folder.clicked.connect(self._choose)
        inside = QWidget()
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(0, 0, 8, 0)
        self._cards.setSpacing(8)
        self._cards.addStretch()
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        about = explained(
            self.tr(
                "A model lets you find photos by describing them. With another model all photos "
                "are described anew; what the one before found out is kept."
            )
        )
        row = QHBoxLayout()
        row.addWidget(self.folder)
        row.addStretch()
        self.fill(about, 4, area, row, stretch=False)
        self.shown()

    def shown(self) -> None:
        """Ask the library which models there are."""
        self._tasks.run(self._library.models, self._show, owner=self)

    def _show(self, models: "list[ListedModel]") -> None:
        chosen = self._library.settings.model
        models = sorted(models, key=lambda model: model.name != chosen)
        if [card.model for card in self.cards] != [model.name for model in models]:
            self._make([model.name for model in models])
        for card, model in zip(self.cards, models, strict=True):
            card.show_listed(model)

    def _make(self, names: list[str]) -> None:
        for card in self.cards:
            self._cards.removeWidget(card)
            card.deleteLater()
        self.cards = [ModelCard(self._library, self._tasks, model=name) for name in names]
        for place, card in enumerate(self.cards):
            card.not_now.hide()
            card.used.connect(self._use)
            self._cards.insertWidget(place, card)

    def _use(self, model: str) -> None:
        self.refuse("")
        self.used.emit(model)
        self.shown()

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("A folder that has a model"))
        if folder:
            self._tasks.run(
                lambda: self._library.use_model(folder),
                lambda _: self._use(self._library.settings.model),
                self._fail,
                owner=self,
            )

    def _fail(self, error: MmdeskError) -> None:
        self.refuse(said(error))
