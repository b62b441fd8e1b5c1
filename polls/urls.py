from django.urls import path

from polls import views

app_name = "polls"

# Under /polls/
urlpatterns = [
    path("", views.archive, name="archive"),
    path("<slug:slug>-<int:pk>/", views.poll, name="poll"),
    path("<slug:slug>-<int:pk>/vote/", views.vote, name="vote"),
    path("<slug:slug>-<int:pk>/voted/", views.voted, name="voted"),
]
