from __future__ import annotations

from django.urls import path

from koers.finance.exporting import views

app_name = "exporting"
urlpatterns = [path("geld/programmas/<uuid:public_id>/rekenblad/", views.download, name="money")]
