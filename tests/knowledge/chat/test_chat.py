"""What is said to a question, to the one after it, and to those that ask nothing."""

from __future__ import annotations

import pytest

from knowledge.beyond import read_beyond
from knowledge.chat.chat import Chat
from knowledge.chat.replies import Advised, Answered, Compared, Offered, Reply, Said, Turn, Unknown
from knowledge.errors import ContentError
from knowledge.loader import Knowledge
from knowledge.matcher import Matcher
from tests.knowledge.test_matcher import HOSTILE

from .conftest import ChatOn


def talk(chat: Chat, *questions: str) -> Reply:
    """Return the reply to the last of several questions asked one after another."""
    turn: Turn | None = None
    for question in questions:
        reply = chat.reply(question, turn)
        turn = reply.turn
    return reply


def entry(reply: Reply) -> str | None:
    return reply.answer.entry.id if isinstance(reply.answer, Answered) else None


def said(reply: Reply) -> str | None:
    return reply.answer.text if isinstance(reply.answer, Said) else None


# --- courtesies -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("thanks", "You're welcome"),
        ("Thanks a lot!!", "You're welcome"),
        ("thanks for your help", "You're welcome"),
        ("Danke schön", "You're welcome"),
        ("gracias, adios", "Goodbye"),
        ("谢谢", "You're welcome"),
        ("ok, thx 🙏", "You're welcome"),
        ("Hi!", "Hello"),
        ("hello everyone", "Hello"),
        ("Guten Morgen", "Hello"),
        ("bye, and thanks", "Goodbye"),
        ("who are you?", "I'm a study tutor"),
        ("hi, what can you do", "I'm a study tutor"),
        ("help", "I'm a study tutor"),
        ("sorry", "No problem"),
        ("ok", "All right"),
        ("no", "All right"),
        ("quiz me please", "For questions to practise with"),
        ("/quiz hsm", "For questions to practise with"),
        ("you are stupid", "Sorry that this did not help"),
        ("that's not what I meant", "Sorry that this did not help"),
    ],
)
def test_a_courtesy_is_returned_briefly(chat: Chat, text: str, begins: str) -> None:
    answer = said(chat.reply(text))
    assert answer is not None
    assert answer.startswith(begins)


@pytest.mark.parametrize(
    "text",
    [
        "thanks, and what about premium?",
        "hi, what is managed hsm",
        "help me with soft delete",
        "who are the owners of the security domain",
        "is it ok to purge a vault",
        "",
        "🔑",
        "thanksgiving",
    ],
)
def test_what_asks_more_is_no_courtesy(chat: Chat, text: str) -> None:
    assert said(chat.reply(text)) is None


def test_a_courtesy_does_not_interrupt_a_conversation(chat: Chat) -> None:
    assert entry(talk(chat, "what fips level does premium have", "thanks!", "and for mhsm?")) == "fips-managed-hsm"
    assert talk(chat, "thanks").turn is None


def test_a_courtesy_before_a_question_is_passed_over(chat: Chat) -> None:
    assert chat.reply("Hello! Thank you. What is BYOK?").answer == chat.reply("What is BYOK?").answer
    assert entry(talk(chat, "what fips level does premium have", "Thanks! And standard?")) == "fips-standard"


# --- asides on the last answer --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        ("why?", "detail"),
        ("More details please", "detail"),
        ("explain", "detail"),
        ("source?", "sources"),
        ("where does it say that?", "sources"),
        ("since when?", "sources"),
        ("That's wrong!", "sources"),
        ("got a link?", "sources"),
        ("is that for the exam or today?", "clocks"),
        ("and in the exam?", "clocks"),
        ("say that again", "whole"),
    ],
)
def test_an_aside_shows_another_side_of_the_last_answer(chat: Chat, text: str, focus: str) -> None:
    reply = talk(chat, "premium fips?", text)
    assert isinstance(reply.answer, Answered)
    assert (reply.answer.entry.id, reply.answer.focus) == ("fips-premium", focus)


def test_an_aside_finds_the_answer_to_the_question_before_by_itself(chat: Chat) -> None:
    reply = chat.reply("source?", Turn("premium fips?", None))
    assert entry(reply) == "fips-premium"
    assert reply.turn == Turn("premium fips?", "fips-premium")


