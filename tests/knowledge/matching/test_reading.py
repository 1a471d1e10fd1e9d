import pytest

from knowledge.loader import Knowledge
from knowledge.matching.engine import Engine
from knowledge.matching.reading import Reader


@pytest.fixture(scope="module")
def reader(shipped: Knowledge) -> Reader:
    return Engine(shipped).reader


@pytest.mark.parametrize(
    ("text", "affirmed"),
    [
        ("fips level of premium and not of standard", "fips level of premium and not of"),
        ("not standard but premium", "not but premium"),
        ("how many secrets not keys in a vault", "how many secrets not in a vault"),
        ("is premium not single tenant", "is premium not single tenant"),
        ("does managed hsm not support aes", "does managed hsm not support aes"),
        ("not standard", "not standard"),
    ],
)
def test_a_denied_value_is_not_asked_about_where_another_of_its_kind_is(
    reader: Reader, text: str, affirmed: str
) -> None:
    assert reader.affirmed(reader.read(text)).terms == reader.read(affirmed).terms


def test_each_term_is_shown_with_the_words_it_was_read_from(reader: Reader) -> None:
    reading = reader.read("Managd HSM's key vaullt")

    assert dict(zip(reading.terms, reading.typed, strict=True))["vault"] == "key vault"
    assert reading.typed[0] == "managed hsms"
