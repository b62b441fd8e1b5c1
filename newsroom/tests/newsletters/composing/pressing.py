"""The screen of an issue, driven by its buttons, as without a script."""


def address(issue, act="change"):
    return f"/admin/newsroom/issue/{issue.pk}/{act}/"


def press(desk, page, name, value="1", **typed):
    """Send the form as it stands, with what was typed, by this button."""
    board, form = page.context["board"], page.context["form"]
    said = {"version": page.context["version"], "order": [card.key for card in board.cards], name: value}
    said |= {field.name: field.value() if field.value() is not None else "" for field in form}
    for card in board.cards:
        slot = card.slot
        said |= {f"{card.key}-kind": slot.kind, f"{card.key}-rule": card.rule}
        said |= {f"{card.key}-article": slot.article_id or "", f"{card.key}-was": slot.article_id or ""}
        said |= {f"{card.key}-poll": slot.poll_id or "", f"{card.key}-words": slot.words}
        said |= {f"{card.key}-headline": slot.headline, f"{card.key}-picture": slot.picture_id or ""}
    return desk.post(address(board.issue), said | typed, follow=True)


def step(desk, issue, name, **answer):
    page = desk.post(address(issue, "step"), {"step": name} | answer, follow=True)
    issue.refresh_from_db()
    return page
