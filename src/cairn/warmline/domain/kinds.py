"""What a call was about, what was offered, whether the caller came before, and how a crisis ended: lists, so that nothing else is kept."""

from __future__ import annotations

from enum import StrEnum


class Topic(StrEnum):
    """What the caller wanted to talk about. No diagnosis is on the list."""

    LONELY = "lonely"
    WORRIED = "worried"
    LOW = "low"
    RECOVERY = "recovery"
    GRIEF = "grief"
    PEOPLE_CLOSE = "people_close"
    HOME_AND_MONEY = "home_and_money"
    HEALTH = "health"
    SERVICES = "services"
    GOOD_NEWS = "good_news"
    NOT_SAID = "not_said"

    @property
    def label(self) -> str:
        return {
            "lonely": "Feeling alone",
            "worried": "Worry or fear",
            "low": "Feeling low",
            "recovery": "Staying in recovery, urges",
            "grief": "Grief",
            "people_close": "Family, partner, friends",
            "home_and_money": "Home, food, money, work",
            "health": "Health or medicine",
            "services": "Where to find help",
            "good_news": "Good news, checking in",
            "not_said": "Hung up or did not say",
        }[self.value]


class Offer(StrEnum):
    """What the desk gave."""

    LISTENED = "listened"
    OWN_STORY = "own_story"
    CALMING = "calming"
    WORDS_ON_RECOVERY = "words_on_recovery"
    PLACE = "place"
    CALL_BACK = "call_back"
    CRISIS_LINE = "crisis_line"
    HANDED_OFF = "handed_off"
    NOTHING = "nothing"

    @property
    def label(self) -> str:
        return {
            "listened": "Listened",
            "own_story": "Shared from my own road",
            "calming": "Breathed or grounded together",
            "words_on_recovery": "Talked about what helps in recovery",
            "place": "Named a place that helps",
            "call_back": "Said when to call again",
            "crisis_line": "Gave 988 or the local crisis line",
            "handed_off": "Handed the call on",
            "nothing": "Nothing: the call ended first",
        }[self.value]


class Came(StrEnum):
    """Whether the caller came before, by their own word. Nobody looks it up."""

    NEW = "new"
    BEFORE = "before"
    NOT_SAID = "not_said"

    @property
    def label(self) -> str:
        return {"new": "First call", "before": "Has called before", "not_said": "Did not say"}[self.value]


class Outcome(StrEnum):
    """How a crisis ended for the desk."""

    WITH_CRISIS_LINE = "with_crisis_line"
    HELP_CAME = "help_came"
    CALMER = "calmer"
    SAID_NO = "said_no"
    LINE_ENDED = "line_ended"

    @property
    def label(self) -> str:
        return {
            "with_crisis_line": "A crisis line took over",
            "help_came": "Emergency help was on the way",
            "calmer": "Calmer; the caller has a plan for now",
            "said_no": "The caller did not want to be handed on",
            "line_ended": "The line went dead",
        }[self.value]
