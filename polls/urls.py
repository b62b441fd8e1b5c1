from django.urls import path

from polls.pages import views

app_name = "polls"

# Under /polls/
urlpatterns = [
    path("", views.archive, name="archive"),
    path("<slug:slug>-<int:pk>/", views.poll, name="poll"),
    # By number alone: what a browser remembers hangs on the path, and an editor may correct a slug.
    path("<int:pk>/vote/", views.vote, name="vote"),
    path("<int:pk>/voted/", views.voted, name="voted"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    # As pages that somebody keeps still have them.
    path("<slug:slug>-<int:pk>/vote/", views.vote, name="vote"),
    path("<slug:slug>-<int:pk>/voted/", views.voted, name="voted"),
    path("<slug:slug>-<int:pk>/change/", views.change, name="change"),
    path("<slug:slug>-<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<slug:slug>-<int:pk>/embed/", views.embed, name="embed"),
    path("<slug:slug>-<int:pk>.json", views.poll_json, name="json"),
]
