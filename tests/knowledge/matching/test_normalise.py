import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matching.normalise import QUESTION_LIMIT, clean, sentences, stem, words


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("FIPS140-2 Level-3?", ["fips", "140-2", "level", "3"]),
        ("P-256 vs P-256K", ["p-256", "vs", "p-256k"]),
        ("lvl3 and 30days", ["lvl", "3", "and", "30", "days"]),
        ("10k or 10,000 keys", ["10000", "or", "10000", "keys"]),
        ("C++ is not C#", ["c++", "is", "not", "c#"]),
        ("2+2 and 2-2", ["2+2", "and", "2-2"]),
        ("naïve Schlüssel", ["naive", "schlussel"]),
        ("don\u2019t soft\u2011delete", ["dont", "soft", "delete"]),
        ("TLS1.2", ["tls", "1.2"]),
        ("`az keyvault create --hsm-name x`", ["az", "keyvault", "create", "hsm", "name", "x"]),
    ],
)
def test_a_question_is_cut_into_words_that_keep_what_tells_values_apart(typed: str, expected: list[str]) -> None:
    assert words(clean(typed)) == expected


@pytest.mark.parametrize(
    "noise",
    [
        "<@123456789>",
        "<@!123>",
        "<#42>",
        "<@&7>",
        "<:smile:123>",
        "<a:wave:99>",
        "https://example.org/x?y=z",
        "</ask:1>",
        "<b>",
    ],
)
def test_mentions_emoji_links_and_tags_leave_no_word(noise: str) -> None:
    assert words(clean(f"{noise} vault {noise}")) == ["vault"]


def test_stacked_marks_and_control_characters_leave_the_letters() -> None:
    assert words(clean("v̸̢͝a̷u̶l̸t\u202e\x00\u200b key\x07s")) == ["vault", "key", "s"]


def test_other_alphabets_stay() -> None:
    assert words(clean("Ключ مفتاح 鍵")) == ["ключ", "مفتاح", "鍵"]


@pytest.mark.parametrize(
    "family",
    [
        ("rotate", "rotates", "rotated", "rotating", "rotation"),
        ("delete", "deleted", "deleting", "deletion", "deletions"),
        ("encrypt", "encrypted", "encrypting", "encryption"),
        ("policy", "policies"),
        ("key", "keys"),
        ("purge", "purged", "purging"),
        ("available", "availability"),
        ("export", "exports", "exported", "exportable"),
        ("use", "used", "using", "uses"),
    ],
)
def test_inflections_of_one_word_become_alike(family: tuple[str, ...]) -> None:
    assert len({stem(word) for word in family}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("policy", "police"), ("customer", "custom"), ("vault", "fault"), ("140-2", "140-3")]
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_a_text_is_read_up_to_its_limit_only() -> None:
    assert len(words(clean("key " * 4000), most=10_000)) <= QUESTION_LIMIT / 4
    assert clean("a" * QUESTION_LIMIT + "b") == "a" * QUESTION_LIMIT


def test_sentences_are_cut_at_their_ends_but_not_inside_numbers_and_names() -> None:
    assert sentences("My vault is gone. What now?\nTLS 1.2 too") == ["My vault is gone.", "What now?", "TLS 1.2 too"]
    assert sentences("vault.azure.net fails") == ["vault.azure.net fails"]


@given(st.text(max_size=300))
def test_any_text_becomes_words_without_an_error(text: str) -> None:
    for word in words(clean(text)):
        assert word
        assert stem(word)
