from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from koers.intake import review_views, taking_over_views, views

app_name = "intake"
urlpatterns: list[URLPattern | URLResolver] = [
    path("inlezen/", views.upload, name="upload"),
    path("inlezen/stapel/", views.rows, name="rows"),
    path("inlezen/<uuid:public_id>/", review_views.review_document, name="review"),
    path("inlezen/<uuid:public_id>/alles/", taking_over_views.accept_all, name="accept_all"),
    path("inlezen/<uuid:public_id>/bestand/", views.download, name="download"),
    path("inlezen/<uuid:public_id>/opnieuw/", views.try_again, name="try_again"),
    path("inlezen/<uuid:public_id>/verwijderen/", views.remove, name="remove"),
    path("inlezen/<uuid:public_id>/voorstel/<uuid:proposal_id>/", review_views.decide, name="decide"),
    path("inlezen/<uuid:public_id>/bron/<uuid:proposal_id>/", review_views.passage, name="passage"),
]
