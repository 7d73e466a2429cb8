from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from koers.editing import form_views, history_views, removal_views, sheet_views, views

app_name = "editing"
urlpatterns: list[URLPattern | URLResolver] = [
    path("register/prullenbak/", removal_views.trash, name="trash"),
    path("register/prullenbak/<uuid:public_id>/terug/", removal_views.restore, name="restore"),
    path("register/<slug:slug>/", views.record_list, name="list"),
    path("register/<slug:slug>/blad/", sheet_views.sheets, name="sheets"),
    path("register/<slug:slug>/blad/<str:form>/", sheet_views.download, name="download"),
    path("register/<slug:slug>/blad/inlezen/<uuid:public_id>/", sheet_views.look, name="sheet"),
    path("register/<slug:slug>/nieuw/", form_views.new, name="new"),
    path("register/<slug:slug>/<uuid:public_id>/", views.record_page, name="record"),
    path("register/<slug:slug>/<uuid:public_id>/wijzigen/", form_views.change, name="change"),
    path("register/<slug:slug>/<uuid:public_id>/verwijderen/", removal_views.remove, name="remove"),
    path("register/<slug:slug>/<uuid:public_id>/geschiedenis/", history_views.changes, name="history"),
    path("register/<slug:slug>/<uuid:public_id>/stand/", history_views.as_on, name="as_on"),
]
