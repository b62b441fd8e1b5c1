"""What search looks up: the folded words of each edition, and which words the archive has.

Derived from the editions, and made anew by `manage.py rebuild_search`. `articles.search` alone reads and writes them.
"""

from django.db import models

from articles.models.editions import Edition
from articles.models.running import EntryEdition


class SearchEntry(models.Model):
    """The words of one edition, folded. What looks them up hangs on the table: see migration 0039."""

    # The order of the paper: the second of first publication, then the edition. SQLite makes it the number of the row.
    key = models.BigAutoField(primary_key=True)
    edition = models.OneToOneField(Edition, models.CASCADE, related_name="search_entry")
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="+")
    headline = models.TextField()
    standfirst = models.TextField()
    people = models.TextField()  # bylines, section, topics and kicker
    body = models.TextField()
    marks = models.TextField()  # tokens that nobody can type: where a word stands, and what the story is filed under
    fold = models.PositiveSmallIntegerField()  # which folding made it

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.headline


class SearchPassage(models.Model):
    """The words of one entry of a running story, folded: its story's row is put together of such."""

    edition = models.OneToOneField(EntryEdition, models.CASCADE, primary_key=True, related_name="search_passage")
    story = models.ForeignKey("articles.Article", models.CASCADE, related_name="+")
    body = models.TextField()
    joined = models.TextField()  # forms of compounds
    fold = models.PositiveSmallIntegerField()  # which folding made it

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.body[:60]


class SearchWord(models.Model):
    """A word of the archive, folded but in its own form, for “Did you mean”."""

    word = models.CharField(max_length=40, primary_key=True)
    shown = models.CharField(max_length=60)  # as it was printed
    seen = models.PositiveSmallIntegerField()  # in how many editions: no further than three is counted

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.shown


class SearchSlip(models.Model):
    """A word that is seen often enough to be offered, whole and with a letter left out."""

    slip = models.CharField(max_length=40)
    word = models.CharField(max_length=40)
    pk = models.CompositePrimaryKey("slip", "word")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.slip}: {self.word}"
