"""The words that a person typed, and words without what a search does not look at."""

import re
import unicodedata


def typed(text: str) -> list[str]:
    """What was typed, word for word; what stands in quotes is one."""
    return [quoted or word for quoted, word in re.findall(r'"([^"]+)"|([^\s"]+)', text)]


def plain(text: str) -> str:
    """Without case and accents, as the word index compares."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
