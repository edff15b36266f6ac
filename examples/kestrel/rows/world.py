"""What does not change about Kestrel Ferries: ports, vessels, routes, timetable, and the names that people bear."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from examples.kestrel.rows.tables import Port, Route, Vessel

FIRST_DAY: Final = date(2024, 10, 1)
LAST_DAY: Final = date(2026, 9, 30)
BUSY_MONTHS: Final = (6, 7, 8)
QUIET_MONTHS: Final = (11, 12, 1, 2, 3)

PORTS: Final = (
    Port(1, "Port Merrow", "mainland", 6, "1962-05-01", "Ingrid Halloran"),
    Port(2, "Eastermouth", "mainland", 5, "1971-09-15", "Tobias Wren"),
    Port(3, "Brackwater", "mainland", 3, "1988-03-20", None),
    Port(4, "Skarholm", "inner isles", 4, "1964-06-12", "Maud Petersen"),
    Port(5, "Gull Point", "inner isles", 2, "1979-04-02", "Silas Orme"),
    Port(6, "Lowen Bay", "inner isles", 2, "1993-07-30", None),
    Port(7, "Tarn Haven", "outer isles", 2, "1996-05-18", "Freya Lund"),
    Port(8, "Carrow Head", "outer isles", 1, "2003-08-09", "Owen Tully"),
    Port(9, "Fenn Island", "outer isles", 1, "2011-06-01", None),
)

VESSELS: Final = (
    Vessel(1, "Peregrine", "ro-pax", 2006, 420, 640, 1, None),
    Vessel(2, "Storm Petrel", "ro-pax", 1998, 360, 520, 1, None),
    Vessel(3, "Osprey", "ro-pax", 2014, 480, 700, 2, None),
    Vessel(4, "Merlin", "fast craft", 2018, 220, 0, 1, None),
    Vessel(5, "Kittiwake", "fast craft", 2021, 240, 0, 4, None),
    Vessel(6, "Sandpiper", "fast craft", 2009, 180, 0, 4, None),
    Vessel(7, "Curlew", "freighter", 1995, 12, 900, 2, None),
    Vessel(8, "Gannet", "freighter", 2012, 12, 1100, 3, None),
    Vessel(9, "Hen Harrier", "ro-pax", 1989, 300, 380, 4, "2026-03-31"),
    Vessel(10, "Black Guillemot", "freighter", 2001, 12, 820, None, None),
    Vessel(11, "Old Cormorant", "ro-pax", 1974, 250, 210, 1, "2019-10-31"),
)

ROUTES: Final = (
    Route(1, "MER-SKA", 1, 4, 22.5, 95),
    Route(2, "MER-GUL", 1, 5, 14.0, 50),
    Route(3, "EAS-SKA", 2, 4, 31.0, 130),
    Route(4, "EAS-TAR", 2, 7, 58.5, 260),
    Route(5, "BRA-LOW", 3, 6, 11.5, 45),
    Route(6, "SKA-TAR", 4, 7, 27.0, 110),
    Route(7, "GUL-LOW", 5, 6, 8.0, 30),
    Route(8, "TAR-CAR", 7, 8, 19.0, 80),
    Route(9, "MER-FEN", 1, 9, 64.0, 290),
    Route(10, "BRA-SKA", 3, 4, 36.5, 165),
    Route(11, "CAR-FEN", 8, 9, 12.5, 55),
)

# By route_id: sailings per 100 days, vessel_ids that ply it, departure times. The last route is planned, not run.
TIMETABLE: Final[Mapping[int, tuple[int, tuple[int, ...], tuple[str, ...]]]] = {
    1: (38, (1, 2, 3, 4), ("06:30", "09:15", "13:00", "17:45")),
    2: (30, (4, 5, 6), ("07:10", "11:40", "18:20")),
    3: (26, (3, 2, 9, 7), ("05:50", "14:30", "23:40")),
    4: (20, (3, 7, 10), ("00:40", "21:15")),
    5: (22, (6, 8, 9), ("08:00", "12:30", "16:10")),
    6: (18, (5, 9, 2), ("07:45", "15:20")),
    7: (16, (6, 5), ("10:05", "19:00")),
    8: (12, (5, 10), ("09:30", "16:45")),
    9: (10, (1, 7, 8), ("02:20", "20:30")),
    10: (14, (8, 7, 10), ("03:15", "22:50")),
}

TOWNS: Final = ("Merrow", "Eastermouth", "Brackwater", "Skarholm", "Tarn", "Lowen", "Aldermere", "Wickham Vale")
FIRST_NAMES: Final = (
    "Ada", "Bram", "Clara", "Dov", "Edith", "Farah", "Gideon", "Hana", "Ivo", "Jonna", "Kasper", "Lena",
    "Magnus", "Nell", "Otto", "Priya", "Quentin", "Rosa", "Stellan", "Thora", "Ugo", "Vera", "Wilf", "Yara",
)  # fmt: skip
LAST_NAMES: Final = (
    "Abbott", "Bergen", "Castell", "Drummond", "Ekholm", "Farrow", "Garrick", "Holm", "Ives", "Jarvis", "Keane",
    "Lindqvist", "Marsh", "Norrby", "Oakes", "Pryce", "Quill", "Rask", "Sorley", "Thorne", "Underhill", "Vance",
    "Whitlock", "Yates",
)  # fmt: skip
BUSINESSES: Final = (
    "Alder Timber", "Brightwater Fish", "Coastline Parcels", "Dunmore Dairy", "Eider Foods", "Greyling Machinery",
    "Isle Livestock", "Kelp and Co", "Lantern Fuels", "Merrow Builders", "Orchard Supplies", "Quayside Motors",
    "Reedbed Farms", "Saltmarsh Energy",
)  # fmt: skip
AGENCIES: Final = (
    "Fennway Holidays", "Harbour Tours", "Juniper Travel", "Northlight Events", "Pebble Travel", "Tidewise Agency",
)  # fmt: skip
