"""How names become words, and how a typed text becomes a full-text question.

FTS5's unicode61 tokenizer folds case and accents and splits at punctuation. Names need more:
`SonyWH1000` is also "Sony WH 1000", `Straße` is also "Strasse", and scripts written without spaces
are split into their signs, so that any part of them is found. Both sides, what is stored and what
is asked, are split alike.
Source: https://www.sqlite.org/fts5.html, "Full-text Query Syntax".
"""

import re

_QUOTED = re.compile(r'"([^"]*)"?|(\S+)')
_PARTS = re.compile(r"[^\W\d_]+|\d+")
_HUMPS = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])|(?<=[A-ZÀ-ÖØ-Þ])(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ])")
_UNSPACED = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f])")

_LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
"""Letters that are no accented ones, and how one types them without such a key."""
_TYPED = str.maketrans({**{letter.upper(): typed for letter, typed in _LETTERS.items()
                           if letter != "ß"}, **_LETTERS, "ẞ": "ss"})  # fmt: skip


def indexable(text: str) -> str:
    """The words of the text, and once more split where that makes others, for the index."""
    # All words as they stand, then all of them split: so quoted ones are found either way.
    return " ".join(_forms(clean(text)))


def question(text: str) -> str | None:
    """An FTS5 expression that wants every word of `text`, each as a beginning; None without words.

    Text in double quotes is wanted as it stands, word after word.
    """
    clauses = []
    for quoted, word in _QUOTED.findall(clean(text)):
        forms = _forms(quoted) if quoted else _forms(word)
        alternatives = [f'"{form}"' + ("" if quoted else "*") for form in forms]
        if alternatives:
            clauses.append("(" + " OR ".join(alternatives) + ")")
    return " AND ".join(clauses) or None


def phrase(text: str) -> str | None:
    """An FTS5 expression that wants `text` as it stands, word after word; None without words."""
    return " OR ".join(f'"{form}"' for form in _forms(clean(text))) or None


def clean(text: str) -> str:
    """The text without what SQLite cannot take: halves of signs, and NULs."""
    return text.encode("utf-8", "replace").decode().replace("\0", " ")


def _forms(word: str) -> list[str]:
    """The word as the tokenizer takes it, split at humps, digits and unspaced signs, and typed."""
    plain = " ".join(re.findall(r"\w+", word.replace("_", " ")))
    spaced = _UNSPACED.sub(r" \1 ", _HUMPS.sub(" ", plain))
    split = " ".join(_PARTS.findall(spaced))
    forms = (plain, split, plain.translate(_TYPED), split.translate(_TYPED))
    return [form for form in dict.fromkeys(forms) if form]
