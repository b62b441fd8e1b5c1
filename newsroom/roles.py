"""Who may do what at the desk: the groups of a local paper and their permissions."""

from django.apps import apps
from django.contrib.auth.management import create_permissions

WRITE = ["view", "add", "change"]
LIFT = ["lift_embargo", "lift_protected_identity", "lift_abuse_or_suicide", "lift_election"]
EDIT = ["delete", "publish", "withdraw", "review", "assign", "suggest", *LIFT]
EVERYWHERE = "reach_every"  # without it, rights over stories end with one's own stories and sections

# role: {app.model: actions, or full codenames for verbs of our own}
ROLES = {
    "Reporter": {
        "articles.article": [*WRITE, "suggest"],  # on the stories of others; their own they change
        "articles.complaint": ["view", "add"],
        "articles.plannedstory": WRITE,
        "articles.picture": WRITE,
        "articles.document": WRITE,
        "articles.sound": WRITE,
        "articles.video": ["view"],
        "articles.topic": ["view"],
        "articles.section": ["view"],
        "articles.author": ["view"],
        "articles.wireitem": ["view"],
        "newsroom.event": WRITE,
        "polls.poll": WRITE,
    },
    "Editor": {
        "articles.article": [*WRITE, *EDIT, "pass_legal", "take_down", "destroy", EVERYWHERE],
        "articles.withheldname": [*WRITE, "delete"],
        "articles.helpline": [*WRITE, "delete"],
        "articles.houserule": [*WRITE, "delete"],
        "articles.correction": WRITE,
        "articles.complaint": WRITE,
        "articles.plannedstory": [*WRITE, "delete"],
        "articles.picture": [*WRITE, "delete", "change_live"],
        "articles.document": [*WRITE, "delete", "change_live"],
        "articles.sound": [*WRITE, "delete", "change_live"],
        "articles.video": [*WRITE, "delete"],
        "articles.topic": [*WRITE, "delete"],
        "articles.section": WRITE,
        "articles.sectioneditor": [*WRITE, "delete"],
        "articles.series": [*WRITE, "delete"],
        "articles.author": WRITE,
        "articles.front": ["arrange"],
        "articles.partner": [*WRITE, "delete"],
        "articles.deskletter": ["resend"],
        "articles.pathredirect": [*WRITE, "delete"],
        "articles.importrun": ["view", "run"],
        "articles.wireitem": ["view", "release"],
        "articles.wiresource": [*WRITE, "delete"],
        "polls.poll": [*WRITE, "delete", "open"],
        "polls": ["export_results", "check_ballot"],
        "newsroom.lettertotheeditor": ["view", "change", "delete"],
        "newsroom.newsletter": WRITE,
        "newsroom.event": [*WRITE, "delete"],
        "newsroom.issue": [*WRITE, "send"],
        "newsroom.page": [*WRITE, "delete"],
        "newsroom.paper": ["view", "change"],
    },
    "Picture desk": {
        "articles.picture": [*WRITE, "delete", "change_live"],
        "articles.document": [*WRITE, "delete", "change_live"],
        "articles.sound": [*WRITE, "delete", "change_live"],
        "articles.video": [*WRITE, "delete"],
        "articles.article": ["view"],
        "articles.author": ["view"],
        "articles.wireitem": ["view"],
    },
    "Supporter desk": {
        "supporters.supporter": WRITE,
        "supporters.pledge": ["view", "add"],
        "supporters.payment": ["view"],
        "supporters.consentrecord": ["view"],
        "supporters.outboxmail": ["view"],
        "supporters.refund": ["view"],
        "supporters.dispute": ["view"],
        "supporters.attention": ["view"],
        "supporters.providerevent": ["view"],
        "supporters.contributionpage": ["view", "change"],
        "supporters.presetamount": [*WRITE, "delete"],
        "supporters.consentwording": ["view", "add"],
        "supporters.recognition": ["view", "change"],
        "supporters.campaign": WRITE,
        "supporters.ask": WRITE,
        "supporters.askvariant": [*WRITE, "delete"],
        "supporters.supportermerge": ["view", "add"],
        "supporters.statementline": ["view", "match"],
        "supporters.brakechange": ["view"],
        "supporters.staffnote": ["view", "add"],
        "supporters": ["record_payment", "export_supporters", "brake_cards"],
        # Whoever keeps the addresses of letters publishes nothing, and whoever composes letters reads none.
        "newsroom.subscription": ["view", "export"],
        "newsroom.listimport": ["view", "add"],
        "newsroom.suppression": ["view"],
        "newsroom.bounceevent": ["view"],
    },
    # Sees what the supporter desk sees, and alone gives money back.
    "Finance": {
        "supporters.supporter": ["view"],
        "supporters.pledge": ["view"],
        "supporters.payment": ["view"],
        "supporters.refund": ["view", "add"],
        "supporters.dispute": ["view"],
        "supporters.attention": ["view"],
        "supporters.providerevent": ["view"],
        "supporters.mrrchange": ["view"],
        "supporters.outboxmail": ["view"],
        "supporters.statementline": ["view", "match"],
        "supporters.exportlog": ["view"],
        "supporters.brakechange": ["view"],
        "supporters.staffnote": ["view", "add"],
        "supporters": ["record_payment", "export_supporters", "brake_cards"],
    },
    "Sub-editor": {
        "articles.article": [*WRITE, "review", "assign", "suggest", EVERYWHERE],
        "articles.houserule": [*WRITE, "delete"],
        "articles.complaint": ["view", "add"],
        "articles.plannedstory": WRITE,
        "articles.picture": [*WRITE, "change_live"],
        "articles.document": [*WRITE, "change_live"],
        "articles.sound": [*WRITE, "change_live"],
        "articles.video": ["view"],
        "articles.topic": WRITE,
        "articles.series": WRITE,
        "articles.section": ["view"],
        "articles.author": WRITE,
        "articles.wireitem": ["view"],
        "newsroom.event": [*WRITE, "delete"],
        "newsroom.issue": WRITE,
        "polls.poll": WRITE,
    },
    "Section editor": {
        "articles.article": [*WRITE, *EDIT],
        "articles.front": ["arrange_section"],
        "articles.complaint": ["view", "add"],
        "articles.plannedstory": WRITE,
        "articles.picture": [*WRITE, "change_live"],
        "articles.document": [*WRITE, "change_live"],
        "articles.sound": [*WRITE, "change_live"],
        "articles.video": ["view"],
        "articles.topic": WRITE,
        "articles.series": WRITE,
        "articles.section": ["view"],
        "articles.author": ["view"],
        "articles.wireitem": ["view"],
        "newsroom.event": [*WRITE, "delete"],
        "polls.poll": [*WRITE, "open"],
    },
    "Legal": {
        "articles.article": ["view", "pass_legal", "take_down", "suggest"],
        "articles.withheldname": [*WRITE, "delete"],
        "articles.correction": ["view"],
        "articles.complaint": ["view"],
        "articles.picture": ["view"],
        "articles.document": ["view"],
        "articles.sound": ["view"],
        "articles.wireitem": ["view"],
        "polls.poll": ["view"],
    },
}


def codenames(grants: dict[str, list[str]]) -> set[tuple[str, str]]:
    """The grants of a role as (app, codename) pairs."""
    pairs = set()
    for subject, actions in grants.items():
        app, _, model = subject.partition(".")
        pairs |= {(app, f"{action}_{model}" if model else action) for action in actions}
    return pairs


def give_roles_their_permissions(sender, using, **kwargs) -> None:
    """Make the groups and give them what is missing; what an administrator added stays."""
    for app in ("articles", "polls", "supporters", "newsroom"):
        create_permissions(apps.get_app_config(app), using=using, verbosity=0)
    for role, grants in ROLES.items():
        group, _ = apps.get_model("auth.Group").objects.using(using).get_or_create(name=role)
        permissions = apps.get_model("auth.Permission").objects.using(using)
        for app, codename in codenames(grants):
            group.permissions.add(permissions.get(content_type__app_label=app, codename=codename))
