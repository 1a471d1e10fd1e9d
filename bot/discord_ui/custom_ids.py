"""The custom ids of our buttons and menus: a version, a name, and ids. Nothing else travels with them.

Messages outlive the process and its releases: when the meaning of an id changes, raise VERSION, and clicks on older
messages are answered with "this message is from an earlier version".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

VERSION = "t1"
NONE = "-"  # stands for no id at all: an id never begins so


class Names(str):
    """Several ids in one field, joined by full stops; NONE for none."""

    __slots__ = ()

    @classmethod
    def of(cls, names: Iterable[str]) -> Names:
        """Return the field that holds `names`."""
        return cls(".".join(names) or NONE)

    @property
    def parts(self) -> tuple[str, ...]:
        """The ids."""
        return () if self == NONE else tuple(self.split("."))


Field = type[int | str | Names]

_FIELDS: Mapping[Field, str] = {int: r"\d{1,19}", str: r"[a-z0-9_-]{1,64}", Names: r"[a-z0-9_.-]{1,80}"}


class CustomId:
    """The form of one kind of custom id.

    Attributes:
        name: what a click on it means.
        template: regular expression that the whole custom id matches.
    """

    def __init__(self, name: str, **fields: Field) -> None:
        self.name = name
        self._fields = fields
        parts = "".join(f":(?P<{field}>{_FIELDS[kind]})" for field, kind in fields.items())
        self.template = f"{VERSION}:{name}{parts}"

    def __call__(self, *values: int | str) -> str:
        """Return the custom id that carries `values`, in the order of the fields."""
        text = ":".join([VERSION, self.name, *map(str, values)])
        if not re.fullmatch(self.template, text):
            raise ValueError(f"{text!r} has not the form {self.template}")
        return text

    def parse(self, match: re.Match[str]) -> dict[str, int | str]:
        """Return the values of a custom id that matched the template."""
        return {field: kind(match[field]) for field, kind in self._fields.items()}


ENTRY = CustomId("entry", entry=str)
QUIZ_ME = CustomId("quizme", entry=str)
SHARE = CustomId("share", entry=str)
DETAILS = CustomId("details", entry=str)
HELPFUL = CustomId("helpful", entry=str)
UNHELPFUL = CustomId("unhelpful", entry=str)
NOT_MEANT = CustomId("notmeant", entry=str)
COMPARE = CustomId("compare", subjects=Names, aspects=Names)  # no aspects: the most telling ones
SHARE_COMPARISON = CustomId("sharecompare", subjects=Names, aspects=Names)
ASPECT = CustomId("aspect", subjects=Names)  # a menu
HELP_ME_CHOOSE = CustomId("choose")
GAPS = CustomId("gaps", page=int)
ADVISE = CustomId("advise", path=str)  # NONE and the choices so far
ANSWER = CustomId("answer", round_id=int, number=int, position=int)
DAILY_ANSWER = CustomId("daily", round_id=int, number=int, position=int)
SCHEDULES = CustomId("schedules", page=int)
REMOVE_SCHEDULE = CustomId("unschedule", schedule_id=int)
SETUP_CHANNEL = CustomId("supchannel", schedule_id=int)  # a menu, as the next two
SETUP_KIND = CustomId("supkind", schedule_id=int)
SETUP_TOPIC = CustomId("suptopic", schedule_id=int)
SETUP_NEAR = CustomId("supnear", schedule_id=int)  # a menu of zones
SETUP_ZONE = CustomId("supzone", schedule_id=int)
SETUP_TIME = CustomId("suptime", schedule_id=int)
SEND_ZONE = CustomId("sendzone", schedule_id=int)
SEND_TIME = CustomId("sendtime", schedule_id=int)
SETUP_TEST = CustomId("suptest", schedule_id=int)
SETUP_SAVE = CustomId("supsave", schedule_id=int)
SETUP_MORE = CustomId("supmore")
DELETE_TEST = CustomId("deltest")
REMIND_ME = CustomId("remindme", round_id=int)
OPEN_FORM = CustomId("form", round_id=int, number=int)
SEND_FORM = CustomId("sent", round_id=int, number=int)
JOIN = CustomId("join", round_id=int)
START_NOW = CustomId("begin", round_id=int)
MORE_TIME = CustomId("extend", round_id=int, number=int)
REVEAL_NOW = CustomId("reveal", round_id=int, number=int)
NEXT_NOW = CustomId("next", round_id=int, number=int)
STOP = CustomId("stop", round_id=int)
SHOW_MINE = CustomId("mine", round_id=int)
PRIVATE_ANSWER = CustomId("panswer", round_id=int, number=int, position=int)
AGAIN = CustomId("again", topic=str, length=int)
PLAY_ALONE = CustomId("alone", topic=str, length=int)
FIX = CustomId("fix", belief=str)
SHOW_SCORE = CustomId("showscore")
BOARD = CustomId("board", when=str, topic=str, page=int)  # topic: NONE for everything
SHOW_BOARD = CustomId("showboard", when=str, topic=str)
JOIN_BOARD = CustomId("joinboard")
NOT_NOW = CustomId("notnow")
LEAVE_BOARD = CustomId("leaveboard")
ALIAS = CustomId("alias")
SEND_ALIAS = CustomId("sentalias")
PRIVATE_NEXT = CustomId("pnext", round_id=int, number=int)
SURE = CustomId("sure", round_id=int, number=int, sure=int)  # 1 for sure, 0 for not
EXAM_PAGE = CustomId("examq", round_id=int, number=int)
EXAM_ANSWER = CustomId("exama", round_id=int, number=int, position=int)
EXAM_FORM = CustomId("examf", round_id=int, number=int)
SEND_EXAM_FORM = CustomId("exams", round_id=int, number=int)
EXAM_OVERVIEW = CustomId("examo", round_id=int)
HAND_IN = CustomId("handin", round_id=int)
EXAM_REPORT = CustomId("examr", round_id=int)
EXAM_EXPLAINED = CustomId("examx", round_id=int, number=int)
EXPORT_DATA = CustomId("exportdata")
ASK_TO_DELETE = CustomId("askdelete")
DELETE_DATA = CustomId("deletedata")
KEEP_DATA = CustomId("keepdata")
OPT_OUT = CustomId("optout")
REVIEW = CustomId("review", count=int)
SNOOZE = CustomId("snooze")
STOP_REMINDERS = CustomId("noremind")
