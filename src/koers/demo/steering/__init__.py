"""What is steered in the demo: programmes of Wendelmeer that run and one that was closed, made by the actions.

Everything is invented. The dates are fixed, so that a demo made again holds the same.
"""

from __future__ import annotations

from koers.demo.steering.closed import make_closed
from koers.demo.steering.control import make_control
from koers.demo.steering.follow_up import make_follow_up
from koers.demo.steering.making import Maker
from koers.demo.steering.money import make_money
from koers.demo.steering.moving import make_moving
from koers.demo.steering.requests import make_requests
from koers.demo.steering.risks import make_risks
from koers.demo.steering.shared import make_shared
from koers.demo.steering.surroundings import make_surroundings
from koers.demo.steering.teams import make_year_plans
from koers.organisations.models import Organisation, User


def make(organisations: dict[str, Organisation], people: dict[str, User]) -> None:
    maker = Maker(people["programmamanager@wendelmeer.example"], organisations["wendelmeer"], people)
    surroundings = make_surroundings(maker)
    programme = make_moving(maker, surroundings)
    make_year_plans(maker, programme)
    make_follow_up(maker, surroundings)
    make_risks(maker, programme)
    make_money(maker, programme)
    make_requests(maker, programme)
    make_control(maker)
    make_shared(maker, organisations)
    make_closed(maker)
