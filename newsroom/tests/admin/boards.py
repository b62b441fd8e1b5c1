"""Driving the board of a front by its buttons, as a browser without a script does."""

BOARD = "/admin/articles/front/"


def sent(response, **changed):
    """What a browser would send back of this page; each button adds itself."""
    board = response.context["board"]
    said = {"version": response.context["version"], "order": [card.key for card in board.cards]}
    said |= {f"band-{band.key}": band.kind for band in board.band_choices}
    for card in board.cards:
        slot = card.slot
        said |= {
            f"{card.key}-size": slot.size,
            f"{card.key}-article": slot.article_id or "",
            f"{card.key}-was": slot.article_id or "",
            f"{card.key}-kicker": slot.kicker,
            f"{card.key}-headline": slot.headline,
            f"{card.key}-picture": slot.picture_id or "",
        }
        if slot.allow_twice:
            said[f"{card.key}-allow_twice"] = "1"
    return said | {name.replace("__", "-"): value for name, value in changed.items()}


def headlines(response):
    return [card.headline for card in response.context["board"].cards]


def press(desk, response, button, value="1", path=BOARD, **changed):
    return desk.post(path, sent(response, **changed) | {button: value})
