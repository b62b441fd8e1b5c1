"""The council chamber, with the mayor in the chair."""

from .curves import arc, arch, box, smooth
from .figures import seated


def council_chamber(plate):
    plate.wash(box(0, 0, 2000, 760), ["#c9a878", "#e3c998", "#b98f66"])
    for x in range(0, 2000, 125):
        plate.rect(x, 430, 112, 310, "#7d4d33")
        plate.rect(x + 14, 448, 84, 272, "#925c3b")
    plate.shade(box(0, 430, 2000, 310), "#4a2a28", "left", 0.6)
    plate.rect(0, 414, 2000, 22, "#a97048")
    for x in (130, 430, 1370, 1670):
        plate.glow(x + 100, 250, 330, "#fff6d8", 0.5)
        plate.shape(arch(x - 14, 402, 228, 362), "#7d4d33")
        plate.wash(arch(x, 400, 200, 340), ["#7fb4c4", "#d9ebe0", "#fff3cf"])
        for bar in (66, 133):
            plate.rect(x + bar, 70, 5, 330, "#7d4d33")
        for level in (170, 260, 340):
            plate.rect(x, level, 200, 5, "#7d4d33")
    _dais(plate)
    plate.wash(box(0, 736, 2000, 597), ["#8f3a36", "#6d2a33", "#3f1a2a"])
    _rows(plate)
    for x in (130, 430):
        plate.veil([(x, 402), (x + 200, 402), (x + 900, 1333), (x + 480, 1333)], "#fff3c8", "up", 0.4)
    _chandelier(plate, 1000, 150)


def _dais(plate):
    """The mayor's chair under the arms of the town, with the clerks' table before it."""
    plate.rect(760, 120, 480, 620, "#6d3f2e")
    plate.shade(box(760, 120, 480, 620), "#3d2122", "right", 0.7)
    plate.shape([(730, 124), (1000, 10), (1270, 124)], "#8a5238")
    plate.shape([(800, 112), (1000, 34), (1200, 112)], "#5f3428")
    for x in (772, 1196):
        plate.rect(x, 130, 32, 610, "#a97048")
    shield = smooth([(900, 190), (1000, 176), (1100, 190), (1096, 290), (1000, 380), (904, 290), (900, 190)], 6)
    plate.shape(shield, "#f0c86a")
    plate.shape([(1000 + (x - 1000) * 0.88, 272 + (y - 272) * 0.88) for x, y in shield], "#20506b")
    for y in (296, 322):
        plate.line(smooth([(922, y), (960, y - 14), (1000, y), (1040, y - 14), (1078, y)], 5), 9, "#f6ecd0")
    plate.shape([(962, 262), (1042, 262), (1026, 284), (976, 284)], "#f0c86a")
    plate.rect(996, 206, 6, 58, "#f0c86a")
    plate.shape([(1006, 208), (1044, 254), (1006, 254)], "#f6ecd0")
    plate.shape([(930, 740), (930, 470), *arc(1000, 470, 70, 60, 180, 360), (1070, 740)], "#8f2f36")
    plate.shade(box(930, 420, 140, 320), "#4a1824", "right", 0.8)
    seated(plate, 1000, 608, 1.0, coat="#b8342f")
    plate.line([(952, 566), (974, 610), (1000, 630), (1026, 610), (1048, 566)], 10, "#f0c86a")
    plate.oval(1000, 632, 13, 13, "#f6dc8f")
    plate.rect(700, 650, 600, 110, "#9c6240")
    plate.shade(box(700, 650, 600, 110), "#4a2a28", "down", 0.8)
    plate.rect(680, 634, 640, 22, "#c98a58")
    for x in (780, 1180):
        plate.shape([(x, 634), (x + 44, 626), (x + 84, 634)], "#fbf3dc")


def _rows(plate):
    """Benches in a horseshoe, each row nearer and wider, split by the middle aisle."""
    for row in range(4):
        rx, ry = 470 + row * 260, 130 + row * 118
        middle, rise = 800 + row * 26, 62 + row * 30
        for start, end in ((98, 172), (8, 82)):
            edge = arc(1000, middle, rx, ry, start, end, 40)
            _members(plate, edge, row, rise)
            _bench(plate, edge, rise)


def _bench(plate, edge, rise):
    back = [(x, y - rise) for x, y in edge]
    panel = [*edge, *reversed(back)]
    plate.shape(panel, "#9c6240")
    plate.shade(panel, "#4a2a28", "right", 0.75)
    plate.shade(panel, "#33191f", "down", 0.5)
    for index in range(0, len(edge), 5):
        (x0, y0), (x1, y1) = edge[index], back[index]
        plate.line([(x0, y0), (x1, y1)], max(rise * 0.06, 3), "#6d3f2e")
    rail = [(x, y - rise * 0.14) for x, y in back]
    plate.shape([*back, *reversed(rail)], "#d99a62")


def _members(plate, edge, row, rise):
    """Councillors seen over the backs of their benches, with some places empty."""
    size = 0.42 + row * 0.24
    for index in range(3, len(edge) - 2, 7 if row < 2 else 6):
        if plate.rng.random() < 0.72:
            x, y = edge[index]
            seated(plate, x, y - rise - 30 * size, size, away=True)


def _chandelier(plate, x, y):
    plate.rect(x - 3, 0, 6, y - 40, "#c99a4a")
    for lamp in (-170, -90, 0, 90, 170):
        drop = y + 60 - abs(lamp) * 0.22
        plate.line(smooth([(x, y - 40), (x + lamp * 0.5, y + 40), (x + lamp, drop)], 6), 5, "#c99a4a")
        plate.glow(x + lamp, drop - 16, 100, "#fff3c4", 0.7)
        plate.oval(x + lamp, drop - 14, 15, 19, "#fffbe8")
