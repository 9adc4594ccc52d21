"""The page of the models: which there are for what, which are in use, and how to have others."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mmdesk.core.errors import MmdeskError
from mmdesk.gui.parts.told import said
from mmdesk.gui.settings.model_card import ModelCard
from mmdesk.gui.settings.purposes import SETTING, adds, in_use, known_as, title
from mmdesk.gui.settings.settings_page import SettingsPage, explained
from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library, ListedModel


Listed = dict[str, "list[ListedModel]"]


class ModelsPage(SettingsPage):
    """What models are for, and below each a card for each model, the one in use first."""

    used = Signal(str)
    """This model is the one in use now."""

    def __init__(self, library: "Library", tasks: Tasks) -> None:
        super().__init__("model", self.tr("Models"))
        self._library, self._tasks = library, tasks
        self.cards: list[ModelCard] = []
        self._parts: list[QWidget] = []
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
                "Models let you find photos and sounds by describing them. With another model "
                "everything is described anew; what the one before found out is kept."
            )
        )
        row = QHBoxLayout()
        row.addWidget(self.folder)
        row.addStretch()
        self.fill(about, 4, area, row, stretch=False)
        self.shown()

    def shown(self) -> None:
        """Ask the library which models there are."""
        self._tasks.run(self._listed, self._show, owner=self)

    def _listed(self) -> Listed:
        return {purpose: self._library.models(known_as(purpose)) for purpose in SETTING}

    def _show(self, listed: Listed) -> None:
        settings = self._library.settings
        models = [
            model
            for purpose, found in listed.items()
            for model in sorted(found, key=lambda each: each.name != in_use(settings, purpose))
        ]
        if [card.model for card in self.cards] != [model.name for model in models]:
            self._make(models)
        for card, model in zip(self.cards, models, strict=True):
            card.show_listed(model)

    def _make(self, models: "list[ListedModel]") -> None:
        for part in self._parts:
            self._cards.removeWidget(part)
            part.deleteLater()
        self.cards, self._parts = [], []
        purpose = ""
        for model in models:
            if model.purpose != purpose:
                purpose = model.purpose
                self._add(_heading(title(purpose)))
                self._add(explained(adds(purpose)))
            self._add_card(model.name, purpose)

    def _add_card(self, model: str, purpose: str) -> None:
        card = ModelCard(self._library, self._tasks, model=model, purpose=purpose)
        card.not_now.hide()
        card.used.connect(self._use)
        self.cards.append(card)
        self._add(card)

    def _add(self, part: QWidget) -> None:
        self._cards.insertWidget(len(self._parts), part)
        self._parts.append(part)

    def _use(self, model: str) -> None:
        self.refuse("")
        self.used.emit(model)
        self.shown()

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("A folder that has a model"))
        if folder:
            self._tasks.run(lambda: self._put_to_use(folder), self._tell, self._fail, owner=self)

    def _put_to_use(self, folder: str) -> tuple[str, str]:
        """Its name and what it is for."""
        return self._library.use_model(folder), self._library.purpose_of(folder)

    def _tell(self, chosen: tuple[str, str]) -> None:
        name, purpose = chosen
        self._use(in_use(self._library.settings, purpose))
        told = self.tr("{name} is in use now for: {purpose}.")
        self.refuse(told.format(name=name, purpose=title(purpose)))

    def _fail(self, error: MmdeskError) -> None:
        self.refuse(said(error))


def _heading(text: str) -> QLabel:
    heading = QLabel(text)
    font = QFont(heading.font())
    font.setWeight(QFont.Weight.DemiBold)
    heading.setFont(font)
    heading.setContentsMargins(0, 12, 0, 0)
    return heading
