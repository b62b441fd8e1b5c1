"""An alert by mail from a story: one page that asks, and one act."""

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article
from common.ask_page import Question, ask_page
from common.can import can, those
from common.form_fields import CleanCharField
from newsroom.newsletters.composing.approve import CannotSend
from newsroom.newsletters.models import Issue, Newsletter
from newsroom.newsletters.sending.automatic import send_alert


class AlertForm(forms.Form):
    newsletter = forms.ModelChoiceField(
        Newsletter.objects.filter(kind=Newsletter.Kind.ALERT), label=gettext_lazy("To readers of"), empty_label=None
    )
    subject = CleanCharField(label=gettext_lazy("Subject"), max_length=150)
    preheader = CleanCharField(
        label=gettext_lazy("Preheader"),
        max_length=150,
        help_text=gettext_lazy("What a mailbox shows after the subject. It must not say the same again."),
    )


def alert_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """For whoever may send letters and see the story; only what readers have can be sent."""
    if not can(request.user, "send", Issue):
        raise PermissionDenied
    article = get_object_or_404(those(request.user, "view", Article.objects.all()), pk=pk)
    edition = article.live_edition()
    words = {"subject": edition.headline, "preheader": edition.standfirst[:150]} if edition else {}
    form = AlertForm(request.POST or None, initial=words)
    if request.method == "POST" and form.is_valid():
        try:
            issue = send_alert(article=article, by=request.user, **form.cleaned_data)
        except CannotSend as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
        else:
            admin.log_addition(request, issue, _("An alert about a story."))
            messages.success(request, _("It is on its way to %(number)d readers.") % {"number": issue.recipients})
            return redirect("admin:newsroom_issue_change", issue.pk)
    said = [
        _("Readers get one mail with this story at once, and browsers one alert: “%(story)s”.")
        % {"story": article.headline},
        _("Nobody can take it back."),
    ]
    question = Question(
        title=_("Send an alert"),
        words=said if edition else [_("Readers do not have this story: publish it first.")],
        form=form if edition else None,
        button=_("Send the alert") if edition else "",
        leave=_("Not now"),
        is_danger=True,
    )
    return ask_page(admin, request, question)
