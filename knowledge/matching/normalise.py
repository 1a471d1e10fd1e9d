"""Turns what people type into comparable words: one place, used for questions and for the texts they are matched with.

`clean` removes what carries no meaning (markup, mentions, marks stacked on letters, control characters), `words` cuts
the rest into small tokens, `stem` takes off English endings. Nothing here knows the subject; that is the lexicon's.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

QUESTION_LIMIT = 1000  # characters looked at; a longer question is cut, its first part nearly always says what is asked
WORD_LIMIT = 40  # characters of one token; longer ones are keys, hashes or noise
MOST_WORDS = 80  # tokens of one question that are looked at

_MARKUP = re.compile(
    r"<a?:\w{1,40}:\d{1,25}>"  # custom emoji
    r"|<(?:@[!&]?|#|t:|/[^>\s]{0,40}:)[^>\s]{1,40}>"  # mentions, channels, times, slash commands
    r"|<id:\w+>"
    r"|https?://\S+"
    r"|</?[a-z][^<>]{0,80}>",  # tags
    re.IGNORECASE,
)
_APOSTROPHES = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "`": " ", "\u00b4": "'", "\u2010": "-", "\u2011": "-", "\u2013": "-"}
)
_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3})(?:[,\u00a0](\d{3}))+(?![\d])")
_TOKEN = re.compile(
    r"\d+(?:\.\d+)+"  # 1.2, 3.0.1
    r"|\d+[-+*/]\d+(?:[-+*/]\d+)*"  # 140-2, 7-90, 2+2
    r"|[a-z](?:-\d+[a-z]?)(?![a-z\d])"  # p-256, p-256k
    r"|[^\W\d_]++(?:'[^\W\d_]+)+"  # don't
    r"|[^\W\d_]{2,}+(?=\d)"  # the letters of lvl3, fips140-2
    r"|[^\W_]+(?:\+\+|\#)?"
)
_NUMBER_AND_UNIT = re.compile(r"(\d+)([^\W\d_]+)")
_IRREGULAR = {
    "using": "use",
    "used": "use",
    "uses": "use",
    "lost": "lose",
    "losing": "lose",
    "kept": "keep",
    "made": "make",
    "certification": "certify",
    "certified": "certify",
}
SHORTEST_STEMMED = 4  # letters
_NOUN_ENDINGS = (("tion", 6, 3, ""), ("sion", 6, 3, ""), ("ability", 11, 7, ""))  # ending, least letters, cut, added
_SENTENCE_END = re.compile(r"(?<=[?!.;])\s+|\n+|\s[-\u2013\u2014]\s")
_SEPARATING = frozenset({"Cc", "Zl", "Zp", "Zs"})
_DROPPED = frozenset({"Mn", "Me", "Cf", "Cs", "Co", "Cn"})
_VOWEL = re.compile(r"[aeiouy]")


def clean(text: str, limit: int = QUESTION_LIMIT) -> str:
    """Return `text` bounded, without markup, accents and control characters, in one case.

    Letters of other scripts stay; + - # and digits stay.
    """
    text = text[:limit]
    if "<" in text or "://" in text:
        text = _MARKUP.sub(" ", text)
    if "`" in text or not text.isascii():
        text = text.translate(_APOSTROPHES)
    if not text.isascii():
        text = "".join(filter(None, map(_plain, unicodedata.normalize("NFKD", text))))
    text = text.casefold()
    return _THOUSANDS.sub(_joined, text) if "," in text else text


def sentences(text: str) -> list[str]:
    """Return the sentences of a typed text, as typed; the text itself if it is one sentence."""
    parts = [part.strip() for part in _SENTENCE_END.split(text[:QUESTION_LIMIT])]
    return [part for part in parts if part]


def words(text: str, most: int = MOST_WORDS) -> list[str]:
    """Cut cleaned text into tokens, in order: at most `most`, each at most WORD_LIMIT characters.

    Numbers joined by - + * / stay whole ("140-2", "2+2"), as do one letter and its number ("p-256"), "c++" and "c#".
    Letters glued to a number are cut ("lvl3", "30days"), 10k becomes 10000; hyphens between words are cut.
    """
    found: list[str] = []
    for token in _TOKEN.findall(text):
        found.extend(_parts(token))
        if len(found) >= most:
            break
    return found[:most]


@lru_cache(maxsize=20_000)
def _parts(token: str) -> tuple[str, ...]:
    token = token.replace("'", "")
    if len(token) > WORD_LIMIT:
        return ()
    glued = _NUMBER_AND_UNIT.fullmatch(token)
    if glued and glued[2] == "k":
        return (glued[1] + "000",)
    return glued.groups() if glued and len(glued[2]) > 1 else (token,)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return `word` without English inflection: plural, -ing, -ed, -ion, -able and -ly forms of one word become alike.

    Lighter than Porter (1980), whose derivational steps merge words that differ here ("policy", "police"). Words of
    under 4 letters, with digits, or of another alphabet stay as they are.
    """
    word = _IRREGULAR.get(word, word)
    if len(word) < SHORTEST_STEMMED or not word.isascii() or not word.isalpha():
        return word
    word = _without_suffix(_singular(word))
    for ending, least, cut, added in _NOUN_ENDINGS:
        if word.endswith(ending) and len(word) >= least:
            word = word[:-cut] + added
    if word.endswith("e") and len(word) > SHORTEST_STEMMED:
        return word[:-1]
    if word.endswith("y") and len(word) >= SHORTEST_STEMMED and word[-2] not in "aeiou":
        return word[:-1] + "i"
    return word


def _plain(char: str) -> str:
    """Return `char`, a space for a separator or control character, nothing for a mark or an unassigned one."""
    if char.isascii():
        return char
    category = unicodedata.category(char)
    return " " if category in _SEPARATING else "" if category in _DROPPED else char


def _joined(number: re.Match[str]) -> str:
    return re.sub(r"\D", "", number[0])


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > SHORTEST_STEMMED:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_suffix(word: str) -> str:
    for ending, least in (("ing", 3), ("ed", 3), ("ly", 4), ("able", 4)):
        base = word.removesuffix(ending)
        if base != word and len(base) >= least and _VOWEL.search(base):
            doubled = len(base) >= SHORTEST_STEMMED and base[-1] == base[-2] and base[-1] not in "lsz"
            return base[:-1] if doubled else base
    return word
