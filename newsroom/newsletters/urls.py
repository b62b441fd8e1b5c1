"""Below /letters/, after the letters to the editor."""

from django.urls import path
from django.views.decorators.http import conditional_page

from newsroom.newsletters import archive, own_views, views
from newsroom.newsletters.mail_service.views import mail_service
from newsroom.newsletters.push import views as push_views

urlpatterns = [
    path("", views.letters, name="letters"),
    path("sign-up/", views.sign_up, name="sign_up"),
    path("confirm/<str:token>/", views.confirm, name="confirm_letters"),
    path("leave/<str:token>/", own_views.leave_letter, name="leave_letter"),
    path("mine/", own_views.ask_own_page, name="ask_own_letters"),
    path("mine/<str:token>/", own_views.own_letters, name="own_letters"),
    path("move/<str:token>/", own_views.confirm_move, name="move_letters"),
    path("push/", push_views.push, name="push"),
    path("push/worker.js", push_views.push_worker, name="push_worker"),
    path("service/", mail_service, name="mail_service"),
    path("<slug:newsletter>/", views.newsletter, name="newsletter"),
    path("<slug:newsletter>/feed/", conditional_page(archive.NewsletterFeed()), name="newsletter_feed"),
    path("<slug:newsletter>/<row:number>/", archive.issue, name="issue"),
]
