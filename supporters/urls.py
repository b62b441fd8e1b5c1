from django.urls import path

from supporters.giving import views, wall
from supporters.money.webhooks import webhook
from supporters.portal import views as portal_views
from supporters.providers.sandbox_bank import views as sandbox

app_name = "supporters"

urlpatterns = [
    # support/
    path("", views.support, name="support"),
    path("newsletter/<str:token>/", views.newsletter, name="newsletter"),
    path("<uuid:public_id>/", views.pledge, name="pledge"),
    path("<uuid:public_id>/checkout/", views.checkout, name="checkout"),
    path("webhooks/<slug:provider>/", webhook, name="webhook"),
    # support/sandbox/, in a demonstration
    path("sandbox/<slug:session>/", sandbox.pay, name="sandbox_pay"),
    path("sandbox/<slug:session>/account/", sandbox.account, name="sandbox_account"),
    path("supporters/", wall.wall, name="wall"),
    path("stop/<str:token>/", portal_views.stop, name="stop"),
    path("newsletter/stop/<str:token>/", portal_views.stop_newsletter, name="stop_newsletter"),
    # support/yours/
    path("yours/", portal_views.yours, name="yours"),
    path("yours/in/<str:token>/", portal_views.sign_in, name="sign_in"),
    path("yours/out/", portal_views.sign_out, name="sign_out"),
    path("yours/year/<row:year>/", portal_views.own_year, name="own_year"),
    path("yours/receipt/<str:number>/", portal_views.resend, name="resend"),
    path("yours/pledge/<uuid:public_id>/", portal_views.change_pledge, name="change_pledge"),
    path("yours/pledge/<uuid:public_id>/name/", portal_views.hide_name, name="hide_name"),
    path("yours/newsletter/", portal_views.own_newsletter, name="own_newsletter"),
    path("yours/facts/", portal_views.own_facts, name="own_facts"),
]
