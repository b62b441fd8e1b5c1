"""What is written down of which table. A table that stands in neither list fails a test: whoever adds one decides.

The log must not undo a legal erasure: of what people gave us it says that a field changed, and not what stood there.
"""

from django.db import connections

from common.audit_triggers import Audited, drop, install

WORDS_FOR_SEARCH = ("folded",)
DESK = """article_topics articleplacement breakingbar byline correction edition entry entryedition entrytakedown
    front frontarrangement frontslot helpline houserule partner_sections pathredirect plannedstory resultstory
    runningstory section sectioneditor series seriespart stagemove subtitles takedown translation video"""
APPEALS = """ask askvariant banklayout brakechange campaign consentwording contributionpage presetamount
    statementlineshare"""

AUDITED = [
    # Logins, whoever changes them
    Audited("auth_user", hidden=("password",), ignored=("last_login",), always=True),
    Audited("auth_group", always=True),
    Audited("auth_group_permissions", always=True),
    Audited("auth_user_groups", always=True),
    Audited("auth_user_user_permissions", always=True),
    Audited("newsroom_rolegrant", always=True),
    Audited("newsroom_passkey", hidden=("credential_id", "credential"), ignored=("sign_count", "used_at"), always=True),
    Audited("newsroom_authenticatorapp", hidden=("sealed_secret",), ignored=("last_step", "used_at"), always=True),
    Audited("newsroom_recoverycode", hidden=("code_hash",), always=True),
    *(Audited(f"newsroom_{name}") for name in ("page", "formeraddress", "pagepicture")),
    Audited("newsroom_paper", hidden=("icon", "outline")),
    Audited("newsroom_lettertotheeditor", hidden=("name", "town", "email", "words", "fingerprint")),
    Audited("newsroom_event"),
    Audited("newsroom_shiftnote"),
    Audited("newsroom_newsletter"),
    Audited("newsroom_issue", ignored=("recipients", "accepted", "refused", "skipped")),
    Audited("newsroom_issueslot"),
    Audited("newsroom_letterkey", hidden=("sealed_secret",), always=True),
    Audited("newsroom_listimport", hidden=("content",), ignored=("lines_read",)),
    Audited("newsroom_suppression", hidden=("address_hmac",)),
    Audited("newsroom_reportedmistake", hidden=("passage", "source", "email", "fingerprint", "answer")),
    # The desk and the public record
    Audited("articles_article", ignored=WORDS_FOR_SEARCH),
    Audited("articles_author", hidden=("email",), ignored=WORDS_FOR_SEARCH),
    Audited("articles_commentthread", hidden=("quote",)),
    Audited("articles_commentreply", hidden=("words",)),
    Audited("articles_complaint", hidden=("words", "reason")),
    Audited("articles_draftlink", hidden=("token_hash", "words")),
    Audited("articles_importrun", hidden=("choices", "message"), ignored=("beat_at", "report", "step", "touched_at")),
    Audited("articles_partner", hidden=("contact", "token_hash", "token_start")),
    Audited(
        "articles_wiresource",
        hidden=("address",),  # it may hold the key of a contract
        ignored=("due_at", "looked_at", "etag", "last_modified", "failing_since", "failures", "trouble", "troubled_at"),
    ),
    Audited("articles_wireuse"),
    Audited("articles_webhook", hidden=("salt",), ignored=("failing_since",)),
    *(Audited(f"articles_{name}", ignored=WORDS_FOR_SEARCH) for name in ("document", "picture", "sound")),
    Audited("articles_topic", ignored=WORDS_FOR_SEARCH),
    Audited("articles_proposal", hidden=("base_html", "html", "apart")),
    Audited("articles_withheldname", hidden=("name",)),
    *(Audited(f"articles_{name}") for name in DESK.split()),
    # Polls, but for ballots: who voted how is nobody's to know, and removals have rows of their own
    Audited("polls_poll", ignored=WORDS_FOR_SEARCH),
    *(Audited(f"polls_{name}") for name in ("choice", "pollevent", "voidbatch")),
    # Supporters
    Audited("supporters_supporter", shown=("kind", "email_verified_at", "created_at", "erased_at", "sign_outs")),
    Audited(
        "supporters_pledge",
        hidden=("public_id", "submission_key", "provider_session", "provider_subscription", "provider_customer"),
    ),
    Audited("supporters_acquisition", hidden=("referrer",)),
    Audited("supporters_attention", hidden=("text",)),
    Audited("supporters_consentrecord", hidden=("source",)),
    Audited("supporters_dedication", hidden=("name", "notify_email")),
    Audited("supporters_dispute", hidden=("reason", "provider_ref")),
    Audited("supporters_exportlog", hidden=("filtered",)),
    Audited("supporters_payment", hidden=("note", "provider_ref")),
    Audited("supporters_pledgelog", hidden=("text",)),
    Audited("supporters_providerevent", hidden=("payload", "error", "object_ref")),
    Audited("supporters_recognition", hidden=("display_name", "message", "organisation")),
    Audited("supporters_refund", hidden=("reason", "request_key", "provider_ref")),
    Audited("supporters_staffnote", hidden=("text",)),
    Audited("supporters_statement", hidden=("name",)),
    Audited("supporters_statementline", hidden=("words", "account", "identity", "reason")),
    Audited("supporters_supportermerge", hidden=("reason",)),
    *(Audited(f"supporters_{name}") for name in APPEALS.split()),
]
# By the reason, the tables of which nothing is written down.
UNAUDITED = {
    "It is such a log itself": """newsroom_audit newsroom_issueevent django_admin_log reversion_revision
        reversion_version""",
    "What an issue of a letter said, in rows that are only added": """newsroom_issuerender newsroom_issuestory
        newsroom_issuecorrection""",
    "Words that their writer has not saved yet, and who has a story open": "articles_autosave articles_presence",
    "Made from audited rows in the same transaction": """articles_edition_topics articles_embed_editions
        articles_editionbyline articles_editionplacement articles_entryplacement articles_entryeditionplacement
        articles_authorlisting articles_topiclisting
        articles_monthchange articles_readycard articles_readypage articles_searchentry articles_searchpassage
        articles_searchword
        articles_searchslip supporters_mrrchange articles_sourcekey""",
    "What writers answer to advice, and it is counted": "articles_houseanswer",
    "What a file says, until its run is forgotten": "articles_importrow newsroom_importline",
    "What agencies send, each message in a row that is only added": """articles_wireitem articles_wireversion
        articles_wireshingle""",
    "Letters and tasks, which say themselves what became of them": """articles_deskletter newsroom_linkletter
        supporters_outboxmail newsroom_delivery newsroom_deliveryproblem newsroom_issuebatch newsroom_pushalert
        django_tasks_database_dbtaskresult""",
    "Follows from comments, which are audited": "articles_commentanchors articles_commentmention",
    "What other sites say of their things, written once, and whether those are there": "articles_embed",
    "Mail servers write it": "newsroom_bounceevent",
    "Partners’ programs write it, or what tells them of audited rows": """articles_partnertake articles_storyevent
        articles_eventsnoted articles_webhookdelivery""",
    "Readers write it, and it is counted": """articles_draftopening articles_readhour articles_readmark
        articles_readtotal articles_mostread articles_readtoday polls_ballot polls_mark polls_receipt polls_tally
        polls_networkhour polls_spentproof polls_firstclick polls_pollsecret supporters_askdaily
        newsroom_linkday newsroom_issueoutcome newsroom_pushendpoint newsroom_pushendpoint_kinds""",
    "Follows from the log of consents, which is audited": "newsroom_subscription",
    "The program's own": """auth_permission django_content_type django_session newsroom_staffsession
        supporters_heartbeat supporters_sandboxaccount""",
}


def drop_audit_triggers(*, using, plan, **kwargs) -> None:
    """Before each migration that has something to do."""
    if plan and connections[using].vendor == "sqlite":
        drop(connections[using])


def keep_audit_triggers(*, using, **kwargs) -> None:
    """After each migration: a table that was made anew has lost its triggers."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    if "newsroom_audit" in present:
        install(connection, [each for each in AUDITED if each.table in present])
