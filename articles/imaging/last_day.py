"""The last day of use that an agency writes into a file: as a date of its own, or in words to the editor."""

import datetime as dt
import re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
YEAR = r"(?P<year>\d{4}|\d{2})(?!\d)"
DATES = [
    re.compile(r"(?P<year>\d{4})[-:/](?P<number>\d{1,2})[-:/](?P<day>\d{1,2})"),
    re.compile(r"(?P<year>\d{4})(?P<number>\d{2})(?P<day>\d{2})\b"),
    re.compile(rf"(?P<day>\d{{1,2}})[./-](?P<number>\d{{1,2}})[./-]{YEAR}"),
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -]{MONTH},?[ -]{YEAR}", re.IGNORECASE),
    re.compile(rf"{MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {YEAR}", re.IGNORECASE),
]
USE = r"(?:re-?)?(?:us(?:e[ds]?|age|ing)|publish(?:ed)?|publication|print(?:ed)?|run|sales?|sold|reproduce[ds]?)"
NOT = r"(?:not?|never|cannot|(?:ca|do|must|may)n[’']t)"
WORDS_BETWEEN = r"(?:(?!\b(?:until|till?|before)\b)[^.;])"
# The last day is the one named; after “before” it is the day before.
NAMED = re.compile(
    rf"(?:\b{NOT}\b{WORDS_BETWEEN}{{0,30}}?\b{USE}\b{WORDS_BETWEEN}{{0,30}}? (?:after|beyond|past)"
    rf"|not after|no later than|(?:un)?till?|valid (?:to|through)|expir(?:es|y|ing|ation)(?: date)?(?: on)?|\b{USE} by"
    rf"|(?:rights|licen[cs]e)[^.;]{{0,20}}? ends?(?: on)?|(?P<before>\b{USE} (?:only )?before))[ :]+",
    re.IGNORECASE,
)
BEFORE_A_DATE = re.compile(
    r"(?:(?:the|midnight|end|close|on|of|(?:mon|tues|wednes|thurs|fri|satur|sun)day,?) )*", re.IGNORECASE
)
# “Embargoed until” and “not to be used before” name a first day.
IS_FIRST_DAY = re.compile(r"\b(?:embargo\w*|not?|hold|held|never)\b[^.;]*$", re.IGNORECASE)
DASHES = str.maketrans("‐‑‒–—", "-----")
CENTURY = 2000


def last_day_of(value: str) -> dt.date | None:
    """The day at the beginning of a field that is meant for it."""
    return _date_at(value.strip())


def last_day_in(words: str) -> dt.date | None:
    """The earliest last day that these words name, if they name one."""
    words, days = " ".join(words.translate(DASHES).split()), []
    for phrase in NAMED.finditer(words):
        is_turned = phrase["before"] or phrase[0].lower().startswith(("until", "till"))
        if is_turned and IS_FIRST_DAY.search(words[: phrase.start()]):
            continue
        day = _date_at(words[BEFORE_A_DATE.match(words, phrase.end()).end() :])
        if day:
            days.append(day - dt.timedelta(days=1) if phrase["before"] else day)
    return min(days, default=None)


def _date_at(text):
    for pattern in DATES:
        found = pattern.match(text)
        if found:
            parts = found.groupdict()
            month = int(parts["number"]) if "number" in parts else MONTHS.index(parts["month"].lower()) + 1
            try:
                return dt.date(_year(parts["year"]), month, int(parts["day"]))
            except ValueError:
                continue
    return None


def _year(digits):
    return int(digits) + (CENTURY if len(digits) == len("26") else 0)
