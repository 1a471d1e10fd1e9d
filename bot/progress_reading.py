"""What a learner's picture of progress is drawn from."""

from __future__ import annotations

from quizzes.learning.sections import section_progress, sections_by_question
from quizzes.learning.weeks import weeks_by_topic
from quizzes.standing.history import History

from .progress_picture import Progress
from .tutor import Tutor


def progress_of(tutor: Tutor, history: History) -> Progress:
    """Return what there is to draw of a learner's first tries."""
    sections = tutor.knowledge.sections
    return Progress(
        tries=len(history.tries),
        right=sum(one.right for one in history.tries),
        topics=weeks_by_topic(history, tutor.bank),
        sections=section_progress(history.tries, sections, sections_by_question(tutor.bank, sections)),
        today=history.today,
    )
