"""The bare view: a story with its section, the sections, the five newest, and a short template."""

from django.http import HttpResponse
from django.template import Context, Engine
from django.urls import include, path

from articles.models import Edition, Section

PAGE = """<!doctype html><title>{{ story.headline }}</title>
<ul>{% for section in sections %}<li><a href="/{{ section.slug }}/">{{ section.name }}</a></li>{% endfor %}</ul>
<h1>{{ story.headline }}</h1><p>{{ story.section.name }}, {{ story.first_published_at|date:"j F Y, H:i" }}</p>
{{ story.body }}
<ul>{% for other in newest %}
<li>{{ other.headline }}, {{ other.first_published_at|date:"j F Y" }}</li>{% endfor %}</ul>"""
template = Engine().from_string(PAGE)


def story(request, pk) -> HttpResponse:
    found = Edition.objects.select_related("section").get(article_id=pk, ends_at=None)
    sections = list(Section.objects.all()[:12])
    newest = list(Edition.objects.defer("body").order_by("-first_published_at")[:5])
    return HttpResponse(template.render(Context({"story": found, "sections": sections, "newest": newest})))


# The door asks for the addresses of the paper before it opens.
urlpatterns = [path("bare/<int:pk>/", story), path("", include("newsroom.urls"))]
