"""The form of a story as a browser sends it, for tests of what the desk makes of it."""


def story_form(article, **typed) -> dict:
    """What the form of a saved story with one byline holds, but for what was typed in these fields."""
    byline = article.bylines.get()
    return {
        "headline": article.headline,
        "slug": article.slug,
        "body": article.body,
        "label": article.label,
        "sensitivity": article.sensitivity,
        "section": article.section_id,
        "bylines-TOTAL_FORMS": 1,
        "bylines-INITIAL_FORMS": 1,
        "bylines-0-id": byline.pk,
        "bylines-0-article": article.pk,
        "bylines-0-author": byline.author_id,
        "bylines-0-role": "words",
        "bylines-0-position": 0,
    } | typed