def test_an_aside_to_a_table_shows_it_again_or_what_explains_its_cells(chat: Chat) -> None:
    table = chat.reply("premium vs mhsm on tenancy")
    assert isinstance(table.answer, Compared)
    assert talk(chat, "premium vs mhsm on tenancy", "source?") == table
    assert talk(chat, "premium vs mhsm on tenancy", "and in the exam?") == table
    why = talk(chat, "premium vs mhsm on tenancy", "why?")
    assert isinstance(why.answer, Offered)
    assert {choice.id for choice in why.answer.choices} == {"elimination-shared-hsm", "mhsm-not-whole-appliance"}
    assert sides(talk(chat, "premium vs mhsm on tenancy", "why?", "and standard?")) == (
        ("premium", "managed-hsm", "standard"),
        ("tenancy",),
    )


def test_an_entry_that_is_gone_is_looked_for_again(chat: Chat) -> None:
    assert entry(chat.reply("why?", Turn("premium fips?", "an-entry-of-last-year"))) == "fips-premium"


def test_an_aside_to_nothing_is_not_answered(chat: Chat) -> None:
    assert isinstance(chat.reply("why?").answer, Unknown)
    assert entry(chat.reply("source?", Turn("who won the game last night"))) is None


def test_a_question_that_begins_like_an_aside_is_a_question(chat: Chat) -> None:
    reply = talk(chat, "premium fips?", "why does a new managed hsm not work yet")
    assert isinstance(reply.answer, Answered)
    assert (reply.answer.entry.id, reply.answer.focus) == ("activation", "whole")


# --- follow-ups and corrections -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("questions", "answer"),
    [
        (("premium fips?", "and for mhsm?", "what about standard"), "fips-standard"),
        (("what fips level does standard have", "the other one?"), "fips-premium"),
        (("what fips level does standard have", "what about the other one", "and the other one?"), "fips-standard"),
        (("who can purge a deleted vault", "what about a managed hsm then"), "mhsm-purge-roles"),
        (("how is managed hsm billed", "and a soft deleted one"), "deleted-hsm-is-billed"),
        (("what is purge protection", "can it be turned off", "why?"), "purge-protection-irreversible"),
        (("what is the security domain", "who holds it"), "security-domain-keeper"),
        (("how does replication work in mhsm", "price?"), "mhsm-pricing"),
        (("what is cloud hsm", "can it hold cmk"), "cloud-hsm-no-paas"),
        (("do i pay for a deleted hsm", "ok and vault?"), "deleted-vault-billing"),
        (("how is managed hsm billed", "not mhsm but premium"), "premium-key-charge"),
        (("fips level of standard key vault", "sorry, I meant premium"), "fips-premium"),
        (("fips level of standard key vault", "sorry, premium", "and mhsm", "why?"), "fips-managed-hsm"),
        (("can the mhsm administrator use keys", "no, the crypto officer"), "mhsm-crypto-officer-role"),
        (("how do i rotate a key automatically in a vault", "not the vault, the hsm"), "mhsm-rotation-policy"),
        (("where can i see the sla of key vault", "for mhsm"), "mhsm-sla"),
    ],
)
def test_a_question_may_lean_on_those_before(chat: Chat, questions: tuple[str, ...], answer: str) -> None:
    assert entry(talk(chat, *questions)) == answer


@pytest.mark.parametrize("question", ["what is managed hsm", "what is byok", "how many keys fit in a managed hsm"])
def test_a_complete_question_leans_on_nothing(chat: Chat, question: str) -> None:
    alone = chat.reply(question)
    assert talk(chat, "what fips level does premium have", question) == alone
    assert alone.turn is not None
    assert alone.turn.question == question


def test_a_correction_leaves_nothing_of_what_was_denied(chat: Chat) -> None:
    turn = talk(chat, "how long are deleted secrets kept", "i was asking about keys not secrets").turn
    assert turn is not None
    assert turn.question == "how long are deleted keys kept"


def test_what_is_known_not_to_be_covered_is_named(chat: Chat, matcher: Matcher, shipped: Knowledge) -> None:
    phrasings = [topic.phrasings[0] for topic in read_beyond(shipped.folder, shipped.entries, []).values()]
    declined = {text: title for text in phrasings if (title := matcher.ask(text).beyond)}
    assert declined
    for text, title in declined.items():
        answer = chat.reply(text).answer
        assert isinstance(answer, Unknown), text
        assert answer.beyond == title


# --- comparisons ----------------------------------------------------------------------------------------------------


def sides(reply: Reply) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    answer = reply.answer
    table = answer.comparison if isinstance(answer, Answered | Compared) else None
    return (tuple(name for name, _ in table.subjects), tuple(row.aspect for row in table.rows)) if table else None


