"""Invented stories of a border paper: farms, wildlife, shops and work."""

import datetime as dt

from articles.tests.search.known_records import Story

COUNTRY_STORIES = [
    Story(
        "Sheepdog puppy sold for £9,870",
        "Eight-month-old Nel goes to a ranch in America.",
        "Bidding at the online sale lasted eleven minutes. Her trainer, Gwilym Tŵr-Jones of Cwm Dŵr, said that she "
        "could read a ewe's mind. The record for a puppy is only £400 higher.",
        "Farming",
        "Non Ceiriog-Lloyd",
        "Sheepdogs",
        dt.date(2026, 1, 29),
    ),
    Story(
        "Rustlers take 63 ewes from hill farm",
        "The Texel crosses were within three weeks of lambing.",
        "Tomos ab Ifan-Rhys found the gate of his field at Bryn-yr-ŵyn lifted from its hinges. Sheep worth £14,000 "
        "have gone from the district since Christmas. Police ask dog walkers to note the numbers of strange "
        "trailers.",
        "Farming",
        "Non Ceiriog-Lloyd",
        "Rural crime",
        dt.date(2026, 3, 3),
    ),
    Story(
        "Herd is clear of TB after two years",
        "Dairy farmer weeps as the vet reads the last test.",
        "Catrin Wyn-Ŵth lost 71 cows to bovine tuberculosis. She may now sell calves again. “You hear the lorry come "
        "for them and it never leaves you,” she said.",
        "Farming",
        "Non Ceiriog-Lloyd",
        "Animal health",
        dt.date(2026, 5, 14),
    ),
    Story(
        "Dairy farmers quit as milk price falls to 31p",
        "Three herds were sold in one week at Trefaldon mart.",
        "It costs about 40p to produce a litre, the farmers' union says. Brothers Eifion and Iolo Dôl-y-bont milked "
        "their cows for the last time on Tuesday, 13 October. The processor blames a glut of butter.",
        "Farming",
        "Non Ceiriog-Lloyd",
        "Dairy",
        dt.date(2026, 10, 15),
    ),
    Story(
        "Livestock mart to move out of town",
        "The last auction in Smithfield Street will be next September.",
        "A supermarket will pay £3.75 million for the site, where beasts have been sold since 1858. The new ring "
        "will stand beside the by-pass. Publicans fear for their market-day breakfasts.",
        "Farming",
        "Non Ceiriog-Lloyd",
        "Livestock",
        dt.date(2026, 9, 24),
    ),
    Story(
        "Young farmers pull a tractor for 24 hours",
        "Llanbrân Y.F.C. raises £6,120 for the air ambulance.",
        "Teams of eight dragged the four-tonne tractor round the showground by rope. Secretary Mabli Sêr said that "
        "her hands were like raw steak. A bucket on the gate took £940 in coins.",
        "Farming",
        "Non Ceiriog-Lloyd",
        "Young farmers",
        dt.date(2026, 6, 4),
    ),
    Story(
        "Wild geese return to Llyn Gŵydd",
        "More than 1,100 white-fronts have been counted, the most since 1983.",
        "The birds fly from the Arctic and stay on the lake until March. Warden Aeron Wîl credits a ban on shooting. "
        "Visitors should keep their dogs on leads.",
        "Country",
        "Heledd Siôr",
        "Wildlife",
        dt.date(2026, 11, 12),
    ),
    Story(
        "Beavers to be let loose in Cwm Dŵr",
        "Two families of the animal will build dams to slow the floods.",
        "A pair and their kits arrive from Germany in the spring. Anglers worry for the trout; the trust's "
        "ecologist, Dr Käthe Böhm-Müller, says that fish thrive in beaver ponds. The project costs £185,000.",
        "Country",
        "Heledd Siôr",
        "Wildlife",
        dt.date(2026, 8, 27),
    ),
    Story(
        "Beekeeper's heather honey is best in show",
        "A man of 88 beats 212 jars with his last harvest.",
        "Idwal Pen-y-ffridd has kept bees since a swarm settled on his pram. His hives stand on the moor above "
        "Maesbrŷn. Judges praised the honey's scent of “smoke and toffee”.",
        "Country",
        "Heledd Siôr",
        "Shows",
        dt.date(2026, 8, 6),
    ),
    Story(
        "French cheesemaker's goats find a home on the border",
        "Zoé Lefèvre-Roux brings 60 animals and her great-grandmother's recipe.",
        "The cheese ripens for ten weeks in the cellar of a former gaol. She sells it with crème fraîche and quince "
        "at the Saturday market. A goat named Gérard ate her passport on the ferry.",
        "Business",
        "Delyth Coedcae",
        "Food and drink",
        dt.date(2026, 5, 28),
    ),
    Story(
        "Hardware shop H&J shuts after 112 years",
        "It sold single screws, paraffin and advice.",
        "Sisters Hilda and Joan Tranter, both over 80, have had no offer for the business. Everything must go, from "
        "mangles to mousetraps, on Saturday, 12 December. “We'll miss folk coming in for a washer and stopping an "
        "hour,” said Hilda.",
        "Business",
        "Delyth Coedcae",
        "Shops",
        dt.date(2026, 11, 19),
    ),
    Story(
        "Co-op to close its store in Broad Street",
        "Nineteen people will be offered work elsewhere.",
        "The supermarket has traded there since 1931. The society says the building needs a new roof at £600,000. "
        "Shoppers without cars will have to walk to the retail park.",
        "Business",
        "Delyth Coedcae",
        "Shops",
        dt.date(2026, 4, 9),
    ),
    Story(
        "Butchers' pork pie named best in Britain",
        "Hand-raised crust wins over thirty judges.",
        "Mother and son Bet and Rhodri Clwyd-Ŵyn bake 400 pies a day behind their shop in Clunford. The secret's in "
        "the jelly, which takes twelve hours. Orders have come from as far as the northern isles.",
        "Business",
        "Delyth Coedcae",
        "Food and drink",
        dt.date(2026, 4, 30),
    ),
    Story(
        "Café owner serves her last crème brûlée",
        "Geneviève Lecœur retires after 35 years in the High Street.",
        "Regulars brought their own spoons on the last day. She came to the town as an au pair and never learned to "
        "like tea. The café will become a nail bar.",
        "Business",
        "Delyth Coedcae",
        "Food and drink",
        dt.date(2026, 9, 30),
    ),
    Story(
        "Polish bakery opens in the old bank",
        "Łukasz Źrebiec keeps his flour in the vault.",
        "The bakery sells rye bread, poppy-seed cake and pączki, which are doughnuts filled with rose jam. He "
        "learned the trade in Gęślów from his grandfather. Two apprentices have been taken on.",
        "Business",
        "Delyth Coedcae",
        "Shops",
        dt.date(2026, 1, 22),
    ),
    Story(
        "Brewery's dark ale wins gold in Germany",
        "Cwrw Gŵydd beats 90 beers from 14 countries.",
        "Head brewer Anwen Brân-Tucker mixes bilberries into the mash. The brewery fills 3,000 bottles a week in a "
        "former cowshed. She'll spend the prize of €5,000 on a new boiler.",
        "Business",
        "Delyth Coedcae",
        "Food and drink",
        dt.date(2026, 10, 8),
    ),
    Story(
        "Post office counter moves into the Drover’s Arms",
        "Stamps and pensions will be handed over the bar.",
        "The village of Maesbrŷn had been without a post office for sixteen months. Landlord Kit Ballard has put a "
        "parcel scale beside the dartboard. It's open from nine o'clock until the last pint.",
        "Business",
        "Delyth Coedcae",
        "Shops",
        dt.date(2026, 2, 12),
    ),
    Story(
        "Full-fibre broadband ‘by Christmas’ for 900 farms",
        "Engineers are stringing cable through woods and under rivers.",
        "Some homes at Cwm Dŵr still get less than two megabits a second. Wi-fi in the village hall is the fastest "
        "for miles, and children do their homework in its porch. The grant is £2.9 million.",
        "Business",
        "Gethin Bâch",
        "Broadband",
        dt.date(2026, 7, 16),
    ),
    Story(
        "Caravan factory to cut 85 jobs",
        "Orders have halved since the boom of the pandemic.",
        "Workers at the plant in Temefield were told at 7.30am in the canteen. The trade union calls the news a "
        "bombshell. It is the third round of redundancies in 18 months.",
        "Business",
        "Delyth Coedcae",
        "Jobs",
        dt.date(2026, 11, 10),
    ),
    Story(
        "Average home now costs £243,000",
        "First-time buyers need eight times the average wage.",
        "Prices rose by 6.2% in a year, faster than in any neighbouring county. Estate agent Perpetua Sandham blames "
        "second homes. A studio flat over a chip shop went for £99,950.",
        "Business",
        "Delyth Coedcae",
        "Housing",
        dt.date(2026, 7, 9),
    ),
    Story(
        "Wedding dress left in charity shop goes back to bride",
        "Her husband had taken the wrong box.",
        "Volunteers in Trefaldon had put the silk gown in the window at £45. The bride, Carys Nâd-y-felin, wants her "
        "daughter to wear it on 5 June. She gave the hospice shop £200 and a kiss all round.",
        "News",
        "Prudence Oakhill",
        "Charities",
        dt.date(2026, 5, 5),
    ),
    Story(
        "Market hall clock strikes again after 31 years",
        "A retired watchmaker mends it with a part from a pram.",
        "Zbigniew Świętosz climbed 96 steps every day for a year. The clock had stood at ten to three since a "
        "thunderstorm. It now chimes the hours, but not by night.",
        "News",
        "Meurig Ŵyn Hopkin",
        "History",
        dt.date(2026, 6, 18),
    ),
    Story(
        "Why a hedge is worth more than a fence",
        "Our columnist speaks up for the hawthorn.",
        "A mile of hedgerow holds two thousand kinds of living thing, and a mile of wire holds none. My grandfather "
        "laid hedges with a billhook and a flask of cold tea. Cut them in February, not in August, and the thrushes "
        "will thank you.",
        "Opinion",
        "Non Ceiriog-Lloyd",
        "Countryside",
        dt.date(2026, 2, 5),
    ),
]
