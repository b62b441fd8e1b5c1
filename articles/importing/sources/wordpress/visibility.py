"""Whether strangers could read a post. What is not certain is no."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from articles.importing.items import Visibility
from articles.importing.sources.wordpress.types import STORIES

# What hides a post, or a part of it, from strangers. Nobody can tell from outside how far, so all of it is a draft.
# A plugin's own name is enough; a word of English is a gate where it has an end, and else a remark in brackets.
GATES = re.compile(
    r"wp:(?:jetpack/paywall|premium-content/|memberful/|memberpress/|pmpro/)"
    r"|\[(?:rcp_|wpmem_logged_in|pmpro|mepr[-_]|wcm_restrict|s2if|s2member|ihc-hide|um_loggedin|groups_member"
    r"|leaky_paywall|wlm_|passster|ppwp|content_protector|armif|arm_restrict|swpm_protected)"
    r"|\[/(?:restrict|private|premium|members?(?:hip)?)(?:[ _-][^\]]*|\w*)\]"
    r"|\[/(?:(?:subscribers?|users?)[-_]?only|(?:is_?|user_?)?logged_?in|subscribers?"
    r"|paywall|protect(?:ed)?|password|hidden|hide|access)\]",
    re.IGNORECASE,
)
GATE_METAS = {
    "_jetpack_newsletter_access",
    "_members_access_role",
    "rcp_access_level",
    "rcp_user_level",
    "rcp_subscription_level",
    "_is_paid",
}
OPEN = {"", "0", "all", "everybody", "none"}  # what some plugins write beside posts that they do not hide
NOT_PUBLIC = {
    "draft": "",
    "auto-draft": "",
    "inherit": "",
    "pending": _lazy("It waited for a review."),
    "private": _lazy("It was private."),
    "future": _lazy("It was scheduled."),
}


def visibility_of(post: dict) -> tuple[Visibility, str]:
    """By status, and by password, which an export says beside the status "publish"."""
    status = post.get("status", "")
    if status == "trash":
        return Visibility.LEFT_OUT, _("It lay in the bin.")
    if status != "publish":
        unknown = _("Its status “%(status)s” is not known here.") % {"status": status}
        return Visibility.DRAFT, str(NOT_PUBLIC.get(status, unknown))
    if post.get("post_password"):
        return Visibility.DRAFT, _("A password was asked for it.")
    said = {value.strip().lower() for name in GATE_METAS for value in post.get("meta", {}).get(name, [])}
    if said - OPEN or GATES.search(post.get("content", "")):
        return Visibility.DRAFT, _("Some of it was for members alone.")
    if post.get("post_type", "post") not in STORIES and "post_type=" in post.get("link", ""):
        return Visibility.DRAFT, _("It had no address of its own: perhaps no reader ever saw it.")
    return Visibility.PUBLIC, ""
