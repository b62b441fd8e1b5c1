"""Invented stories of a border paper: sport, music, stage and the past."""

import datetime as dt

from articles.tests.search.known_records import Story

LIFE_STORIES = [
    Story(
        "Late header sends Llanbrân Town into the cup final",
        "Substitute scores in the 94th minute to beat Clunford Rovers 3-2.",
        "Two goals down at half-time, Town looked beaten. Then Osian Rhŷn-Davies, aged 17, scored twice in five "
        "minutes. The final will be played on Saturday, 2 May.",
        "Sport",
        "Caradog Plas-Newydd",
        "Football",
        dt.date(2026, 4, 18),
    ),
    Story(
        "Goalkeeper of 51 saves two penalties on his return",
        "Siôn Tudur-Grîn had hung up his gloves in 2014.",
        "Clunford Rovers called on the postman when both their keepers fell ill. He also made a cup of tea for the "
        "referee. The match against Temefield Athletic ended 0-0.",
        "Sport",
        "Caradog Plas-Newydd",
        "Football",
        dt.date(2026, 10, 17),
    ),
    Story(
        "Women's team win the league without losing a match",
        "Trefaldon Ladies finish 14 points clear.",
        "They scored 97 goals in 20 games and let in six. Captain Niamh Ní Shúilleabháin-Pryce lifted the trophy "
        "with her baby on her arm. The club wants women's changing rooms before next season.",
        "Sport",
        "Caradog Plas-Newydd",
        "Football",
        dt.date(2026, 5, 16),
    ),
    Story(
        "Trefaldon RFC go up after 34-10 win",
        "Five tries seal the rugby club's first promotion since 1998.",
        "Winger Ieuan Fflûr ran in three of them. A crowd of 1,450 sang until the floodlights went off. Coach Mal "
        "Hendry said that the hard work starts on Monday, after a lie-in.",
        "Sport",
        "Caradog Plas-Newydd",
        "Rugby",
        dt.date(2026, 4, 25),
    ),
    Story(
        "Rugby prop banned for 12 weeks for biting",
        "He says that his gumshield slipped.",
        "The referee saw teeth marks on an opponent's ear. Prop forward Griff Boothroyd will miss the rest of the "
        "season. His club, Maesbrŷn, will not appeal.",
        "Sport",
        "Caradog Plas-Newydd",
        "Rugby",
        dt.date(2026, 1, 31),
    ),
    Story(
        "Schoolboy hits 203 not out on his first-team debut",
        "Fourteen-year-old had been picked to keep the score.",
        "Rohan Ayling struck 17 sixes, one of them through the vicar's greenhouse. It is the highest innings in the "
        "cricket club's 140 years. He was back at his maths homework by 8 o’clock.",
        "Sport",
        "Caradog Plas-Newydd",
        "Cricket",
        dt.date(2026, 6, 27),
    ),
    Story(
        "Cricketers' pavilion burns down on the eve of the season",
        "Bats, rollers and a century of scorebooks are lost.",
        "Firefighters fought the blaze until dawn. Detectives treat it as arson and want to speak to two youths on "
        "bicycles. The first match went ahead with tea from a tent.",
        "Sport",
        "Caradog Plas-Newydd",
        "Cricket",
        dt.date(2026, 4, 24),
    ),
    Story(
        "Runner of 73 wins the Mynydd Cŵn fell race",
        "Grandmother overtakes half the field on the last descent.",
        "Blodwen Hâf-Ellis came home in 1 hour 12 minutes in a hailstorm. She trains by chasing her sheep. The race "
        "climbs 640 metres and has no path.",
        "Sport",
        "Caradog Plas-Newydd",
        "Athletics",
        dt.date(2026, 3, 21),
    ),
    Story(
        "Cyclists to race through the town in July",
        "A stage of the national tour ends in Broad Street.",
        "Roads will be closed from noon until six. As many as 20,000 people may line the climb above Llanbrân. "
        "Schools are painting old bicycles yellow.",
        "Sport",
        "Caradog Plas-Newydd",
        "Cycling",
        dt.date(2026, 5, 30),
    ),
    Story(
        "Badgers dig up the bowling green",
        "The club cannot touch them, for they are protected by law.",
        "Bowlers found forty holes and a smell on the morning of the county final. Greenkeeper Alun Cêl has tried "
        "chilli powder and opera. The match was moved to Temefield.",
        "Sport",
        "Caradog Plas-Newydd",
        "Bowls",
        dt.date(2026, 7, 25),
    ),
    Story(
        "Wild swimmers warned of blue-green algae",
        "Bathers at Llyn Gŵydd have come out in rashes.",
        "A spaniel died after it drank from the lake. Signs will stay up until the water has been tested three "
        "times. Cold-water swimming has brought 500 visitors a weekend.",
        "News",
        "Heledd Siôr",
        "Health",
        dt.date(2026, 8, 15),
    ),
    Story(
        "Postwoman wins the eisteddfod chair",
        "She wrote her poem in her head along 19 miles of lanes.",
        "The adjudicators had no doubt about the winning ode, on the drowning of a valley. Mererid Tŷ'n-y-wern hid "
        "the letter from her husband for seven weeks. Her chair is carved from an oak that fell in the February "
        "storm.",
        "Culture",
        "Lowri Grug-Penry",
        "Eisteddfod",
        dt.date(2026, 8, 8),
    ),
    Story(
        "Male voice choir sings its last note after 99 years",
        "Côr Meibion Cwm Dŵr has only eleven singers left.",
        "Their average age is 79. The final concert, in Capel Seion, ended with a hymn that their grandfathers sang "
        "at the pit head. Conductor Mr. Elfed Glân put down his baton and wept.",
        "Culture",
        "Lowri Grug-Penry",
        "Music",
        dt.date(2026, 11, 21),
    ),
    Story(
        "Harpist of 16 wins a place at conservatoire in Wrzosów",
        "Gwenllian Sêr-Bowen practises in a milking parlour.",
        "The cows give more when she plays, says her father. Only five students in Europe were chosen. She needs "
        "£11,000 for the fees and a flight case for her harp.",
        "Culture",
        "Lowri Grug-Penry",
        "Music",
        dt.date(2026, 6, 6),
    ),
    Story(
        "Fiddler from the isles opens the folk festival",
        "Eilidh NicFhionghain fills the big top on Friday night.",
        "She sang in Gaelic and taught 600 people a waulking song. Rain turned the camp site to porridge, and nobody "
        "went home. The festival made a profit for the first time since 2019.",
        "Culture",
        "Lowri Grug-Penry",
        "Music",
        dt.date(2026, 7, 18),
    ),
    Story(
        "Panto dame breaks a leg in the dress rehearsal",
        "Plumber Des Wetherley will play Widow Twankey in a wheelchair.",
        "He fell through a trapdoor that nobody had bolted. Tickets for the Theatr Fach's Aladdin sell at £8, or £25 "
        "for a family. The horse is unhurt.",
        "Culture",
        "Lowri Grug-Penry",
        "Theatre",
        dt.date(2026, 11, 26),
    ),
    Story(
        "Film crews turn Broad Street into wartime France",
        "Bunting, boulangeries and one tank come to the town for a week.",
        "Two hundred local people were hired as extras at £110 a day. Director François Brûlard chose the town for "
        "its cobbles. Shopkeepers will be paid for lost trade.",
        "Culture",
        "Lowri Grug-Penry",
        "Film",
        dt.date(2026, 9, 10),
    ),
    Story(
        "Bronze Age hoard goes on show in museum",
        "A detectorist found the gold bracelets under a rugby pitch.",
        "The 31 pieces are about 3,000 years old and worth £86,000. Finder Wendell Prosser-Kite shares the reward "
        "with the club. The museum, closed on Mondays, has bought an alarm.",
        "Culture",
        "Meurig Ŵyn Hopkin",
        "History",
        dt.date(2026, 3, 26),
    ),
    Story(
        "Women of the munitions factory remembered at last",
        "A plaque names nineteen who died in the explosion of 1917.",
        "They were known as canaries, because the powder turned their skin yellow. The youngest, Elsie Thorne-Bâch, "
        "was fifteen. Her great-nephew laid a wreath at 11 o'clock.",
        "Culture",
        "Meurig Ŵyn Hopkin",
        "History",
        dt.date(2026, 11, 11),
    ),
    Story(
        "Poet's first novel on shortlist for £30,000 prize",
        "Seán Ó Dálaigh-Quill wrote it on the backs of seed packets.",
        "The book tells of a drover who walks his cattle to the capital. Its author moved from the west of Ireland "
        "to a caravan near Clunford. The winner is named on 8 December.",
        "Culture",
        "Lowri Grug-Penry",
        "Books",
        dt.date(2026, 10, 13),
    ),
    Story(
        "Obituary: Nesta Wŷn-Parry, midwife to three valleys",
        "She delivered 4,000 babies and never learned to drive.",
        "Nurse Parry, as everyone called her, went to births on a pony, a bicycle and once a snowplough. She was "
        "born at Nant-yr-ŷd in 1929 and died there on 17 September. In her nineties she still knew every child's "
        "weight.",
        "News",
        "Prudence Oakhill",
        "Obituaries",
        dt.date(2026, 9, 29),
    ),
    Story(
        "Record crowd of 12,000 at the food festival",
        "Gŵyl Fwyd y Gororau sells out of everything but parsnips.",
        "Queues for Welsh cakes reached round the castle. A stall of the young farmers' club gave away 900 sausages. "
        "Traffic stood for two hours on the by-pass.",
        "News",
        "Delyth Coedcae",
        "Food and drink",
        dt.date(2026, 9, 21),
    ),
    Story(
        "Plygain carols return to a candlelit chapel",
        "Singers gather at 6 o’clock in the morning after a gap of 70 years.",
        "The old service of unaccompanied carols, the plygain, was last held at Bryn-yr-ŵyn in 1955. Families sing "
        "in three parts from handwritten books. Bring a torch and a thick coat.",
        "Culture",
        "Lowri Grug-Penry",
        "Music",
        dt.date(2026, 1, 3),
    ),
]
