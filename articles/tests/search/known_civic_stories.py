"""Invented stories of a border paper: floods, the council, schools, transport, health and courts."""

import datetime as dt

from articles.tests.search.known_records import Story

CIVIC_STORIES = [
    Story(
        "Flood wall at Llanbrân put off until autumn",
        "The £2.4m defences beside the Afon Sŵn will not be ready before October.",
        "Work on the wall stopped in March, when diggers struck an old gas main under Heol y Felin. Pumps will stand "
        "by all winter, engineers told a meeting of residents. “It's a slap in the face for forty-one households,” "
        "said Cllr Siân Rhŷs-Bevan.",
        "News",
        "Meurig Ŵyn Hopkin",
        "Floods",
        dt.date(2026, 4, 16),
    ),
    Story(
        "Families flee as the Afon Sŵn bursts its banks",
        "Firefighters in boats bring out 58 people, among them a baby one week old.",
        "The river rose two metres in five hours and came into 23 homes before 4 o’clock on Sunday morning. A rest "
        "centre was opened at Ysgol Nant-yr-ŷd, where teachers made soup. Nobody was badly hurt, but a dozen cars "
        "were swept under the bridge.",
        "News",
        "Meurig Ŵyn Hopkin",
        "Floods",
        dt.date(2026, 2, 8),
    ),
    Story(
        "Sandbags ‘ran out by midnight’, inquiry hears",
        "A shopkeeper tells how neighbours filled pillowcases with gravel.",
        "Dafydd Llŷr Cadwgan, who keeps the ironmonger's in Llanbrân, was the first witness at the inquiry into "
        "February's flood. He rang the council's hotline eleven times and nobody answered. The depot at Trefaldon "
        "held 600 sandbags for a district of 9,000 homes, its manager admitted.",
        "News",
        "Prudence Oakhill",
        "Floods",
        dt.date(2026, 6, 23),
    ),
    Story(
        "Council tax to rise by 4.9% in April",
        "A Band D household will pay £1,687.40 a year, £79 more than now.",
        "The rise is the smallest in three years, said the cabinet member for finance, Cllr Huw Môn-Prosser. "
        "Opposition councillors walked out when he turned down a hardship fund of £250,000. Bins will still be "
        "emptied once a fortnight.",
        "Council",
        "Prudence Oakhill",
        "Council budget",
        dt.date(2026, 2, 26),
    ),
    Story(
        "Drivers to pay for parking after 6 o'clock",
        "Evening charges of £2.50 come to all seven council car parks.",
        "Restaurants and the cinema say that the charge will empty the town by night. Blue-badge holders will still "
        "park free. The council expects £118,000 a year from it, which will mend potholes, according to a report by "
        "its highways officer.",
        "Council",
        "Prudence Oakhill",
        "Parking",
        dt.date(2026, 3, 12),
    ),
    Story(
        "Swimming pool saved by a single vote",
        "Councillors vote 18-17 to keep Clunford leisure centre open for two years.",
        "There were cheers and tears in the public gallery on Thursday night. Heating the 25-metre pool costs £4,100 "
        "a week. The deciding vote was that of Cllr Ffion Ŷdfaes, who had learned to swim there as a girl.",
        "Council",
        "Gethin Bâch",
        "Council budget",
        dt.date(2026, 2, 19),
    ),
    Story(
        "Libraries cut to three days a week",
        "The mobile library will stop altogether when its driver retires.",
        "Librarian Małgorzata Dąbrówka has handed in a petition of 2,316 names. “For some of our readers the van is "
        "the only visitor of the fortnight,” she said. The saving is put at £64,500.",
        "Council",
        "Gethin Bâch",
        "Council budget",
        dt.date(2026, 3, 5),
    ),
    Story(
        "Children taught in chapel after school roof fails",
        "Crumbling concrete shuts four classrooms at Ysgol Nant-yr-ŷd.",
        "The pews of Capel Seion became desks on Monday for 94 pupils aged seven to eleven. Head teacher Mrs. "
        "Angharad Fôn said that lessons had not lost a minute. A new roof would cost £1.1 million, which the "
        "authority does not have.",
        "News",
        "Gethin Bâch",
        "Schools",
        dt.date(2026, 9, 15),
    ),
    Story(
        "Parents fight to keep village school open",
        "With only 38 pupils, Ysgol y Garreg Wen at Bryn-yr-ŵyn may close in July.",
        "Mothers and fathers walked eleven miles to County Hall to hand over their objections. The nearest other "
        "primary school is 40 minutes away by minibus. A decision is due on 14 May.",
        "News",
        "Gethin Bâch",
        "Schools",
        dt.date(2026, 3, 27),
    ),
    Story(
        "Welsh-medium nursery to open in old vicarage",
        "The cylch meithrin at Tŷ Gwennol will take 30 toddlers from January.",
        "Work has begun on turning the empty house into two playrooms and a garden. More parents than ever want "
        "their children to learn Welsh, said its leader, Lleucu Haf Garmon. Six nursery assistants will be hired.",
        "News",
        "Heledd Siôr",
        "Schools",
        dt.date(2026, 10, 1),
    ),
    Story(
        "Last bus: the 47A is withdrawn after 60 years",
        "Hill villages are left without any public transport on Saturday.",
        "The firm of Pugh & Sons said that it lost £700 a week on the route from Trefaldon to Rhyd-y-grug. "
        "Pensioners held a wake at the bus stop, with sandwiches and a coffin of cardboard. The council had ended "
        "its subsidy in the spring.",
        "News",
        "Heledd Siôr",
        "Transport",
        dt.date(2026, 7, 4),
    ),
    Story(
        "Volunteers launch dial-a-ride for hill villages",
        "Two electric minibuses can be booked by telephone from Monday.",
        "Retired nurse Brigid MacAodhagáin is the first of 26 drivers. Passengers pay £3 a trip, and children go "
        "free. The scheme hopes to fill the gap that the 47A left.",
        "News",
        "Heledd Siôr",
        "Transport",
        dt.date(2026, 10, 22),
    ),
    Story(
        "Trains could stop at Rhyd-y-grug again",
        "A £350,000 study will look at re-opening the station, shut in 1965.",
        "Campaigners have kept the platform weeded for nineteen years. Engineers must show that the single-track "
        "line can carry six more trains a day. The minister called it “a long shot, but not a hopeless one”.",
        "News",
        "Meurig Ŵyn Hopkin",
        "Transport",
        dt.date(2026, 8, 20),
    ),
    Story(
        "Surgery to lose its only full-time GP",
        "Dr Róisín Ní Ghríobhtha leaves Clunford after 22 years.",
        "The practice has advertised four times for a doctor and not had one answer. Its 5,400 patients may be sent "
        "to Temefield, nine miles off. “I've loved every day of it, even the Mondays,” said Dr. Ní Ghríobhtha.",
        "News",
        "Heledd Siôr",
        "Health",
        dt.date(2026, 5, 21),
    ),
    Story(
        "Minor-injuries unit shut overnight",
        "People with cuts and sprains must travel 31 miles to A&E after 8pm.",
        "The health board blames a shortage of nurses at the cottage hospital in Trefaldon. The unit treated 212 "
        "people by night last year. A vigil will be held at the gates on Friday, 6 November.",
        "News",
        "Heledd Siôr",
        "Health",
        dt.date(2026, 10, 29),
    ),
    Story(
        "Ambulance took five hours to reach man of 91",
        "Ernest Tŷ-Coch lay on his kitchen floor with a broken hip.",
        "His daughter covered him with dogs' blankets while she waited. Three crews were queuing outside the A&E "
        "department that night, the ambulance trust said. It has apologised and begun a review.",
        "News",
        "Prudence Oakhill",
        "Health",
        dt.date(2026, 1, 15),
    ),
    Story(
        "Wind turbines refused on Mynydd Cŵn",
        "Planners say that seven masts of 110 metres would spoil the skyline.",
        "More than 800 letters of objection had come in. The developer, a German firm, will appeal: its director "
        "Jürgen Großkopf called the refusal “a poor day for the climate”. Ramblers sang hymns outside the hall.",
        "Council",
        "Prudence Oakhill",
        "Planning",
        dt.date(2026, 6, 11),
    ),
    Story(
        "Solar farm as large as 48 football pitches approved",
        "Panels near Temefield will power 7,200 homes.",
        "Sheep will graze between the rows, the landowner promised. The parish council had objected to lorries in "
        "narrow lanes. Building begins in 2027 and takes nine months.",
        "Council",
        "Gethin Bâch",
        "Planning",
        dt.date(2026, 9, 3),
    ),
    Story(
        "Forty-two holiday lodges planned at Llyn Gŵydd",
        "Anglers and birdwatchers join to oppose a £5m resort by the lake.",
        "The lodges would have hot tubs and a jetty. Bird-watcher Aeron Wîl said that noise would drive off the "
        "geese. The applicant says that it would bring 28 jobs.",
        "Council",
        "Prudence Oakhill",
        "Planning",
        dt.date(2026, 7, 30),
    ),
    Story(
        "Baker fined after mouse droppings found in flour",
        "T & J's Bakery must pay £3,200 and costs.",
        "Inspectors called at the shop in Broad Street on 9 January after a customer complained of a tail in her "
        "loaf. Owner Terence Jebb pleaded guilty to four hygiene offences. It has since been scrubbed and given five "
        "stars, magistrates at Trefaldon heard.",
        "Courts",
        "Ieuan Sŵydd",
        "Magistrates",
        dt.date(2026, 5, 7),
    ),
    Story(
        "Man jailed for stealing 140 sheep",
        "Police traced the flock by the DNA of its wool.",
        "Corwyn Hallett, 39, drove the ewes away by night in a borrowed lorry and sold them at a market in the "
        "Midlands. Judge Eleri Fâl sent him down for 27 months. The crown court heard that two farmers had since "
        "given up.",
        "Courts",
        "Ieuan Sŵydd",
        "Crown court",
        dt.date(2026, 4, 2),
    ),
    Story(
        "Ex-treasurer stole £18,350 from bowls club",
        "Norman Pettifer, 67, spent the money on cruises and scratchcards.",
        "He paid himself with 61 cheques in four years, the crown court was told. The club had to sell its mower. "
        "Sentence was put off until 3 December for reports.",
        "Courts",
        "Ieuan Sŵydd",
        "Crown court",
        dt.date(2026, 11, 5),
    ),
    Story(
        "Drink-driver crashed into chapel during wedding",
        "A woman of 24 was three times over the limit at 2 o'clock in the afternoon.",
        "The hatchback came through the vestry wall as the bride was signing the register. No one was hurt, though "
        "the organ is beyond repair. Magistrates banned her from the road for 30 months.",
        "Courts",
        "Ieuan Sŵydd",
        "Magistrates",
        dt.date(2026, 8, 13),
    ),
    Story(
        "Burglar left his wallet in the butcher's freezer",
        "He had climbed in for £40 and a leg of lamb.",
        "Officers found a library card in the purse and were waiting when he came home. Dale Crickmore, 31, of no "
        "fixed address, admitted burglary. He'll do 120 hours of unpaid work.",
        "Courts",
        "Ieuan Sŵydd",
        "Magistrates",
        dt.date(2026, 3, 19),
    ),
]
