"""Facts: checked statements with their sources, the ground under every answer and question."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from .content_files import Identified

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True, strict=True)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$", max_length=64, strict=True)]
Verdict = Literal["agrees", "outdated", "wrong", "unsupported", "docs-only"]

DISAGREEING: frozenset[Verdict] = frozenset({"outdated", "wrong", "unsupported"})


class Source(BaseModel):
    """Where a statement stands: a documentation page (`url`, `dated`) or a section of the exam chapter (`section`).

    Attributes:
        title: title of the page or of the chapter.
        url: address of the page; None for the chapter.
        dated: date printed on the page when it was read; None where it carries none.
        section: heading within the chapter; None for a page.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Text
    url: Annotated[str, StringConstraints(pattern=r"^https://\S+$")] | None = None
    dated: dt.date | None = None
    section: Text | None = None


class Fact(Identified):
    """One checked statement.

    Attributes:
        id: stable name, unique over all topics.
        topic: the file it stands in.
        subjects: the services it is about.
        ask: the question that it answers.
        exam: what the exam chapter teaches; None where the chapter is silent.
        docs: what Microsoft's documentation says; None where nothing was found.
        verdict: how the two compare.
        note: advice for a learner; None if there is nothing to add.
        values: figures for machines.
        sources: pages and chapter sections.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Identifier
    topic: Identifier
    subjects: tuple[Identifier, ...] = Field(min_length=1)
    ask: Text
    exam: Text | None
    docs: Text | None
    verdict: Verdict
    note: Text | None
    values: dict[str, Any] = Field(default={})
    sources: tuple[Source, ...] = Field(min_length=1)

    @property
    def disagrees(self) -> bool:
        """Whether exam material and today's documentation differ, so that both have to be shown."""
        return self.verdict in DISAGREEING

    @property
    def pages(self) -> tuple[Source, ...]:
        """The documentation pages among the sources."""
        return tuple(source for source in self.sources if source.url)
