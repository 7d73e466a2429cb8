"""Draws what a thing depends on (left) and what waits for it (right) as plain numbers for an SVG. No Django.

Places across are percentages, heights are pixels, as in `timeline`. Under 46 rem a list takes its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

ROW, TOP, LETTERS = 44, 28, 34
LEFT, MIDDLE, RIGHT = (2.0, 30.0), (38.0, 62.0), (70.0, 98.0)


@dataclass(frozen=True, slots=True)
class Node:
    """Something on one of the sides; `when` is the date it is needed before, in words."""

    name: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    words: str
    when: str
    x: str
    width: str
    text_x: str
    y: int

    @property
    def text_y(self) -> int:
        return self.y + (20 if not self.when else 15)

    @property
    def when_y(self) -> int:
        return self.y + 29


@dataclass(frozen=True, slots=True)
class Line:
    x1: str
    y1: int
    x2: str
    y2: int


@dataclass(frozen=True, slots=True)
class Drawing:
    title: str
    description: str
    height: int
    middle: Box
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    needs: tuple[Node, ...]
    waiting: tuple[Node, ...]
    id: str = "coherence"


def draw(name: str, needs: Sequence[Node], waiting: Sequence[Node], *, title: str) -> Drawing:
    """What `name` needs stands left of it, what waits for it right; arrows run with the work, left to right."""
    rows = max(len(needs), len(waiting), 1)
    height = TOP + ROW * rows + 12
    middle_y = TOP + ROW * rows // 2 - ROW // 2
    centre = middle_y + 17
    middle = _box(Node(name), MIDDLE, middle_y)
    boxes: list[Box] = []
    lines: list[Line] = []
    for side, nodes in ((LEFT, needs), (RIGHT, waiting)):
        shift = (rows - len(nodes)) * ROW // 2
        for number, node in enumerate(nodes):
            box = _box(node, side, TOP + shift + number * ROW)
            boxes.append(box)
            at = box.y + 17
            if side is LEFT:
                lines.append(Line(f"{LEFT[1]}%", at, f"{MIDDLE[0]}%", centre))
            else:
                lines.append(Line(f"{MIDDLE[1]}%", centre, f"{RIGHT[0]}%", at))
    return Drawing(
        title,
        _description(name, needs, waiting),
        height,
        middle,
        tuple(boxes),
        tuple(lines),
        tuple(needs),
        tuple(waiting),
    )


def _box(node: Node, side: tuple[float, float], y: int) -> Box:
    words = node.name if len(node.name) <= LETTERS else node.name[: LETTERS - 1].rstrip() + "…"
    centre = (side[0] + side[1]) / 2
    return Box(words, node.when, f"{side[0]}%", f"{side[1] - side[0]}%", f"{centre}%", y)


def _description(name: str, needs: Sequence[Node], waiting: Sequence[Node]) -> str:
    """The drawing in sentences, for who does not see it."""
    sentences = [f"{name} heeft nodig: {_list(needs)}."] if needs else []
    sentences += [f"Wachten op {name}: {_list(waiting)}."] if waiting else []
    return " ".join(sentences)


def _list(nodes: Sequence[Node]) -> str:
    return ", ".join(f"{node.name} (vóór {node.when})" if node.when else node.name for node in nodes)
