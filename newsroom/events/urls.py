from django.urls import path

from newsroom.events import views

urlpatterns = [
    path("", views.events, name="events"),
    path("calendar.ics", views.calendar, name="events_calendar"),
]