@pytest.mark.parametrize(
    ("question", "subjects", "aspects"),
    [
        ("premium vs mhsm on price", ("premium", "managed-hsm"), ("price",)),
        ("what is the difference between managed hsm and premium in tenancy", ("managed-hsm", "premium"), ("tenancy",)),
        ("compare all three on fips", ("standard", "premium", "managed-hsm"), ("fips",)),
        ("key vault vs managed hsm: backup", ("standard", "premium", "managed-hsm"), ("backup",)),
        ("compare the tiers: access", ("standard", "premium"), ("access",)),
        ("cloud hsm versus payment hsm administration", ("cloud-hsm", "payment-hsm"), ("administration",)),
        ("is premium cheaper than managed hsm", ("premium", "managed-hsm"), ("price",)),
        ("which is cheaper, standard or premium?", ("standard", "premium"), ("price",)),
        ("standard vs premium vs mhsm vs cloud hsm: tenancy", ("standard", "premium", "managed-hsm"), ("tenancy",)),
        ("akv vs dedicated hsm vs mhsm tenancy", ("premium", "dedicated-hsm", "managed-hsm"), ("tenancy",)),
    ],
)
def test_subjects_named_for_comparison_stand_side_by_side(
    chat: Chat, question: str, subjects: tuple[str, ...], aspects: tuple[str, ...]
) -> None:
    assert sides(chat.reply(question)) == (subjects, aspects)


@pytest.mark.parametrize(
    "question",
    [
        "is premium or standard fips level 3",
        "difference between soft delete and purge protection",
        "difference between access policies and rbac in key vault",
        "can i copy a key from premium to a managed hsm",
        "standard vs standard",
    ],
)
def test_no_table_without_two_subjects_and_a_word_for_comparing(chat: Chat, question: str) -> None:
    assert sides(chat.reply(question)) is None


def test_the_entry_that_compares_comes_with_the_table(chat: Chat) -> None:
    reply = chat.reply("standard vs mhsm")
    assert entry(reply) == "vault-vs-mhsm-compared"
    found = sides(reply)
    assert found is not None
    assert len(found[1]) == 5


@pytest.mark.parametrize(
    "question",
    [
        "compare premium and managed hsm on price",
        "standard vs premium fips",
        "key vault vs managed hsm: backup",
        "premium vs mhsm: tenancy, price and rotation",
    ],
)
def test_a_table_of_the_aspects_asked_for_goes_before_an_entry_on_something_else(chat: Chat, question: str) -> None:
    reply = chat.reply(question)
    assert isinstance(reply.answer, Compared)
    assert reply.confidence == 1


@pytest.mark.parametrize(
    ("question", "answer"),
    [("symmetric keys in premium vs mhsm", "vault-symmetric-keys"), ("difference between premium and mhsm", None)],
)
def test_an_entry_on_the_aspect_or_on_the_whole_goes_before_the_table(
    chat: Chat, question: str, answer: str | None
) -> None:
    reply = chat.reply(question)
    assert entry(reply) == (answer or "vault-vs-mhsm-compared")
    assert sides(reply) is not None


def test_a_table_that_knows_nothing_is_not_shown_beside_an_answer(chat: Chat) -> None:
    reply = chat.reply("cloud hsm vs payment hsm on soft delete")
    assert entry(reply) == "hsm-products-overview"
    assert sides(reply) is None


def test_one_subject_is_compared_with_what_was_asked_about_before(chat: Chat) -> None:
    assert sides(talk(chat, "premium fips level", "compared to mhsm?")) == (("premium", "managed-hsm"), ("fips",))
    found = sides(talk(chat, "what is cloud hsm", "vs payment hsm"))
    assert found is not None
    assert found[0] == ("cloud-hsm", "payment-hsm")
    assert sides(talk(chat, "standard vs premium on price", "versus mhsm")) == (
        ("standard", "premium", "managed-hsm"),
        ("price",),
    )
    assert sides(talk(chat, "premium vs mhsm on fips", "soft delete vs purge protection")) is None


def test_what_is_named_after_a_comparison_joins_it(chat: Chat) -> None:
    price = ("is premium cheaper than managed hsm", "and standard?")
    assert sides(talk(chat, *price)) == (("premium", "managed-hsm", "standard"), ("price",))
    assert sides(talk(chat, *price, "and on fips?")) == (("premium", "managed-hsm", "standard"), ("fips",))
    assert sides(talk(chat, *price, "and cloud hsm?")) == (("premium", "managed-hsm", "cloud-hsm"), ("price",))
    assert sides(talk(chat, *price, "what is byok")) is None


