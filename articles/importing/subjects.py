"""What an archive's stories are filed under and signed by, as rows of ours: found by key or by name, else made."""

from functools import cache
from itertools import chain, count
from urllib.parse import unquote

from django.utils.text import slugify

from articles.importing.faults import FAULTS
from articles.importing.items import Kind, OldAuthor, OldSeries, OldStory, OldTerm
from articles.importing.library import Library
from articles.importing.source import Source
from articles.importing.staging import StagedMaterial, short
from articles.models import Author, Byline, PathRedirect, Section, Series, SourceKey, Topic
from articles.models.importing import ImportRow, ImportRun
from common.folding import fold
from common.old_paths import old_path
from common.reserved_slugs import reserved_slugs, taken_slugs
from common.text import clean_text

LONGEST = {Section: 60, Topic: 60, Author: 120, Series: 80}
FIELD = {Section: "section", Topic: "topic", Author: "author", Series: "series"}
UNFOLDED = (Section, Series)  # few, and compared one by one


class Subjects:
    """Asked for each story; each subject is looked up once a run."""

    def __init__(self, run: ImportRun, source: Source, material: StagedMaterial, library: Library):
        self.run, self.source, self.material, self.library = run, source, material, library
        self.section, self.topic, self.author = cache(self._section), cache(self._topic), cache(self._author)
        self._series = cache(self._series_called)
        self._story_paths = cache(self._paths_of_stories)

    def forget(self) -> None:
        """What was looked up: its rows may not be there."""
        for known in (self.section, self.topic, self.author, self._series):
            known.cache_clear()

    def filed(self, terms: tuple[str, ...], primary: str) -> tuple[Section, list[Topic]]:
        """The one section of a story (its primary, else the deepest, else the most used), and its topics.

        Other categories that became sections are dropped; a section is one home.
        """
        choices = {term: self.run.choices["terms"].get(term, {"as": "drop"}) for term in terms}
        sections = [term for term, choice in choices.items() if choice["as"] == "section"]
        best = sorted(sections, key=lambda term: (term != primary, -self._depth(term), -choices[term].get("uses", 0)))
        section = self.section(best[0]) if best else self.section("")
        topics = [self.topic(term) for term, choice in choices.items() if choice["as"] == "topic"]
        return section, list(dict.fromkeys(filter(None, topics)))

    def signed(self, story: OldStory) -> list[tuple[Author, str]]:
        """Who made it and how, in order; the paper itself where nobody is named and the source does not mean that."""
        lines = [
            (self.author(credit.author, credit.name), credit.role if credit.role in Byline.Role else Byline.Role.WORDS)
            for credit in story.credits
        ]
        named = list(dict.fromkeys((person, role) for person, role in lines if person))
        if named or story.is_unsigned:
            return named
        return [(self.author("", self.run.choices["byline"]), Byline.Role.WORDS)]

    def series(self, old: OldSeries) -> Series:
        return self._series(old.old_id, old.name, old.slug, old.standfirst)

    def _series_called(self, key, name, slug, standfirst):
        return self._named(Series, name, slug=slug, key=key, standfirst=clean_text(standfirst)[:300])

    def _section(self, term_id):
        old = self._term(term_id)
        if old is None:
            return self._named(Section, self.run.choices["home"], slug="", key="")
        name = self.run.choices["terms"][term_id]["name"]
        parent = self.run.choices["terms"].get(old.parent, {})
        inside = self.section(old.parent) if parent.get("as") == "section" else None
        inside = inside if inside is None or inside.parent_id is None else inside.parent
        facts = {"parent": inside, "position": old.position, "standfirst": clean_text(old.standfirst)[:200]}
        return self._named(Section, name, slug=old.slug, key=old.old_id, paths=old.old_paths, **facts)

    def _topic(self, term_id):
        old = self._term(term_id)
        name = self.run.choices["terms"][term_id]["name"]
        facts = {"standfirst": clean_text(old.standfirst)[:200]}
        return self._named(Topic, name, slug=old.slug, key=old.old_id, paths=old.old_paths, **facts)

    def _author(self, author_id, name):
        payload = self.material.get(Kind.AUTHOR, author_id) if author_id else None
        try:
            old = self.source.author(payload) if payload else OldAuthor(author_id, name)
        except FAULTS:  # the plan has told it
            old = OldAuthor(author_id, name)
        name = self.run.choices["authors"].get(author_id, old.name or name) if author_id else name
        if not name.strip():
            return None
        same = Author.objects.filter(email=old.email).first() if old.email else None
        facts = {"biography": old.biography[:2000], "title": clean_text(old.title)[:120], "email": old.public_email}
        facts["portrait"] = self.library.portrait(old.portrait)
        name = same.name if same else name
        return self._named(Author, name, slug=old.slug, key=author_id, paths=old.old_paths, **facts)

    def _term(self, term_id) -> OldTerm | None:
        payload = self.material.get(Kind.TERM, term_id) if term_id else None
        return self.source.term(payload) if payload else None

    def _depth(self, term_id):
        old = self._term(term_id)
        return 0 if old is None or not old.parent else 1

    def _named(self, model, name, *, slug, key, paths=(), **facts):
        """By its key where it came before, by a name that reads alike, or new. What an editor renamed stays so."""
        kept = {"site": self.run.site, "kind": FIELD[model], "old_id": short(key)}
        known = SourceKey.objects.filter(**kept).select_related(FIELD[model]).first() if key else None
        if known:
            return getattr(known, FIELD[model])
        name = " ".join(name.split())[: LONGEST[model]]
        row = _called(model, name)
        was_here = row is not None
        row = row or model.objects.create(name=name, slug=self._free_slug(model, unquote(slug) or name), **facts)
        if key:
            target = {FIELD[model]: row, "was_here": was_here}
            SourceKey.objects.create(**kept, run=self.run, source_sha="", **target)
            self._keep_paths(paths, {FIELD[model]: row})
        return row

    def _free_slug(self, model, wanted):
        """One that nothing has here. A section leaves the old address of a story to that story."""
        base = slugify(wanted)[:50] or FIELD[model]
        taken = set(model.objects.filter(slug__startswith=base).values_list("slug", flat=True))
        if model is Section:
            taken |= {*reserved_slugs(), *taken_slugs(), *self._story_paths()}
        numbered = (f"{base}-{number}" for number in count(2))
        return next(slug for slug in chain([base], numbered) if slug not in taken)

    def _paths_of_stories(self):
        """Of one part, which an address of a section would hide."""
        rows = ImportRow.objects.filter(run=self.run, kind=Kind.STORY).exclude(status=ImportRow.Status.LEFT)
        addresses = rows.exclude(facts__address=None).values_list("facts__address", flat=True)
        found = {old_path(address).strip("/") for address in addresses.iterator()}
        return {path for path in found if "/" not in path}

    def _keep_paths(self, paths, target):
        """Where the old site listed what was filed there leads to our list."""
        found = filter(None, map(old_path, paths))
        PathRedirect.objects.bulk_create(
            (PathRedirect(path=path, run=self.run, **target) for path in found), ignore_conflicts=True
        )


def _called(model, name):
    if model in UNFOLDED:
        return next((row for row in model.objects.all() if fold(row.name) == fold(name)), None)
    return model.objects.filter(folded=fold(name)).order_by("pk").first()
