"""Deciding about proposals: what enters the register, what stays out, and how it is undone."""

from __future__ import annotations

import pytest

from intake.making import GOAL, PROGRAMME, Given, document_with, proposal_of, values_of
from koers.core.models import ConcurrentChange
from koers.finance.models import Allocation, Budget
from koers.intake import accepting, actions, queries
from koers.intake.models import Document, Proposal
from koers.intake.shapes import SHAPES
from koers.organisations.models import AuditEvent, Organisation, User
from koers.practices.models import Practice
from koers.programmes import actions as programmes
from koers.programmes.models import Goal, OperationsParagraph, Programme, Progress, Track
from koers.risks.models import Risk

MONEY = {"raw": "€ 500.000", "amount": "500000.00", "currency": "EUR", "approximate": False, "includes": None}
ONE_OF_EACH = {
    "goal": values_of("goal", text="een doel", target_date="2023-04-01"),
    "track": values_of("track", name="Fysiek domein", status="ended"),
    "deliverable": values_of(
        "deliverable",
        name="Perspectief",
        track="Fysiek domein",
        status="adopted",
        adoptions=[{"body": "college", "act": "vastgesteld", "date": "2022-11"}],
    ),
    "progress": values_of("progress", track="Fysiek domein", text="Het loopt."),
    "recommendation": values_of("recommendation", source_document="Organisatiescan"),
    "risk": values_of("risk", text="Te weinig tijd", measures=["Kleine stappen"]),
    "budget": values_of("budget", amount=MONEY, kind="incidental", from_year=2022),
    "allocation": values_of("allocation", amount=MONEY, kind="incidental", purposes=["opleiding"]),
    "decision": values_of("decision", text="De raad wil rapportages.", date="2022-06-30", body="raad"),
    "lesson": values_of("lesson", text="Werk in sprints", kind="success"),
    "handover": values_of("handover", text="Let op werkdruk"),
    "dependency": values_of("dependency", name="Dienstverlening"),
    "stakeholder": values_of("stakeholder", name="ondernemingsraad"),
    "value": values_of("value", name="Open"),
    "event": values_of("event", text="Start", date="2022-03"),
}


def counted(organisation: Organisation) -> int:
    return Goal.objects.of(organisation).count() + Risk.objects.of(organisation).count()