# --- advice ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["which one should I use?", "help me choose", "vault or hsm?", "Premium or mhsm"])
def test_a_bare_call_for_advice_opens_the_dialogue(chat: Chat, text: str) -> None:
    for reply in (chat.reply(text), talk(chat, "premium fips?", text)):
        assert isinstance(reply.answer, Advised)
        assert reply.answer.step == chat.advise("")


@pytest.mark.parametrize("text", ["advice", "hsm or vault", "premium or mhsm?", "standard or mhsm"])
def test_an_entry_on_something_else_does_not_keep_the_dialogue_shut(chat: Chat, text: str) -> None:
    assert isinstance(chat.reply(text).answer, Advised)


def at(reply: Reply) -> str:
    assert isinstance(reply.answer, Advised)
    return reply.answer.step.path


def test_the_dialogue_goes_on_with_a_number_or_the_first_words_of_a_choice(chat: Chat) -> None:
    assert at(talk(chat, "help me choose", "2", "2.", "No", "YES!", "no")) == "22222"
    assert at(talk(chat, "help me choose", "keys only", "in software")) == "21"
    assert at(talk(chat, "help me choose", "2", "thanks", "3")) == "23"
    assert at(chat.reply("4", Turn("help me choose"))) == "4"


def test_after_the_dialogue_the_recommendation_is_leant_on(chat: Chat) -> None:
    assert entry(talk(chat, "help me choose", "4", "source?")) == "payment-hsm-what"
    assert entry(talk(chat, "help me choose", "2", "1", "and its fips level?")) == "fips-standard"
    assert said(talk(chat, "help me choose", "2", "1", "yes")) is not None


@pytest.mark.parametrize("text", ["9", "0", "in", "yes", "", "🔑", "what does managed hsm cost?"])
def test_what_takes_no_single_choice_is_answered_as_ever(chat: Chat, text: str) -> None:
    assert chat.reply(text, chat.reply("help me choose").turn).answer == chat.reply(text).answer


def test_a_number_without_the_dialogue_is_no_choice(chat: Chat) -> None:
    assert not isinstance(talk(chat, "what is byok", "2").answer, Advised)
    assert not isinstance(talk(chat, "help me choose", "2", "what is byok", "2").answer, Advised)


def test_the_dialogue_is_offered_beside_answers_on_choosing(chat: Chat) -> None:
    reply = chat.reply("when is managed hsm the right choice")
    assert isinstance(reply.answer, Answered)
    assert (reply.answer.entry.id, reply.answer.advises) == ("choose-mhsm", True)
    other = chat.reply("premium fips?")
    assert isinstance(other.answer, Answered)
    assert not other.answer.advises


# --- packs, hostile input -------------------------------------------------------------------------------------------


def test_knowledge_without_these_files_is_just_asked(chat_on: ChatOn) -> None:
    chat = chat_on()
    assert entry(chat.reply("when is tea")) == "tea"
    assert isinstance(chat.reply("thanks").answer, Unknown)
    assert isinstance(chat.reply("which one should i use").answer, Unknown | Offered)
    assert sides(chat.reply("tea vs milk")) is None
    assert (chat.subjects, chat.aspects) == ((), ())


def test_all_faults_of_the_three_files_are_told_at_once(chat_on: ChatOn) -> None:
    with pytest.raises(ContentError) as caught:
        chat_on(small_talk="sayings: 5\n", comparison="aspects: []\n", advice="colour: red\n")
    assert {fault.file for fault in caught.value.faults} == {"small_talk.yaml", "comparison.yaml", "advice.yaml"}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_gets_an_orderly_reply(chat: Chat, name: str) -> None:
    for before in (None, Turn(HOSTILE[name]), Turn("premium vs mhsm", "no-such-entry")):
        reply = chat.reply(HOSTILE[name], before)
        assert 0 <= reply.confidence <= 1


def test_the_same_conversation_goes_the_same_way_with_another_chat(chat: Chat, shipped: Knowledge) -> None:
    other = Chat(shipped, Matcher(shipped))
    for questions in (("premium fips?", "and mhsm", "why"), ("standard vs mhsm", "and premium"), ("vault or hsm?",)):
        assert talk(other, *questions) == talk(chat, *questions)
