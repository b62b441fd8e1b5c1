from django.urls import path

from supporters import views

app_name = "supporters"

urlpatterns = [
    # support/
    path("", views.support, name="support"),
    path("newsletter/<str:token>/", views.newsletter, name="newsletter"),
    path("<uuid:public_id>/", views.pledge, name="pledge"),
]
