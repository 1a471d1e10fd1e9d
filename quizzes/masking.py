"""Takes out of a text what may say who wrote it or where they work, before the text is stored.

Patterns find what has a form: Discord's mentions and ids, addresses, keys, long numbers. A name written as an ordinary
word has none, so this lowers a risk and does not end it; that is why texts are kept only where a server asks for it.
"""

from __future__ import annotations

import re
import unicodedata

MAX_KEPT = 300  # characters; a longer question says in its first part what it asks

_MASKS = tuple(
    (re.compile(pattern, re.IGNORECASE), mask)
    for pattern, mask in (
        (r"<a?:\w{1,40}:\d{1,25}>", " "),  # an emoji of a server's own
        (r"<(?:@[!&]?|#|t:|id:|/)[^<>]{1,80}>", "[mention]"),
        (r"(https?://)[^\s/@]{1,200}@", r"\1"),  # user and password
        (r"((?:https?://|www\.)[^\s?#]{1,2000})[?#]\S*", r"\1"),  # query and fragment
        (r"[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}\b", "[e-mail]"),
        (r"(?<!\w)@(?!microsoft\.keyvault\b)[\w.]{2,32}", "[mention]"),  # but Azure's own @Microsoft.KeyVault(…) stays
        (r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b", "[id]"),  # tenants, subscriptions, applications
        (r"\b(?!privatelink\b)[a-z0-9-]{3,24}(?=\.(?:vault|managedhsm)\.azure\.)", "[name]"),
        (r"\b(?:\d{1,3}\.){3}\d{1,3}\b", "[address]"),
        (r"(?<![\w:])(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}\b", "[address]"),
        (r"\+\d[\d ().-]{6,20}\d", "[number]"),  # a telephone number
        (r"\b[0-9a-f]{32,}\b", "[key]"),
        (r"(?-i:(?=[\w+-]{0,200}[a-z])(?=[\w+-]{0,200}[A-Z])(?=[\w+-]{0,200}\d))[\w+-]{24,}={0,2}", "[key]"),
        (r"\d{7,}", "[number]"),
    )
)
_SEPARATING = frozenset({"Cc", "Zl", "Zp", "Zs"})
_DROPPED = frozenset({"Cf", "Cs", "Co", "Cn"})  # invisible ones split an address; lone surrogates can't be stored


def masked(text: str, limit: int = MAX_KEPT) -> str:
    """Return `text` on one line without what may identify people, cut to `limit` characters; empty if nothing is left.

    Masked are mentions, Discord's and other ids, e-mail and IP addresses, names of vaults, keys, telephone numbers and
    runs of 7 or more digits; a URL loses its user, query and fragment.
    """
    text = " ".join("".join(map(_visible, unicodedata.normalize("NFKC", text))).split())
    for pattern, mask in _MASKS:
        text = pattern.sub(mask, text)
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _visible(char: str) -> str:
    category = unicodedata.category(char)
    return " " if category in _SEPARATING else "" if category in _DROPPED else char
