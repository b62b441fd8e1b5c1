"""Who may open which address of the desk: the table that test_desk_matrix holds the desk to."""

PERSONAS = {
    "reporter": "Reporter",
    "sub_editor": "Sub-editor",
    "section_editor": "Section editor",
    "editor": "Editor",
    "legal": "Legal",
    "picture_desk": "Picture desk",
    "supporter_desk": "Supporter desk",
    "finance": "Finance",
}
STAFF = ""  # whoever works here
NOBODY = "nobody"  # only an administrator
KINDS = ("own", "own_elsewhere", "in_section", "foreign", "binned")

# Who may do what to a story: one of their own in their section, one of their own in another's, a colleague's in their
# section, and a colleague's elsewhere.
READERS = {"reporter", "sub_editor", "section_editor", "editor", "legal", "picture_desk"}
WRITERS = {"reporter", "sub_editor", "section_editor", "editor"}
SECTION = {"sub_editor", "section_editor", "editor"}
PAPER = {"sub_editor", "editor"}
PUBLISHERS = {"section_editor", "editor"}
WHO = {
    "view": (READERS, READERS, READERS, READERS),
    "change": (WRITERS, WRITERS, SECTION, PAPER),
    "publish": (PUBLISHERS, {"editor"}, PUBLISHERS, {"editor"}),
    "assign": (SECTION, PAPER, SECTION, PAPER),
    "copy": (WRITERS, WRITERS, WRITERS, WRITERS),
    "take_down": ({"legal", "editor"}, {"legal", "editor"}, {"legal", "editor"}, {"legal", "editor"}),
}
WHO_BINNED = {"bring_back": {"section_editor", "editor"}, "destroy": {"editor"}}

