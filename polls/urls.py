from django.urls import path

from polls.pages import views

app_name = "polls"

# Under /polls/
urlpatterns = [
    path("", views.archive, name="archive"),
    path("<slug:slug>-<row:pk>/", views.poll, name="poll"),
    # By number alone: what a browser remembers hangs on the path, and an editor may correct a slug.
    path("<row:pk>/vote/", views.vote, name="vote"),
    path("<row:pk>/voted/", views.voted, name="voted"),
    path("<row:pk>/change/", views.change, name="change"),
    path("<row:pk>/withdraw/", views.withdraw, name="withdraw"),
    # As pages that somebody keeps still have them.
    path("<slug:slug>-<row:pk>/vote/", views.vote, name="vote"),
    path("<slug:slug>-<row:pk>/voted/", views.voted, name="voted"),
    path("<slug:slug>-<row:pk>/change/", views.change, name="change"),
    path("<slug:slug>-<row:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<slug:slug>-<row:pk>/embed/", views.embed, name="embed"),
    path("<slug:slug>-<row:pk>.json", views.poll_json, name="json"),
]
