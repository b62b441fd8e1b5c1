"""One question for every door of the desk: the tables behind it, and that a list and a page never disagree."""

import pytest
from django.contrib import admin
from django.db import models

from articles.models import Article, BreakingBar, Picture, Stage
from common.can import EVERY_ROW, NOBODY, Right, UnknownRight, can, declare, holders_of, staff_who_can, tables, those
from common.desk_admin import AsksCan, OwnRights, PartOfRow
from newsroom.tests.desk_rows import PERSONAS
from polls.models import Poll

INLINES = [(model, inline) for model, desk in admin.site._registry.items() for inline in desk.inlines]


def test_every_model_on_the_desk_has_a_table_with_djangos_four_rights():
    shown = {*admin.site._registry, *(inline.model for _, inline in INLINES if issubclass(inline, OwnRights))}

    assert len(shown) > 30
    assert [
        model.__name__ for model in shown if not {"view", "add", "change", "delete"} <= {*tables().get(model, ())}
    ] == []


def test_every_screen_and_every_inline_of_the_desk_asks_can():
    screens = [desk for desk in admin.site._registry.values() if not isinstance(desk, AsksCan)]
    inlines = [inline for _, inline in INLINES if not issubclass(inline, (OwnRights, PartOfRow))]

    assert (screens, inlines) == ([], [])
    assert len(INLINES) > 10


def test_no_screen_answers_a_question_about_rights_beside_the_tables():
    """A row can be out of reach for what it is, which the tables say too; three screens add what only they know."""
    own = {
        f"{type(desk).__name__}.{name}"
        for desk in admin.site._registry.values()
        for base in type(desk).__mro__
        if base.__module__.partition(".")[0] in {"articles", "polls", "supporters", "newsroom"}
        for name in vars(base)
        if name in {f"has_{act}_permission" for act in ("view", "add", "change", "delete", "module")}
    }

    assert own == {"FrontAdmin.has_view_permission", "FrontAdmin.has_change_permission"}


@pytest.fixture
def stories_of_all_kinds(full_desk, make_article, make_section, section_editor, request):
    """Beside a row of each kind, stories near and far from whoever asks."""
    home, away = make_section("Sport"), make_section("Courts")
    section_editor.edits.create(section=home)

    def make(person):
        inside = make_section("Cricket", parent=home)
        for section in (home, inside, away):
            make_article(section=section)
            make_article(section=section, created_by=person)
            make_article(section=section, assigned_to=person, stage=Stage.LEGAL)
            make_article(section=section, created_by=person, binned_at="2026-01-01T00:00Z")

    return make


@pytest.mark.parametrize("role", [*PERSONAS, "administrator", "stranger"])
def test_a_list_holds_the_very_rows_whose_pages_open(request, stories_of_all_kinds, role):
    person = request.getfixturevalue(role)
    stories_of_all_kinds(person)
    apart = []
    for model, acts in tables().items():
        rows = {row.pk: row for row in model._default_manager.all()}
        for act in acts:
            one_by_one = {pk for pk, row in rows.items() if can(person, act, row)}
            listed = [*those(person, act, model._default_manager.all()).values_list("pk", flat=True)]
            if sorted(one_by_one) != sorted(listed) or (one_by_one and not can(person, act, model)):
                apart.append(f"{act} {model.__name__}: {len(one_by_one)} one by one, {len(listed)} listed")

    assert apart == []


def test_the_rows_that_were_compared_are_told_apart(stories_of_all_kinds, reporter, section_editor, editor):
    stories_of_all_kinds(reporter)
    changed = {person.username: those(person, "change", Article.objects.all()).count() for person in (reporter, editor)}

    assert 0 < changed["reporter"] < changed["editor"] < Article.objects.count()


def test_only_the_order_of_sections_is_changed_in_a_list():
    """A list's own formset writes rows whose pages nobody opened."""
    fields = {f"{model.__name__}.{name}" for model, desk in admin.site._registry.items() for name in desk.list_editable}

    assert fields == {"Section.position"}


def test_what_no_table_knows_is_a_fault_and_no_answer(editor, administrator):
    for person in (editor, administrator):
        with pytest.raises(UnknownRight):
            can(person, "juggle", Article)
        with pytest.raises(UnknownRight):
            those(person, "view", models.QuerySet(Article.bylines.rel.related_model))


def test_a_right_names_a_permission():
    """Of no permission at all, everybody holds every one."""
    with pytest.raises(TypeError):
        Right()


def test_a_model_has_one_table():
    with pytest.raises(ValueError, match="Picture"):
        declare(Picture, view=NOBODY)


def test_nobodys_right_is_not_the_administrators_either(administrator, make_poll, make_article):
    assert can(administrator, "change", make_article())
    assert not can(administrator, "delete", tables_with_nobody())
    assert not those(administrator, "delete", tables_with_nobody().objects.all()).exists()


def tables_with_nobody():
    return next(model for model, acts in tables().items() if acts.get("delete") == NOBODY)


def test_rights_that_are_joined_do_not_cancel_each_other(db, make_article):
    make_article()

    assert Article.objects.filter(EVERY_ROW | models.Q(headline="of no story")).count() == 1


def test_those_whose_turn_it_is_are_staff_and_no_administrators(administrator, editor, reporter, make_article):
    article = make_article()

    assert staff_who_can("publish", article) == [editor]
    assert {*holders_of("publish", article, include_superusers=True)} == {editor, administrator}


def test_a_seal_binds_who_may_export(editor, make_poll):
    sealed, open_to_all = make_poll(results="sealed"), make_poll("Is it windy?", results="live")

    assert [can(editor, "export", poll) for poll in (sealed, open_to_all)] == [False, True]
    assert list(those(editor, "export", Poll.objects.all())) == [open_to_all]


def test_a_bar_that_readers_have_seen_stays_as_it_was(administrator, full_desk):
    bar = BreakingBar.objects.get()

    assert [can(administrator, act, bar) for act in ("view", "change", "delete")] == [True, True, False]