# The addresses of one story: what asks for it by GET, and by POST. None is an address that has no use for the method.
STORY_ROWS = {
    "change": ("view", "change"),
    "history": ("view", None),
    "compare": ("view", None),
    "revision": ("change", "change"),
    "delete": ("publish", "publish"),
    "preview": (None, "change"),
    "checklist": (None, "change"),
    "drafts": ("change", "change"),
    "translation": ("publish", "publish"),
    "revoke_draft": (None, "change"),
    "autosave": (None, "change"),
    "present": (None, "change"),
    "take_over": (None, "change"),
    "move": (None, "view"),  # each move asks for its own right: articles/tests/test_permissions.py
    "assign": (None, "view"),
    "publish": (None, "publish"),
    "schedule": (None, "publish"),
    "update_minor": (None, "publish"),
    "update_substantive": (None, "publish"),
    "cancel_schedule": (None, "publish"),
    "keep_on_site": (None, "publish"),
    "publish_with_polls": (None, "publish"),
    "withdraw": ("publish", "publish"),
    "copy": (None, "copy"),
    "template": (None, "assign"),
    "take_down": ("take_down", "take_down"),
    "lift": (None, "take_down"),
    "agencies": ("view", None),
    "answer_agency": (None, "change"),
    "cut_agency": (None, "publish"),
    "bring_back": (None, "bring_back"),
    "destroy": (None, "destroy"),
}
# All other addresses that Django does not make for each model: the permissions that open them.
ROWS = {
    "index": STAFF,
    "password_change": STAFF,
    "password_change_done": STAFF,
    "jsi18n": STAFF,
    "own_sessions": STAFF,
    "sign_in_with_passkey": STAFF,
    "second_step": STAFF,
    "factors": STAFF,  # one's own
    "add_app": STAFF,
    "add_passkey": STAFF,
    "recovery_codes": STAFF,
    "factor": NOBODY,  # whose it is: test_factors.py
    "remove_factors": NOBODY,
    "status": "django_tasks_database.view_dbtaskresult",
    "articles_article_placed": "articles.view_article",
    "articles_picture_many": "articles.add_picture",
    "articles_picture_kept": "articles.add_picture",
    "articles_picture_words": "articles.change_picture",
    "articles_article_templates": "articles.add_article articles.view_article",
    "articles_article_bin": "articles.delete_article",
    "articles_article_add_preview": "articles.add_article",
    "articles_article_add_autosave": "articles.add_article",
    "articles_article_discard": STAFF,  # one's own unsaved words
    "articles_article_signed_in": STAFF,
    "articles_article_together": "articles.publish_article articles.change_article",
    "articles_front_preview": "articles.arrange_front",
    "articles_front_section": "articles.arrange_front",
    "articles_front_section_preview": "articles.arrange_front",
    "articles_front_earlier": "articles.arrange_front",
    "articles_front_undo": "articles.arrange_front",
    "articles_breakingbar_end": "articles.arrange_front",
    "articles_importrun_begin": "articles.run_importrun",
    "articles_importrun_act": "articles.run_importrun",
    "articles_partner_token": "articles.change_partner",
    "articles_partner_secrets": "articles.change_partner",
    "articles_deskletter_again": "articles.resend_deskletter",
    "articles_wireitem_draft": "articles.view_wireitem articles.add_article",
    "articles_wireitem_release": "articles.release_wireitem",
    "supporters_payment_export": "supporters.export_supporters supporters.view_payment",
    "supporters_supporter_export": "supporters.export_supporters supporters.view_supporter",
    "supporters_pledge_export": "supporters.export_supporters supporters.view_pledge",
    "supporters_pledge_find": "supporters.record_payment",
    "supporters_pledge_record_payment": "supporters.record_payment",
    "supporters_pledge_sync": "supporters.record_payment",
    "supporters_pledge_replay": "supporters.record_payment",
    "supporters_payment_refund": "supporters.add_refund",
    "articles_plannedstory_calendar": "articles.view_plannedstory",
    "articles_plannedstory_begin": "articles.change_plannedstory articles.add_article",
    "supporters_supporter_figures": "supporters.view_payment",
    "supporters_supporter_merge": "supporters.add_supportermerge",
    "supporters_supporter_crm": "supporters.export_supporters supporters.view_supporter",
    "supporters_pledge_stop": "supporters.record_payment",
    "supporters_pledge_note": "supporters.add_staffnote",
    "supporters_supporter_note": "supporters.add_staffnote",
    "supporters_brakechange_switch": "supporters.brake_cards",
    "supporters_statementline_match": "supporters.match_statementline",
    "supporters_statementline_columns": "supporters.match_statementline",
    "supporters_statementline_split": "supporters.match_statementline",
    "polls_poll_advice": "polls.view_poll",
    "polls_poll_results": "polls.view_poll",
    "polls_poll_csv": "polls.export_results",
    "polls_poll_votes": "polls.check_ballot",
    "auth_user_password_change": NOBODY,
    "auth_user_sessions": NOBODY,
    "auth_user_roles": NOBODY,
    "auth_user_link": NOBODY,
    "auth_user_leave": NOBODY,
    "newsroom_auditentry_export": NOBODY,
    "first_sections": "articles.add_section",
    "first_mail": NOBODY,
    "newsroom_page_revision": "newsroom.change_page",
}
# Of what Django makes, these ask for something else than the model's own permission.
INSTEAD = {
    ("articles_front", "*"): "articles.arrange_front",
    ("articles_front", "changelist"): "articles.arrange_front|articles.arrange_section_front",
    ("articles_breakingbar", "*"): "articles.arrange_front",
    ("articles_breakingbar", "delete"): NOBODY,
    ("articles_deskletter", "*"): "articles.resend_deskletter",
    ("articles_deskletter", "add"): NOBODY,
    ("articles_deskletter", "delete"): NOBODY,
}
# Fields that offer choices as one types, and what it takes to be offered them.
AUTOCOMPLETES = [
    ("article", "topics", {"articles.view_topic", "articles.change_topic"}),
    ("byline", "author", {"articles.view_author", "articles.change_author"}),
    ("correction", "article", {"articles.view_article"}),
    ("complaint", "article", {"articles.view_article"}),
]
POSTED = {
    "first_sections",
    "first_mail",
    "articles_plannedstory_begin",
    "supporters_pledge_sync",
    "supporters_pledge_replay",
    "articles_article_add_autosave",
    "articles_article_discard",
    "articles_deskletter_again",
    "articles_article_add_preview",
    "articles_breakingbar_end",
    "articles_partner_token",
    "articles_partner_secrets",
    "articles_front_undo",
    "articles_importrun_act",
    "articles_wireitem_draft",
    "articles_wireitem_release",
    "articles_front_preview",
    "articles_front_section_preview",
}
# The fields of a story: those on its form, those that it does not list, and those that the desk itself writes.
LISTED = {
    "headline",
    "kicker",
    "standfirst",
    "label",
    "sensitivity",
    "slug",
    "body",
    "lead_caption",
    "lead_picture_id",
    "needs_legal",
    "election",
    "active_proceedings",
    "abuse_or_suicide",
    "protected_identity",
    "embargoed_until",
    "section_id",
    "language",
}
UNLISTED = {
    "stage": "ready",
    "version": 99,
    "uuid": "00000000-0000-0000-0000-000000000000",
    "created_by": 1,
    "id": 1,
    "assigned_to": 1,
    "changed_by": 1,
    "binned_at": "2020-01-01",
    "binned_by": 1,
    "created_at": "2020-01-01",
    "changed_at": "2020-01-01",
    "withdrawn_at": "2020-01-01",
    "withdrawal_notice": "Gone.",
    "withdrawn_to": 1,
    "is_template": 1,
    "folded": "posted",
}
KEPT_BY_THE_DESK = {"version", "changed_at", "changed_by_id", "folded"}
