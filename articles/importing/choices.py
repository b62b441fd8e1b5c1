"""What an editor decided of an import, as it may be written in a file: looked at before anything begins."""

from django.utils.translation import gettext as _

from articles.importing.source import CannotRead

AS = ("section", "topic", "drop")
TYPES_AS = ("story", "drop")
PARTS = ("draft", "public")


def check_choices(choices: object) -> None:
    """Raises CannotRead for what could not be carried out, with the name of what is wrong."""
    if not isinstance(choices, dict):
        raise CannotRead(_("The map is an object with names: terms, authors, types, home, byline, parts, fields."))
    for key, choice in _named(choices, "terms").items():
        if not isinstance(choice, dict) or choice.get("as", "topic") not in AS or not _is_name(choice.get("name", "x")):
            raise CannotRead(_("What becomes of “%(key)s” is section, topic or drop, with a name.") % {"key": key})
    for key, name in _named(choices, "authors").items():
        if not isinstance(name, str):
            raise CannotRead(_("What “%(key)s” signs as is a name.") % {"key": key})
    _check_types(_named(choices, "types"))
    for name in ("home", "byline"):
        if not _is_name(choices.get(name, "x")):
            raise CannotRead(_("“%(key)s” of the map is a name.") % {"key": name})
    if choices.get("parts", "draft") not in PARTS:
        raise CannotRead(_("“parts” of the map is draft or public."))


def _check_types(types):
    for key, choice in types.items():
        if not isinstance(choice, dict) or choice.get("as") not in TYPES_AS:
            raise CannotRead(_("What becomes of the type “%(key)s” is story or drop.") % {"key": key})


def _named(choices, name) -> dict:
    found = choices.get(name, {})
    if not isinstance(found, dict):
        raise CannotRead(_("“%(key)s” of the map is an object with names.") % {"key": name})
    return found


def _is_name(value) -> bool:
    return isinstance(value, str) and bool(value.strip())
