"""What services post of a letter, in the shape that each documents, and how each proves that it is the service.

Written by hand from their documentation; nothing of it was recorded from a service.
"""

import base64
import hashlib
import hmac
import json

SECRET = "newsroom:a-word-that-nobody-guesses"
SIGNING_KEY = "key-of-the-tests"
BASIC = {"HTTP_AUTHORIZATION": f"Basic {base64.b64encode(SECRET.encode()).decode()}"}
SETTINGS = {
    "amazon_ses": {"AMAZON_SES_CLIENT_PARAMS": {"region_name": "eu-west-2"}},
    "brevo": {"BREVO_API_KEY": "b"},
    "mailgun": {"MAILGUN_API_KEY": "m", "MAILGUN_WEBHOOK_SIGNING_KEY": SIGNING_KEY},
    "postmark": {"POSTMARK_SERVER_TOKEN": "p"},
}


def mailgun(kind, to, mark, number=1, words=""):
    """https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/webhook-payloads"""
    names = {"hard": "failed", "soft": "failed", "blocked": "failed", "complaint": "complained"}
    data = {
        "event": names.get(kind, kind),
        "id": f"event-{number}",
        "timestamp": 1795986000.5,
        "recipient": to,
        "message": {"headers": {"to": to, "message-id": f"2026.{number}@mg.courier.example", "subject": "Morning"}},
        "user-variables": {"letter": mark} if mark else {},
        "tags": [],
    }
    said = {
        "hard": "550 5.1.1 no such user",
        "soft": "552 5.2.2 mailbox full",
        "blocked": "550 5.7.1 blocked by policy",
    }
    if data["event"] == "failed":
        data |= {"severity": "permanent", "reason": "bounce", "log-level": "error"}
        data["delivery-status"] = {"code": 550, "message": words or said[kind], "attempt-no": 1, "description": ""}
    if kind == "put off":
        data |= {"event": "failed", "severity": "temporary", "delivery-status": {"code": 421, "message": "421 later"}}
    token, timestamp = f"token-{number}", "1795986001"
    signature = hmac.new(SIGNING_KEY.encode(), f"{timestamp}{token}".encode(), hashlib.sha256).hexdigest()
    return {"signature": {"token": token, "timestamp": timestamp, "signature": signature}, "event-data": data}, {}


def postmark(kind, to, mark, number=1, words=""):
    """https://postmarkapp.com/developer/webhooks/webhooks-overview"""
    types = {"hard": "HardBounce", "soft": "SoftBounce", "blocked": "Blocked", "complaint": "SpamComplaint"}
    posted = {
        "RecordType": "SpamComplaint" if kind == "complaint" else "Bounce",
        "MessageStream": "broadcast",
        "ID": 4323372036854770000 + number,
        "Type": "Transient" if kind == "put off" else types.get(kind, ""),
        "MessageID": f"883953f4-6105-42a2-a16a-{number:012}",
        "Details": words,
        "Description": "",
        "Email": to,
        "From": "newsdesk@courier.example",
        "BouncedAt": "2026-11-29T09:00:00Z",
        "Metadata": {"letter": mark} if mark else {},
        "Inactive": kind == "hard",
    }
    if kind == "delivered":
        posted |= {"RecordType": "Delivery", "Recipient": to, "DeliveredAt": "2026-11-29T09:00:00Z"}
    if kind == "unsubscribed":
        posted |= {"RecordType": "SubscriptionChange", "Recipient": to, "SuppressSending": True}
        posted |= {"SuppressionReason": "ManualSuppression", "ChangedAt": "2026-11-29T09:00:00Z"}
    if kind == "opened":
        posted |= {"RecordType": "Open", "Recipient": to, "ReceivedAt": "2026-11-29T09:00:00Z", "UserAgent": "Mail"}
    return posted, {}


def amazon_ses(kind, to, mark, number=1, words=""):
    """https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html"""
    headers = [{"name": "From", "value": "newsdesk@courier.example"}]
    if mark:
        headers.append({"name": "X-Metadata", "value": json.dumps({"letter": mark})})
    event = {"mail": {"messageId": f"EXAMPLE{number}", "destination": [to], "headers": headers}}
    recipient = {"emailAddress": to, "action": "failed"} | ({"diagnosticCode": words} if words else {})
    bounce = {"bouncedRecipients": [recipient], "feedbackId": f"f-{number}", "timestamp": "2026-11-29T09:00:00.000Z"}
    if kind == "complaint":
        event |= {"eventType": "Complaint", "complaint": {"complainedRecipients": [{"emailAddress": to}]}}
    elif kind == "put off":
        event |= {"eventType": "DeliveryDelay", "deliveryDelay": {"delayType": "General"}}
    elif kind == "delivered":
        event |= {"eventType": "Delivery", "delivery": {"recipients": [to], "smtpResponse": "250 ok"}}
    else:
        types = {"hard": ("Permanent", "General"), "soft": ("Transient", "MailboxFull")}
        types["blocked"] = ("Permanent", "General")
        if kind == "blocked":
            recipient["diagnosticCode"] = "smtp; 550 5.7.1 message blocked"
        bounce |= dict(zip(("bounceType", "bounceSubType"), types[kind], strict=True))
        event |= {"eventType": "Bounce", "bounce": bounce}
    posted = {
        "Type": "Notification",
        "MessageId": f"sns-{number}",
        "TopicArn": "arn:aws:sns:eu-west-2:123456789012:letters",
        "Message": json.dumps(event),
        "Timestamp": "2026-11-29T09:00:01.000Z",
    }
    return posted, {"HTTP_X_AMZ_SNS_MESSAGE_TYPE": "Notification", "HTTP_X_AMZ_SNS_MESSAGE_ID": f"sns-{number}"}


def brevo(kind, to, mark, number=1, words=""):
    """https://developers.brevo.com/docs/transactional-webhooks"""
    names = {"hard": "hard_bounce", "soft": "soft_bounce", "complaint": "spam", "put off": "deferred"}
    names |= {"unsubscribed": "unsubscribe", "opened": "unique_opened"}
    posted = {
        "event": names.get(kind, kind),
        "email": to,
        "id": 26224,
        "date": "2026-11-29 09:00:00",
        "ts_epoch": 1795986000000,
        "message-id": f"<2026.{number}@smtp-relay.mailin.fr>",
        "subject": "Morning",
        "reason": words,
    }
    return posted | ({"X-Mailin-custom": json.dumps({"letter": mark})} if mark else {}), {}


POSTS = {"mailgun": mailgun, "postmark": postmark, "amazon_ses": amazon_ses, "brevo": brevo}