class TestAccept:
    @pytest.mark.parametrize("item_type", sorted(ONE_OF_EACH))
    def test_each_type_enters_its_room_and_leaves_it_again(
        self, item_type: str, organisation: Organisation, programme_manager: User
    ) -> None:
        document = document_with(
            organisation, programme_manager, [PROGRAMME, (item_type, ONE_OF_EACH[item_type], [])]
        )
        proposal = actions.accept(by=programme_manager, proposal=proposal_of(document, item_type))
        assert proposal.state == Proposal.State.ACCEPTED
        assert proposal.decided_by == programme_manager
        record = proposal.record
        assert record is not None
        model = type(record)
        undone = actions.undo(by=programme_manager, proposal=proposal)
        assert undone.state == Proposal.State.WAITING
        assert not model._base_manager.filter(pk=record.pk).exists()

    def test_the_types_of_the_contract_are_all_there(self) -> None:
        assert set(ONE_OF_EACH) | {"programme", "practice", "indicator", "development"} == set(SHAPES)

    def test_the_first_fact_brings_its_programme_along(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        document = document_with(organisation, programme_manager)
        actions.accept(by=programme_manager, proposal=proposal_of(document, "goal"))
        assert proposal_of(document, "programme").state == Proposal.State.ACCEPTED
        programme = Goal.objects.of(organisation).get().programme
        assert programme is not None
        assert programme.name == "Vooruit"

    def test_a_rejected_programme_is_not_brought_along(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        document = document_with(organisation, programme_manager)
        actions.reject(by=programme_manager, proposal=proposal_of(document, "programme"))
        with pytest.raises(accepting.NotAcceptable, match="Neem eerst het programma over"):
            actions.accept(by=programme_manager, proposal=proposal_of(document, "goal"))
        assert counted(organisation) == 0
        assert proposal_of(document, "goal").state == Proposal.State.WAITING

    def test_what_the_register_refuses_changes_nothing(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        document = document_with(
            organisation, programme_manager, [PROGRAMME, ("goal", values_of("goal"), [])]
        )
        with pytest.raises(accepting.NotAcceptable) as refused:
            actions.accept(by=programme_manager, proposal=proposal_of(document, "goal"))
        assert str(refused.value)
        assert not Programme.objects.of(organisation).exists(), "the programme it brought along went back too"

    def test_accepting_twice_is_accepting_once(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        document = document_with(organisation, programme_manager)
        for _ in range(2):
            actions.accept(by=programme_manager, proposal=proposal_of(document, "goal"))
        assert Goal.objects.of(organisation).count() == 1
        accepted = AuditEvent.objects.of(organisation).filter(action="proposal.accepted")
        assert accepted.count() == 2, "the goal and its programme"

    def test_a_second_report_adds_to_the_same_programme(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        for name in ("een.txt", "twee.txt"):
            document = document_with(organisation, programme_manager, name=name)
            actions.accept_all(by=programme_manager, document=document, with_warnings=True)
        assert Programme.objects.of(organisation).count() == 1
        goal = Goal.objects.of(organisation).get()
        assert len(queries.passages_of([goal])["programmes.goal", goal.pk]) == 2

    def test_undoing_one_of_two_passages_keeps_the_fact(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        first = document_with(organisation, programme_manager, name="een.txt")
        second = document_with(organisation, programme_manager, name="twee.txt")
        for document in (first, second):
            actions.accept_all(by=programme_manager, document=document, with_warnings=True)
        actions.undo(by=programme_manager, proposal=proposal_of(first, "goal"))
        assert Goal.objects.of(organisation).count() == 1
        actions.undo(by=programme_manager, proposal=proposal_of(second, "goal"))
        assert Goal.objects.of(organisation).count() == 0

    def test_a_programme_with_facts_cannot_be_undone(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        document = document_with(organisation, programme_manager)
        actions.accept(by=programme_manager, proposal=proposal_of(document, "goal"))
        with pytest.raises(accepting.NotAcceptable):
            actions.undo(by=programme_manager, proposal=proposal_of(document, "programme"))
        document.refresh_from_db()
        assert document.programme is not None
        assert proposal_of(document, "programme").state == Proposal.State.ACCEPTED

    def test_a_fact_that_was_there_before_stays_after_undo(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        document = document_with(organisation, programme_manager)
        actions.accept(by=programme_manager, proposal=proposal_of(document, "programme"))
        programme = Programme.objects.of(organisation).get()
        Goal.objects.create(organisation=organisation, programme=programme, text=GOAL[1]["text"])
        accepted = actions.accept(by=programme_manager, proposal=proposal_of(document, "goal"))
        assert accepted.made_record is False
        actions.undo(by=programme_manager, proposal=accepted)
        assert Goal.objects.of(organisation).count() == 1

    def test_money_is_exact_and_an_unknown_amount_says_so(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        unknown = values_of("allocation", kind="incidental", purposes=["tijdelijke hulp"])
        document = document_with(
            organisation,
            programme_manager,
            [PROGRAMME, ("budget", ONE_OF_EACH["budget"], []), ("allocation", unknown, [])],
        )
        assert actions.accept_all(by=programme_manager, document=document) == (3, [])
        assert str(Budget.objects.of(organisation).get().amount) == "500000.00"
        assert Allocation.objects.of(organisation).get().amount is None

    def test_a_track_named_by_a_product_is_the_track(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        items: list[Given] = [PROGRAMME] + [(t, ONE_OF_EACH[t], []) for t in ("track", "deliverable")]
        document = document_with(organisation, programme_manager, items)
        actions.accept_all(by=programme_manager, document=document)
        track = Track.objects.of(organisation).get()
        assert [d.name for d in track.deliverables.all()] == ["Perspectief"]


class TestOtherKinds:
    def test_a_practice_needs_no_programme(self, organisation: Organisation, programme_manager: User) -> None:
        values = values_of(
            "practice", title="Delft: Anders", organisation="Gemeente Delft", organisations=["Delft"]
        )
        document = document_with(
            organisation,
            programme_manager,
            [("practice", values, ["missing_period"])],
            kind="practice-catalogue",
        )
        proposal = actions.accept(by=programme_manager, proposal=proposal_of(document, "practice"))
        assert Practice.objects.of(organisation).get().title == "Delft: Anders"
        actions.undo(by=programme_manager, proposal=proposal)
        assert not Practice.objects.of(organisation).exists()

    @pytest.mark.parametrize(
        ("title", "years", "year"),
        [
            ("Paragraaf bedrijfsvoering 2023", [2024, 2024], 2023),
            ("Paragraaf bedrijfsvoering", [2024, 2024, 2022], 2024),
            ("Paragraaf bedrijfsvoering", [2024, 2022], None),
            ("Paragraaf bedrijfsvoering", [], None),
        ],
    )
    def test_the_paragraph_is_opened_with_its_first_part(
        self,
        title: str,
        years: list[int],
        year: int | None,
        organisation: Organisation,
        programme_manager: User,
    ) -> None:
        steps = [{"text": f"stap {n}", "year": y} for n, y in enumerate(years)]
        items: list[Given] = [
            ("development", values_of("development", heading="Verzuim", text="Tekst.", actions=steps), [])
        ]
        document = document_with(
            organisation,
            programme_manager,
            items,
            kind="operations-paragraph",
            plain=f"{title}\n\nVerzuim\n\nHet verzuim daalt al enkele jaren en dat blijft zo.",
        )
        actions.accept_all(by=programme_manager, document=document)
        paragraph = OperationsParagraph.objects.of(organisation).get()
        assert paragraph.title == title
        assert paragraph.year == year
        assert [d.heading for d in paragraph.developments.all()] == ["Verzuim"]

    def test_goals_and_steps_of_a_paragraph_hang_on_the_paragraph(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        items: list[Given] = [("goal", ONE_OF_EACH["goal"], []), ("event", ONE_OF_EACH["event"], [])]
        document = document_with(organisation, programme_manager, items, kind="operations-paragraph")
        assert actions.accept_all(by=programme_manager, document=document) == (2, [])
        goal = Goal.objects.of(organisation).get()
        assert goal.programme is None
        assert goal.paragraph == OperationsParagraph.objects.of(organisation).get()


class TestChangeRejectUndo:
    def test_a_changed_value_is_what_enters_and_what_was_read_stays(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        document = document_with(organisation, programme_manager)
        goal = proposal_of(document, "goal")
        changed = goal.values | {"text": "elk team een jaarplan heeft"}
        goal = actions.change(by=programme_manager, proposal=goal, values=changed, version=goal.version)
        actions.accept(by=programme_manager, proposal=goal)
        assert Goal.objects.of(organisation).get().text == "elk team een jaarplan heeft"
        assert proposal_of(document, "goal").read_values["text"] == "teams een jaarplan hebben"

    def test_two_people_who_change_the_same_proposal_find_out(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        goal = proposal_of(document_with(organisation, programme_manager), "goal")
        actions.change(
            by=programme_manager, proposal=goal, values=goal.values | {"text": "a"}, version=goal.version
        )
        with pytest.raises(ConcurrentChange):
            actions.change(
                by=programme_manager, proposal=goal, values=goal.values | {"text": "b"}, version=goal.version
            )

    def test_nothing_changed_is_no_change(self, organisation: Organisation, programme_manager: User) -> None:
        goal = proposal_of(document_with(organisation, programme_manager), "goal")
        again = actions.change(by=programme_manager, proposal=goal, values=goal.values, version=goal.version)
        assert again.version == goal.version

    def test_a_rejected_proposal_stays_out_and_can_come_back(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        document = document_with(organisation, programme_manager)
        actions.reject(by=programme_manager, proposal=proposal_of(document, "goal"))
        accepted, refused = actions.accept_all(by=programme_manager, document=document, with_warnings=True)
        assert (accepted, refused) == (2, [])
        assert not Goal.objects.of(organisation).exists()
        actions.undo(by=programme_manager, proposal=proposal_of(document, "goal"))
        actions.accept(by=programme_manager, proposal=proposal_of(document, "goal"))
        assert Goal.objects.of(organisation).count() == 1

    def test_what_is_decided_is_not_changed_or_rejected(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        document = document_with(organisation, programme_manager)
        goal = actions.accept(by=programme_manager, proposal=proposal_of(document, "goal"))
        with pytest.raises(actions.NotDecidable):
            actions.change(by=programme_manager, proposal=goal, values={}, version=goal.version)
        with pytest.raises(actions.NotDecidable):
            actions.reject(by=programme_manager, proposal=goal)


class TestAcceptAll:
    def test_only_what_has_no_warning(self, organisation: Organisation, programme_manager: User) -> None:
        document = document_with(organisation, programme_manager)
        assert actions.accept_all(by=programme_manager, document=document)[0] == 2
        assert proposal_of(document, "risk").state == Proposal.State.WAITING

    def test_what_is_refused_does_not_hold_up_the_rest(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        items: list[Given] = [
            PROGRAMME,
            ("goal", values_of("goal"), []),
            ("lesson", ONE_OF_EACH["lesson"], []),
        ]
        document = document_with(organisation, programme_manager, items)
        accepted, refused = actions.accept_all(by=programme_manager, document=document)
        assert accepted == 2
        assert [p.type for p in refused] == ["goal"]


class TestQueries:
    def test_counts(self, organisation: Organisation, programme_manager: User) -> None:
        document = document_with(organisation, programme_manager)
        actions.reject(by=programme_manager, proposal=proposal_of(document, "goal"))
        counts = queries.proposal_counts(document)
        assert (counts.total, counts.waiting, counts.rejected, counts.accepted) == (3, 2, 1, 0)
        assert (counts.with_warnings, counts.ready) == (1, 1)

    def test_documents_are_those_of_the_users_organisations(
        self, organisation: Organisation, programme_manager: User, stranger: User
    ) -> None:
        document_with(organisation, programme_manager)
        assert [d.name for d in queries.documents_of(programme_manager)] == ["verslag.txt"]
        assert list(queries.documents_of(stranger)) == []

    def test_the_passages_of_no_records_need_no_query(self, django_assert_num_queries, db: None) -> None:  # type: ignore[no-untyped-def]
        with django_assert_num_queries(0):
            assert queries.passages_of([]) == {}

    def test_the_text_comes_back_as_it_was_read(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        document = Document.objects.of(organisation).get(pk=document_with(organisation, programme_manager).pk)
        text = queries.text_of(document)
        assert text.plain.startswith("Programma Vooruit")
        assert len(text.blocks) == 3


class TestCompleted:
    def test_undoing_takes_back_what_a_second_report_added_to_a_track(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        first: list[Given] = [PROGRAMME, ("track", values_of("track", name="Fysiek domein"), [])]
        second: list[Given] = [PROGRAMME, ("track", ONE_OF_EACH["track"], [])]
        for items in (first, second):
            document = document_with(organisation, programme_manager, items)
            actions.accept_all(by=programme_manager, document=document)
        assert Track.objects.of(organisation).get().status == "ended"
        completed = proposal_of(document, "track")
        assert (completed.made_record, completed.changed_version is not None) == (False, True)
        actions.undo(by=programme_manager, proposal=completed)
        assert Track.objects.of(organisation).get().status == ""

    def test_a_colleagues_later_change_is_not_taken_back(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        for items in (
            [PROGRAMME, ("track", values_of("track", name="A"), [])],
            [PROGRAMME, ("track", values_of("track", name="A", status="ended"), [])],
        ):
            document = document_with(organisation, programme_manager, items)
            actions.accept_all(by=programme_manager, document=document)
        track = Track.objects.of(organisation).get()
        programmes.change(
            by=programme_manager, record=track, version=track.version, text="Aangevuld door een collega."
        )
        actions.undo(by=programme_manager, proposal=proposal_of(document, "track"))
        kept = Track.objects.of(organisation).get()
        assert (kept.status, kept.text) == ("ended", "Aangevuld door een collega.")


class TestColleagues:
    def test_what_a_colleague_left_out_meanwhile_stays_out(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        document = document_with(organisation, programme_manager)

        def colleague(done: int, total: int) -> None:
            if done == 1:
                actions.reject(by=programme_manager, proposal=proposal_of(document, "risk"))

        accepted, refused = actions.accept_all(
            by=programme_manager, document=document, with_warnings=True, tell=colleague
        )
        assert (accepted, refused) == (2, [])
        assert not Risk.objects.of(organisation).exists()
        with pytest.raises(actions.NotDecidable, match="collega"):
            actions.accept(by=programme_manager, proposal=proposal_of(document, "risk"))

    def test_a_value_that_no_rule_foresaw_does_not_keep_the_others_out(
        self, organisation: Organisation, programme_manager: User, caplog: pytest.LogCaptureFixture
    ) -> None:
        absurd = MONEY | {"amount": "1" + "0" * 40}
        items: list[Given] = [
            PROGRAMME,
            ("budget", values_of("budget", amount=absurd, kind="incidental"), []),
            GOAL,
        ]
        document = document_with(organisation, programme_manager, items)
        accepted, refused = actions.accept_all(by=programme_manager, document=document)
        assert accepted == 2
        assert [proposal.type for proposal in refused] == ["budget"]

    def test_a_document_that_a_colleague_removed_decides_nothing(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        document = document_with(organisation, programme_manager)
        goal = proposal_of(document, "goal")
        actions.remove_document(by=programme_manager, document=document)
        with pytest.raises(actions.NotDecidable, match="verwijderd"):
            actions.accept(by=programme_manager, proposal=goal)
        assert not Goal.objects.of(organisation).exists()

    def test_the_fact_that_brings_its_programme_along_knows_the_edition(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        edition = values_of("programme", name="Vooruit", edition="2024-04", final=True)
        items: list[Given] = [
            ("programme", edition, []),
            ("progress", values_of("progress", text="Het loopt."), []),
        ]
        document = document_with(organisation, programme_manager, items)
        progress = actions.accept(by=programme_manager, proposal=proposal_of(document, "progress")).record
        assert isinstance(progress, Progress)
        assert progress.reported_edition is not None
        assert str(progress.reported_edition.edition) == "2024-04"

    def test_the_text_of_a_document_is_fetched_once_for_all_its_proposals(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        document = document_with(organisation, programme_manager)
        waiting = actions.waiting_proposals(document, with_warnings=True)
        assert all(proposal.document is document for proposal in waiting)
        deferred = waiting[0].get_deferred_fields()
        assert {"values", "read_values", "sources"} <= deferred
