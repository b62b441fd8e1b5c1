"""Which services can send, and what each has to be told, by the names that django-anymail gives its settings."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Service:
    name: str
    view: str  # what takes its reports, in django-anymail's module of the same name
    wanted: tuple[str, ...] = ()
    may_have: tuple[str, ...] = ()
    # Whether a letter can say that nobody is to be followed by it; elsewhere the account alone can.
    says_no_tracking: bool = True
    carries_mark: bool = True  # whether a letter can carry a mark of ours that its reports bring back


SERVICES = {
    "amazon_ses": Service(
        "Amazon SES",
        "AmazonSESTrackingWebhookView",
        ("AWS_DEFAULT_REGION",),
        ("AMAZON_SES_CONFIGURATION_SET_NAME",),
        says_no_tracking=False,
    ),
    "brevo": Service("Brevo", "BrevoTrackingWebhookView", ("BREVO_API_KEY",), says_no_tracking=False),
    "mailersend": Service(
        "MailerSend",
        "MailerSendTrackingWebhookView",
        ("MAILERSEND_API_TOKEN", "MAILERSEND_SIGNING_SECRET"),
        carries_mark=False,
    ),
    "mailgun": Service(
        "Mailgun",
        "MailgunTrackingWebhookView",
        ("MAILGUN_API_KEY", "MAILGUN_WEBHOOK_SIGNING_KEY"),
        ("MAILGUN_SENDER_DOMAIN", "MAILGUN_API_URL"),
    ),
    "mailjet": Service("Mailjet", "MailjetTrackingWebhookView", ("MAILJET_API_KEY", "MAILJET_SECRET_KEY")),
    "mailtrap": Service("Mailtrap", "MailtrapTrackingWebhookView", ("MAILTRAP_API_TOKEN",), says_no_tracking=False),
    "mandrill": Service(
        "Mandrill",
        "MandrillCombinedWebhookView",
        ("MANDRILL_API_KEY", "MANDRILL_WEBHOOK_KEY"),
        ("MANDRILL_WEBHOOK_URL",),
    ),
    "postal": Service(
        "Postal",
        "PostalTrackingWebhookView",
        ("POSTAL_API_KEY", "POSTAL_API_URL", "POSTAL_WEBHOOK_KEY"),
        says_no_tracking=False,
        carries_mark=False,
    ),
    "postmark": Service(
        "Postmark", "PostmarkTrackingWebhookView", ("POSTMARK_SERVER_TOKEN",), ("POSTMARK_MESSAGE_STREAM",)
    ),
    "resend": Service("Resend", "ResendTrackingWebhookView", ("RESEND_API_KEY",), says_no_tracking=False),
    "sparkpost": Service(
        "SparkPost",
        "SparkPostTrackingWebhookView",
        ("SPARKPOST_API_KEY",),
        ("SPARKPOST_API_URL", "SPARKPOST_SUBACCOUNT"),
    ),
    "unisender_go": Service(
        "Unisender Go", "UnisenderGoTrackingWebhookView", ("UNISENDER_GO_API_KEY", "UNISENDER_GO_API_URL")
    ),
}
