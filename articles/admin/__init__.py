"""The desk: stories, what they show, what they are filed under and what was put right."""

from articles.admin import articles, corrections, pictures, subjects, videos

__all__ = ["articles", "corrections", "pictures", "subjects", "videos"]
