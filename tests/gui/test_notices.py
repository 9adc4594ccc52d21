"""What the house tells on its own."""

import pytest

from mmdesk.core.events import Notice, Topic
from mmdesk.gui.indexing.notices import notice


@pytest.mark.parametrize("topic", set(Topic) - {Topic.MODEL_MISSING})
def test_every_topic_has_a_sentence_that_says_what_it_is_about(qapp, topic):
    said = notice(Notice(topic, "in the terminal", "The thing"))
    assert said.endswith((".", "The thing"))
    assert "The thing" in said


def test_a_missing_model_is_left_to_the_card_that_offers_it(qapp):
    assert notice(Notice(Topic.MODEL_MISSING, "in the terminal")) == ""
