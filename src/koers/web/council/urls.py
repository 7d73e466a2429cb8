from __future__ import annotations

from django.urls import path

from koers.web.council import views

urlpatterns = [
    path("raad/", views.sent, name="sent"),
    path("raad/<uuid:public_id>/", views.sent_item, name="sent_item"),
    path("besluiten/vragen/", views.asked, name="asked"),
    path("besluiten/vragen/<uuid:public_id>/", views.record, name="record_act"),
]
