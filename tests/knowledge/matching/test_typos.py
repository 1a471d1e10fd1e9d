import pytest

from knowledge.matching.typos import Speller

SPELLER = Speller(
    {
        "symmetric": 5,
        "rotation": 9,
        "deleted": 4,
        "vault": 50,
        "key": 90,
        "policy": 8,
        "disk": 7,
        "restore": 3,
        "standard": 6,
    }
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("symetric", "symmetric"),
        ("rotaton", "rotation"),
        ("delted", "deleted"),
        ("vualt", "vault"),
        ("dsik", "disk"),
        ("standart", "standard"),
    ],
)
def test_a_typing_error_is_mended(typed: str, meant: str) -> None:
    assert SPELLER.mend(typed) == (meant,)


@pytest.mark.parametrize(
    "word", ["keys", "rotating", "policies", "hello", "would", "fault9", "aws", "dusk", "8192", "p-256k", "kubernetes"]
)
def test_known_short_and_unlike_words_and_words_with_digits_stay(word: str) -> None:
    assert SPELLER.mend(word) == (word,)


def test_a_missing_space_is_put_back() -> None:
    assert SPELLER.mend("keyrotation") == ("key", "rotation")
