"""What is steered in the demo: two running programmes of Wendelmeer, made through the product's own actions.

Everything is invented. The dates are fixed, so that a demo made again holds the same.
"""

from __future__ import annotations

from koers.demo.steering.making import Maker
from koers.demo.steering.moving import make_moving
from koers.demo.steering.shared import make_shared
from koers.demo.steering.surroundings import make_surroundings
from koers.demo.steering.teams import make_year_plans
from koers.organisations.models import Organisation, User


def make(organisations: dict[str, Organisation], people: dict[str, User]) -> None:
    maker = Maker(people["programmamanager@wendelmeer.example"], organisations["wendelmeer"], people)
    surroundings = make_surroundings(maker)
    programme = make_moving(maker, surroundings)
    make_year_plans(maker, programme)
    make_shared(maker, organisations)
