"""What a browser sent of a story's form, put upon what the desk has by now."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict
from reversion.models import Version

from articles.editing.autosave import as_sent
from articles.editing.form_input import typed_credits, with_credits, with_values
from articles.editing.snapshots import names, snapshot_of_article, snapshot_of_revision
from articles.models import Article, Autosave

SEARCHED = 100  # saves back, for the version that this person began with
# Buttons, and the mark of a form that has shown a conflict: whoever sends one has chosen, so nothing is taken unasked.
CHOICES = {"_take", "_keep", "_over", "_met"}


@dataclass
class SubmittedStory:
    """The story's form as it is to be read. The request stays as the browser sent it."""

    data: QueryDict
    stored: Article | None = None  # the story with which the form was compared
    taken: Sequence[str] = field(default_factory=list)  # fields that only another one changed: theirs stand in `data`

    def hand_over_stored(self) -> Article | None:
        """The story that was compared, once: whoever asks after that gets it fresh."""
        stored, self.stored = self.stored, None
        return stored


def restored_story(kept: Autosave, stored: Article | None) -> SubmittedStory:
    """The form as it was kept, on the version that it was opened on: what others saved since is not undone unseen."""
    data = as_sent(kept)
    data["_restore"] = kept.key
    return SubmittedStory(with_credits(data, kept.article, typed_credits(data)), stored)


def submitted_story(
    sent: QueryDict, stored: Article | None, *, read: Callable[[QueryDict, Article], dict]
) -> SubmittedStory:
    """What was typed, put upon what is stored where that is not what this person opened.

    `read` gives the snapshot that the form makes of what was sent.
    """
    if not stored or (sent.get("version", "") in {"", str(stored.version)} and "_take" not in sent):
        return SubmittedStory(sent, stored)
    taken = [name for name in sent.getlist("_take") if name == "all" or name in names()]
    taken = names() if "all" in taken else taken
    untouched: list[str] = []
    if not CHOICES & set(sent):
        taken = untouched = _untouched(sent, stored, read)
    data = with_values(sent, stored, taken)
    return SubmittedStory(with_credits(data, stored, typed_credits(data)), stored, untouched)


def _untouched(sent, stored, read):
    """The fields that only another one changed: theirs are taken, or an old word would undo a new one."""
    theirs, begun = snapshot_of_article(stored), _begun_with(stored, sent["version"])
    if not begun:
        return []
    mine = read(sent, stored)
    return [name for name in mine if name in begun and mine[name] == begun[name] != theirs[name]]


def _begun_with(article, version):
    for saved in Version.objects.get_for_object(article).select_related("revision")[:SEARCHED]:
        if str(saved.field_dict.get("version")) == version:
            return snapshot_of_revision(saved.revision, article)
    return None
