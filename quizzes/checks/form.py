"""Rules of form for one question: nothing in how it is worded tells the right option, and it reads easily."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizzes.kinds import answering
from quizzes.questions import Question

MAX_LENGTH_RATIO = 1.6  # longest option to shortest, in characters, where they are phrases
MIN_PHRASE_WORDS = 4  # shorter options are names and figures, whose lengths nobody chose
MAX_SENTENCE = 34  # words
MAX_LIX = 62  # of stem and explanation together; newspapers have about 40, and product names are long words
LONG_WORD = 6  # letters that a word of the readability index may have without counting as long
MIN_RATED = 20  # words from which the index says something
MAX_TEXT = 3000  # characters of a whole reveal; Discord's limit for a message is 4000, with what is put around them
MAX_OPTION_WORDS = 16

UNCAPITALISED = ("az ", "oct")  # how commands and the names of some key types begin
ABSOLUTE = frozenset({"always", "never", "only", "all", "cannot", "every", "none"})

_SENTENCE_END = re.compile(r"[.?!:;](?=\s|$)")
_WORD = re.compile(r"[\w'/-]*[^\W_][\w'/-]*")


def form_faults(question: Question) -> Iterator[tuple[str, str]]:
    """Yield (rule, remedy) for everything about a question's form that tells too much, or reads badly."""
    if answering(question) in ("button", "menu"):  # steps are all right, and what may be typed is not shown
        yield from _lengths(question)
        yield from _absolutes(question)
        yield from _likeness(question)
    yield from _readability(question)


def shown_texts(question: Question) -> list[str]:
    """Return what a learner reads of a question, its reveal included."""
    options = [text for option in question.options for text in (option.text, option.reason)]
    return [question.stem, *options, question.explanation, question.other_clock or ""]


def lix(text: str) -> float:
    """Return the readability index of a text: words a sentence plus long words in a hundred.

    LIX (C. H. Björnsson, Läsbarhet, 1968) takes no counting of syllables, which goes wrong with names and acronyms.
    Below 40 is easy, above 60 very hard; a text without words is 0.
    """
    words = _WORD.findall(text)
    if not words:
        return 0.0
    long = sum(len(word) > LONG_WORD for word in words)
    return len(words) / max(1, len(_SENTENCE_END.findall(text))) + 100 * long / len(words)


def _lengths(question: Question) -> Iterator[tuple[str, str]]:
    texts = [option.text for option in question.options]
    lengths = [len(text) for text in texts]
    phrases = all(len(text.split()) >= MIN_PHRASE_WORDS for text in texts)
    if phrases and max(lengths) > MAX_LENGTH_RATIO * min(lengths):
        rule = f"The options have {min(lengths)} to {max(lengths)} characters, so one stands out."
        yield rule, f"Even them out: the longest at most {MAX_LENGTH_RATIO} times the shortest."


def _absolutes(question: Question) -> Iterator[tuple[str, str]]:
    fair = _words(question.stem).union(*(_words(question.options[index].text) for index in question.rights))
    for option in question.options:
        for word in sorted((_words(option.text) & ABSOLUTE) - fair):
            yield (
                f"“{word}” stands in wrong options only, which gives them away.",
                "Soften it, or use it in the right one.",
            )


def _likeness(question: Question) -> Iterator[tuple[str, str]]:
    """Options begin and end alike; a figure, a command or the name of a key type begins like anything."""
    texts = [option.text for option in question.options]
    openings = {
        text[0].isupper() for text in texts if text[0].upper() != text[0].lower() and not text.startswith(UNCAPITALISED)
    }
    if len(openings) > 1:
        yield "Some options begin with a capital and others don't.", "Begin all of them alike."
    if len({text.endswith((".", "!", "?")) for text in texts}) > 1:
        yield "Some options end with a full stop and others don't.", "End all of them alike, best without."


def _readability(question: Question) -> Iterator[tuple[str, str]]:
    read = f"{question.stem} {question.explanation}"
    longest = max(len(_WORD.findall(sentence)) for sentence in _SENTENCE_END.split(read))
    if longest > MAX_SENTENCE:
        yield f"A sentence has {longest} words; at most {MAX_SENTENCE} are read at once.", "Make it two."
    index = lix(read)
    if index > MAX_LIX and len(_WORD.findall(read)) >= MIN_RATED:
        rule = f"Stem and explanation are hard to read (LIX {index:.0f}; at most {MAX_LIX})."
        yield rule, "Use shorter sentences and shorter words."
    for option in question.options:
        if (count := len(option.text.split())) > MAX_OPTION_WORDS:
            yield f"The option “{option.text}” has {count} words; at most {MAX_OPTION_WORDS} fit.", "Shorten it."
    if (length := sum(map(len, shown_texts(question)))) > MAX_TEXT:
        rule = f"Its reveal has {length} characters; at most {MAX_TEXT} fit into a message on Discord."
        yield rule, "Shorten reasons and explanation."


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.casefold()))
