"""Every screen of a story that has an address of its own, in one table. Each view is called with the admin first."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from django.conf import settings
from django.contrib.admin import ModelAdmin
from django.http import HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_POST

from articles.admin.running import acts as running_acts
from articles.admin.running import moving as running_moving
from articles.admin.running import screen as running
from articles.admin.running import takedown as running_takedown
from articles.admin.story import (
    addresses,
    agencies,
    autosave,
    bin,
    checklist,
    choosing,
    comments,
    copy,
    draft_links,
    everybodys,
    history,
    house_style,
    maps,
    packages,
    placed_objects,
    presence,
    preview,
    publish,
    suggestions,
    takedown,
    translation,
    workflow,
)


class Route(NamedTuple):
    address: str
    name: str
    view: Callable[..., HttpResponse]
    shows_public_page: bool = False  # held to the policy that readers get; the admin's own would be set last


# Looked at first, and acted on from there.
SCREENS = [
    Route("placed/", "placed", placed_objects.placed_view),
    *(
        Route(f"choose/{kind}/", f"choose_{kind}", partial(choosing.choose_view, kind=kind))
        for kind in placed_objects.KINDS
    ),
    Route("signed-in/", "signed_in", autosave.signed_in_view),
    Route("bin/", "bin", bin.bin_view),
    Route("templates/", "templates", copy.templates_view),
    Route("together/", "together", packages.together_view),
    Route("<int:pk>/comments/", "comments", comments.comments_view),
    Route("<int:pk>/compare/", "compare", history.compare_view),
    Route("<int:pk>/suggestions/", "suggestions", suggestions.suggestions_view),
    Route("<int:pk>/suggestions/all/", "everybodys", everybodys.everybodys_view),
    Route("<int:pk>/suggest/", "suggest", suggestions.suggest_view),
    Route("<int:pk>/without/", "without", publish.without_view),
    Route("<int:pk>/since/", "since", history.since_view),
    Route("<int:pk>/drafts/", "drafts", draft_links.drafts_view),
    Route("<int:pk>/translation/", "translation", translation.translation_view),
    Route("<int:pk>/withdraw/", "withdraw", publish.withdraw_view),
    Route("<int:pk>/take-down/", "take_down", takedown.take_down_view),
    Route("<int:pk>/agencies/", "agencies", agencies.agencies_view),
    Route("<int:pk>/running/", "running", running.running_view),
    Route("<int:pk>/running/<int:entry_id>/take-down/", "take_down_entry", running_takedown.take_down_entry_view),
    Route("<int:pk>/take-in/", "take_in", running_moving.take_in_view),
    Route("<int:pk>/running/entries/", "running_entries", running.entries_view),
]
# Only ever posted to: by a button, or by a script of the form.
ACTS = [
    Route("address/", "address", addresses.address_view),
    Route("map/", "map", maps.map_view),
    Route("add/autosave/", "add_autosave", autosave.autosave_view),
    Route("<int:pk>/autosave/", "autosave", autosave.autosave_view),
    Route("discard/", "discard", autosave.discard_view),
    Route("<int:pk>/present/", "present", presence.present_view),
    Route("<int:pk>/take-over/", "take_over", presence.take_over_view),
    Route("bin/<int:pk>/bring-back/", "bring_back", bin.bring_back_view),
    Route("bin/<int:pk>/destroy/", "destroy", bin.destroy_view),
    Route("<int:pk>/copy/", "copy", copy.copy_view),
    Route("<int:pk>/template/", "template", copy.template_view),
    Route("<int:pk>/move/", "move", workflow.move_view),
    Route("<int:pk>/assign/", "assign", workflow.assign_view),
    Route("add/preview/", "add_preview", preview.preview_view, shows_public_page=True),
    Route("<int:pk>/preview/", "preview", preview.preview_view, shows_public_page=True),
    Route("<int:pk>/house-style/", "answer_rule", house_style.answer_view),
    Route("<int:pk>/checklist/", "checklist", checklist.checklist_view),
    Route("<int:pk>/running/begin/", "begin_running", running_acts.begin_view),
    Route("<int:pk>/running/end/", "end_running", running_acts.end_view),
    Route("<int:pk>/running/order/", "order_running", running_acts.order_view),
    Route("<int:pk>/running/<int:entry_id>/publish/", "publish_entry", running_acts.publish_view),
    Route("<int:pk>/running/<int:entry_id>/call-off/", "call_off_entry", running_acts.call_off_view),
    Route("<int:pk>/running/<int:entry_id>/give-back/", "give_back_entry", running_acts.give_back_view),
    Route("<int:pk>/running/<int:entry_id>/take-down/lift/", "lift_entry", running_takedown.lift_entry_view),
    Route("<int:pk>/running/<int:entry_id>/break-out/", "break_out_entry", running_moving.break_out_view),
    Route("<int:pk>/running/<int:entry_id>/withdraw/", "withdraw_entry", running_acts.withdraw_entry_view),
    Route("<int:pk>/drafts/<int:link_id>/revoke/", "revoke_draft", draft_links.revoke_draft_view),
    Route("<int:pk>/take-down/lift/", "lift", takedown.lift_view),
    Route("<int:pk>/agencies/<int:use_id>/answer/", "answer_agency", agencies.answer_view),
    Route("<int:pk>/agencies/<int:use_id>/cut/", "cut_agency", agencies.cut_view),
    *(
        Route(f"<int:pk>/{act.replace('_', '-')}/", act, partial(publish.act_view, act=act))
        for act, entry in publish.ACTS.items()
        if entry.run
    ),
]


def urls_of(admin: ModelAdmin) -> list[URLPattern]:
    screens = [_url(admin, route, partial(route.view, admin)) for route in SCREENS]
    return [*screens, *(_url(admin, route, require_POST(partial(route.view, admin))) for route in ACTS)]


def _url(admin, route, view):
    view = admin.admin_site.admin_view(view)
    if route.shows_public_page:
        view = csp_override(settings.PUBLIC_CSP)(view)
    return path(route.address, view, name=f"articles_article_{route.name}")
