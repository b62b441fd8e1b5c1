"""Seventy stories, and two hundred questions whose answers among them are known."""

from articles.tests.search.known_civic_stories import CIVIC_STORIES
from articles.tests.search.known_country_stories import COUNTRY_STORIES
from articles.tests.search.known_life_stories import LIFE_STORIES
from articles.tests.search.known_questions import OTHER_QUESTIONS
from articles.tests.search.known_records import Question, Story
from articles.tests.search.known_spellings import SPELLINGS

STORIES: list[Story] = [*CIVIC_STORIES, *COUNTRY_STORIES, *LIFE_STORIES]
QUESTIONS: list[Question] = [*SPELLINGS, *OTHER_QUESTIONS]
