from django.urls import path

from polls.pages import views

app_name = "polls"

# Under /polls/
urlpatterns = [
    path("", views.archive, name="archive"),
    path("<slug:slug>-<int:pk>/", views.poll, name="poll"),
    path("<slug:slug>-<int:pk>/vote/", views.vote, name="vote"),
    path("<slug:slug>-<int:pk>/voted/", views.voted, name="voted"),
    path("<slug:slug>-<int:pk>/change/", views.change, name="change"),
    path("<slug:slug>-<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<slug:slug>-<int:pk>/embed/", views.embed, name="embed"),
    path("<slug:slug>-<int:pk>.json", views.poll_json, name="json"),
]
