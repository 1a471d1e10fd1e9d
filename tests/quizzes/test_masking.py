"""What may say who wrote a text is taken out before it is stored; the subject stays."""

from __future__ import annotations

import time

import pytest

from quizzes.masking import MAX_KEPT, masked


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<@123456789012345678> and <@!1> ask <@&42> in <#99>", "[mention] and [mention] ask [mention] in [mention]"),
        ("@ana.b said so, @everyone", "[mention] said so, [mention]"),
        (
            "see </quiz hsm:123456789012345678> <id:customize> at <t:1700000000:R>",
            "see [mention] [mention] at [mention]",
        ),
        ("my key <:sad_ana:123456789012345678> is gone", "my key is gone"),
        ("user 123456789012345678 has id 1234567", "user [number] has id [number]"),
        ("mail ana.b+hsm@mail.example.com now", "mail [e-mail] now"),
        ("ana\u200b@exam\u2060ple.com", "[e-mail]"),
        ("ana\uff20example.com", "[e-mail]"),
        ("call +49 (170) 123-45 67 please", "call [number] please"),
        ("call \u0661\u0662\u0663\u0664\u0665\u0666\u0667", "call [number]"),
        ("https://a.example/b?user=ana&sig=xyz#top works", "https://a.example/b works"),
        ("https://ana:secret@a.example/b", "https://a.example/b"),
        ("www.a.example/b?user=ana", "www.a.example/b"),
        ("blocked from 203.0.113.7 and 2001:db8:0:1:2:3:4:5", "blocked from [address] and [address]"),
        ("oid=0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f;", "oid=[id];"),
        ("https://contoso-vault.vault.azure.net/keys/a", "https://[name].vault.azure.net/keys/a"),
        ("contoso.managedhsm.azure.net", "[name].managedhsm.azure.net"),
        ("secret is aB3dE5gH7jK9mN1pQ3sT5vW7yZ9==", "secret is [key]"),
        ("thumbprint 0123456789abcdef0123456789abcdef01234567", "thumbprint [key]"),
    ],
)
def test_what_may_name_a_person_or_their_place_is_masked(typed: str, kept: str) -> None:
    assert masked(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "is FIPS 140-2 level 2 the same as 140-3 level 3 in 2026?",
        "RSA 2048, 3072 and 4096 or P-256K with RSA-OAEP-256",
        "keys are soft-deleted 7-90 days, 100000 operations, 2026-08-31",
        "does privatelink.vaultcore.azure.net differ from privatelink.managedhsm.azure.net",
        "why is @Microsoft.KeyVault(SecretName=a) not resolved",
        "https://learn.microsoft.com/en-us/azure/key-vault/managed-hsm/security-domain",
        "az keyvault role assignment create --role 'Managed HSM Crypto Service Encryption User'",
        "AKV10046 error: KeyVaultClientException, CKM_RSA_AES_KEY_WRAP",
        "was heißt „gelöscht“, ключ 🙂",
    ],
)
def test_what_belongs_to_the_subject_stays(typed: str) -> None:
    assert masked(typed) == typed


def test_a_long_text_is_cut_after_it_was_masked() -> None:
    text = masked("x" * (MAX_KEPT - 8) + " ana@example.com and more")
    assert len(text) == MAX_KEPT
    assert "ana" not in text
    assert text.endswith("…")
    assert masked("y " * 150) == ("y " * 150).strip()


def test_line_ends_and_control_characters_do_not_reach_a_terminal_or_the_database() -> None:
    assert masked("two\nlines\r\n\tand \x1b[31mred\x00 \ud800\u202e end") == "two lines and [31mred end"


def test_nothing_is_left_of_nothing() -> None:
    assert masked(" \n\u200b <:a:1>") == ""


@pytest.mark.parametrize("part", ["<@", "a@", "a.", "1:", "+1 ", "https://", "aB1-", "f" * 31 + "-", "\u0301", "<"])
def test_hostile_repetition_is_masked_within_a_moment(part: str) -> None:
    started = time.perf_counter()
    masked(part * (4000 // len(part)))
    assert time.perf_counter() - started < 0.25
