"""Cards of a mock exam: a question, what is left before it is handed in, the report, and a question explained."""

from __future__ import annotations

from discord import ButtonStyle, ui

from bot.discord_ui.custom_ids import (
    EXAM_ANSWER,
    EXAM_EXPLAINED,
    EXAM_FORM,
    EXAM_OVERVIEW,
    EXAM_PAGE,
    EXAM_REPORT,
    HAND_IN,
)
from knowledge.entries import Entry
from quizzes.learning.exam_views import ExamOverview, ExamPage, ExamReport
from quizzes.listing import listed
from quizzes.views import QuestionCard, Reveal

from .layout import GAP, RULE, Button, button, counted, layout, plain, relative
from .rounds import CLOCKS, HOW, open_options, reveal_card

RESUMED = "Your exam goes on."
LEAVING = "Nothing is revealed before the end. You can leave at any time: `/exam` goes on where you were."
MOST_NUMBERS = 10  # of questions that are listed one by one


def exam_page_card(page: ExamPage) -> ui.LayoutView:
    """Return a question of an exam that goes on."""
    card = page.card
    state = [
        f"Ends {relative(page.ends_at)}",
        f"{page.answered} of {card.round.length} answered",
        CLOCKS.get(card.clock),
        HOW[card.answering],
    ]
    options = open_options(card)
    return layout(
        f"-# {RESUMED}" if page.resumed else None,
        f"### Mock exam · question {card.number} of {card.round.length}",
        f"-# {' · '.join(text for text in state if text)}",
        plain(card.stem),
        GAP if options else None,
        options,
        f"Your answer: **{plain(page.given)}**. You can change it until the end." if page.given else None,
        f"-# {LEAVING}" if card.number == 1 or page.resumed else None,
        rows=[_answer_buttons(card), _turning(card)],
    )


def exam_overview_card(overview: ExamOverview) -> ui.LayoutView:
    """Return what is still to be answered, with the button that ends the exam."""
    missing, view = overview.unanswered, overview.round
    back = missing[0] if missing else view.length
    label = f"To question {back}" if missing else "Back to the questions"
    return layout(
        "### Hand in the exam?",
        f"Still unanswered: {_numbers(missing)}." if missing else f"All {view.length} questions are answered.",
        f"-# Ends {relative(overview.ends_at)}. After that, or once you hand it in, nothing can be changed.",
        rows=[[button("Hand in", HAND_IN(view.id), ButtonStyle.primary), button(label, EXAM_PAGE(view.id, back))]],
    )


def exam_report_card(report: ExamReport) -> ui.LayoutView:
    """Return the report of an exam that is over."""
    view = report.round
    ending = "The time was up. What you had answered counts." if view.state == "settled" else None
    left_out = view.length - report.answered
    topics = [f"{plain(part.topic.name)}: {part.right} of {part.asked}" for part in report.topics]
    rows = [[button("Go through the questions", EXAM_EXPLAINED(view.id, 1), ButtonStyle.primary)]]
    if report.wrong:
        rows[0].insert(0, button("The first one missed", EXAM_EXPLAINED(view.id, report.wrong[0])))
        if report.wrong[0] == 1:
            rows[0] = rows[0][1:]
    return layout(
        f"### {report.right} of {view.length} right ({report.right / view.length:.0%})",
        "-# Mock exam" + (f" · {left_out} not answered" if left_out else ""),
        ending,
        RULE,
        "\n".join(["By topic:", *topics]),
        f"To look at again: {_numbers(report.wrong)}." if report.wrong else "Nothing to look at again.",
        rows=rows,
    )


def explained_card(reveal: Reveal, entry: Entry | None) -> ui.LayoutView:
    """Return a question of an exam that is over, with its solution."""
    view, number = reveal.card.round, reveal.card.number
    onward = [button("Previous", EXAM_EXPLAINED(view.id, number - 1))] if number > 1 else []
    if not reveal.last:
        onward.append(button("Next", EXAM_EXPLAINED(view.id, number + 1), ButtonStyle.primary))
    onward.append(button("Report", EXAM_REPORT(view.id)))
    return reveal_card(reveal, entry, onward=onward, note=None if reveal.own else "You did not answer this one.")


def _answer_buttons(card: QuestionCard) -> list[Button]:
    if card.answering != "button":
        return [button("Answer", EXAM_FORM(card.round.id, card.number), ButtonStyle.primary)]
    return [
        button(option.letter, EXAM_ANSWER(card.round.id, card.number, position), ButtonStyle.primary)
        for position, option in enumerate(card.options)
    ]


def _turning(card: QuestionCard) -> list[Button]:
    view, number = card.round, card.number
    turning = [button("Previous", EXAM_PAGE(view.id, number - 1))] if number > 1 else []
    if number < view.length:
        turning.append(button("Next", EXAM_PAGE(view.id, number + 1)))
    return [*turning, button("Hand in", EXAM_OVERVIEW(view.id))]


def _numbers(numbers: tuple[int, ...]) -> str:
    if len(numbers) > MOST_NUMBERS:
        return counted(len(numbers), "question")
    return f"question{'' if len(numbers) == 1 else 's'} {listed([str(number) for number in numbers])}"
