"""Many pictures at once: one screen to bring them in, and one form for the words of all of them."""

import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.imaging.uploads import MAX_BYTES
from articles.models import Picture
from articles.pictures.bulk_upload import Arrival, take_in
from articles.pictures.forms import PictureFirstWordsForm, PictureWordsForm, WordsForAllForm
from articles.pictures.rights import keep_to_rights
from common.can import those

MOST = 40  # files at once
MOST_WORDS = 100  # pictures in one form


class ManyPicturesDesk:
    """The part of the library for those who come back with a full card."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("many/", view(self.many_view), name="articles_picture_many"),
            path("words/", view(self.words_view), name="articles_picture_words"),
            *super().get_urls(),
        ]

    def many_view(self, request) -> HttpResponse:
        """Takes files in, one after the other, and says of each what became of it."""
        if request.method not in {"GET", "HEAD", "POST"}:
            return HttpResponseNotAllowed(["GET", "POST"])
        if not self.has_add_permission(request):
            raise PermissionDenied
        arrivals = self._take_in_all(request) if request.method == "POST" else []
        if "one_by_one" in request.POST:  # the script sends each file by itself and wants its line alone
            return render(request, "admin/articles/picture/_arrivals.html", {"arrivals": arrivals})
        new = [arrival.picture.pk for arrival in arrivals if arrival.is_new]
        context = self._page(request, _("Upload several pictures")) | {
            "arrivals": arrivals,
            "most": MOST,
            "most_bytes": MAX_BYTES,
            "is_empty": request.method == "POST" and not arrivals,
            "words_address": self._address("words", request, picture=new),
            "count_new": len(new),
        }
        return TemplateResponse(request, "admin/articles/picture/many.html", context)

    def _take_in_all(self, request):
        uploads = request.FILES.getlist("files")
        too_many = _("%(most)s files at once is the limit: upload this one with the next ones.") % {"most": MOST}
        arrivals = [take_in(upload) for upload in uploads[:MOST]]
        for arrival in arrivals:
            if arrival.is_new:
                self.log_addition(request, arrival.picture, [{"added": {}}])
        return [*arrivals, *(Arrival(upload.name, reason=too_many) for upload in uploads[MOST:])]

    def words_view(self, request) -> HttpResponse:
        """The words of several pictures in one form: all are saved, or none and nothing that was typed is lost.

        Asked `in_place`, by a dialog of a story's form, it answers with the form alone, and with nothing once saved.
        """
        if not self.has_change_permission(request):
            raise PermissionDenied
        is_in_place = "in_place" in request.GET
        data = _filled_for_all(request.POST) if request.method == "POST" else None
        form_class = PictureFirstWordsForm if is_in_place else PictureWordsForm
        # A story shows them in the order in which they came.
        pictures = _asked_for(request).reverse() if is_in_place else _asked_for(request)
        forms = [
            form_class(data, instance=picture, prefix=f"picture-{picture.pk}", label_suffix="")
            for picture in pictures[:MOST_WORDS]
        ]
        if forms and data is not None and all(form.is_valid() for form in forms):
            self._keep_words(request, [form for form in forms if form.has_changed()])
            if is_in_place:
                return HttpResponse(status=204)
            _tell_saved(request, sum(form.has_changed() for form in forms))
            return redirect(self._address("changelist", request))
        context = {
            "forms": forms,
            "for_all": WordsForAllForm(request.POST or None, prefix="all", label_suffix=""),
            "count_refused": sum(bool(form.errors) for form in forms) if data is not None else 0,
        }
        if is_in_place:
            return render(request, "admin/articles/picture/_words_in_place.html", context)
        context |= self._page(request, _("Words of several pictures"))
        return TemplateResponse(request, "admin/articles/picture/words.html", context)

    @transaction.atomic
    def _keep_words(self, request, forms):
        pictures = [form.save() for form in forms]
        for form in forms:
            self.log_change(request, form.instance, self.construct_change_message(request, form, []))
        keep_to_rights(pictures)

    def _page(self, request, title):
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "is_popup": "_popup" in request.GET,
            "library": self._address("changelist", request),
        }

    def _address(self, name, request, **query):
        """A page of the library; in the window that chooses a picture for a form, one that still does."""
        kept = {name: request.GET[name] for name in ("_popup",) if name in request.GET}
        address = reverse(f"admin:articles_picture_{name}")
        return f"{address}?{urlencode(kept | query, doseq=True)}" if kept | query else address


def _tell_saved(request, count):
    said = ngettext("The words of %(count)s picture are saved.", "The words of %(count)s pictures are saved.", count)
    messages.success(request, said % {"count": count})


def _asked_for(request):
    """Of the chosen ones, those whose words this person may write."""
    ids = [int(pk) for pk in request.GET.getlist("picture") if re.fullmatch(r"[0-9]{1,18}", pk)]
    return those(request.user, "change", Picture.objects.filter(pk__in=ids)).newest_first()


def _filled_for_all(data):
    """What is said for all stands wherever one says nothing of its own."""
    data = data.copy()
    for field in list(data):
        name = field.rpartition("-")[2]
        if field.startswith("picture-") and name in WordsForAllForm.base_fields and not data[field].strip():
            data[field] = data.get(f"all-{name}", "")
    return data
