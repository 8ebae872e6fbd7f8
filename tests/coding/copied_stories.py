"""Stories of our own writing on invented wars: a wire's report, a paper's rewriting of it, and what somebody else wrote.

The third reports the same act from other mouths: it agrees in names and figures and is no copy.
"""

from __future__ import annotations

from typing import NamedTuple


class Story(NamedTuple):
    """One act, told three times."""

    wire: str
    rewritten: str
    independent: str


BRIDGE = Story(
    wire="""KELVAR, June 12 (AP) - Rebels of the Sand Front blew up the main bridge over the Orro early on Thursday and killed at least 17 soldiers who were guarding it, the defence ministry of Nareth said.

The blast cut the only road between the capital and the southern provinces, leaving hundreds of lorries stranded on both banks.

"We heard two explosions and then the whole middle of the bridge was gone," said Hadi Temer, a fisherman who lives below the western bank.

The Front said in a message to journalists that its fighters had killed 40 soldiers and captured a store of ammunition. The ministry called the figure a fantasy.

It was the deadliest attack in the south since a ceasefire collapsed in April, when the two sides failed to agree on the release of prisoners.

Engineers said that it would take at least three months to put a temporary bridge in place.

The United Nations said 60,000 people in the province of Dorrim depend on food that comes over the bridge, and called on both sides to let boats cross.""",
    rewritten="""Seventeen soldiers killed as rebels destroy Orro bridge

At least 17 soldiers guarding the main bridge over the Orro were killed when Sand Front rebels blew it up early Thursday, Nareth's defence ministry said.

Hundreds of lorries were stranded on either bank after the blast severed the only road linking the capital with the southern provinces.

The rebels put the number of soldiers killed at 40 and said they had captured an ammunition store; the ministry dismissed the figure as fantasy.

Fisherman Hadi Temer, who lives below the western bank, said: "We heard two explosions and then the whole middle of the bridge was gone."

Since the ceasefire collapsed in April over the release of prisoners, no attack in the south has been deadlier.

A temporary bridge will take at least three months, engineers said, while the UN urged both sides to let boats cross because 60,000 people in Dorrim province depend on food brought over the bridge.

The president is to speak to the nation tonight.""",
    independent="""Kelvar woke on Thursday to the sound of ambulances. By seven in the morning the hospital had taken in 23 wounded men, most of them soldiers, its director told our reporter.

The bridge on the Orro, built forty years ago by a company from abroad, lies in the water. Its eastern arch still stands.

An officer who did not want to be named put the dead at seventeen. Families waiting at the barracks were given no list.

Traders at the market said that the price of flour had doubled by noon. A driver, Sel Oumar, had slept in his cab on the western side and did not know when he would get home.

The Sand Front has fought the army of Nareth for nine years. Nobody in the capital wanted to say last night what would follow.""",
)
HOSPITAL = Story(
    wire="""ISTRANOV, Nov 2 (Reuters) - A guided bomb hit the maternity ward of the district hospital in Istranov on Sunday night, killing six women and a newborn child, the regional governor of eastern Velia said.

Rescuers were digging through the rubble for eleven people who were believed to be trapped, governor Milo Radek wrote on his channel.

Karsk, whose forces stand 30 km to the north, denied that it had attacked the town and said that Velian air defence was to blame.

Reuters could not verify either account.

Doctors said the ward had been full because another hospital, in Bresk, was closed after shelling last week.

"They brought the babies down to the cellar in laundry baskets," said Anna Sorel, a nurse.

The foreign minister of Velia called for a meeting of the Security Council. Karsk has said it would veto any resolution on the war, which began in the spring of 2029.""",
    rewritten="""Six women and a newborn die in bombing of Velian hospital

Six women and a newborn were killed when a guided bomb struck the maternity ward of Istranov's district hospital late on Sunday, according to eastern Velia's regional governor, Milo Radek.

Radek wrote that eleven people were believed to be still trapped and that rescuers were digging through the rubble.

Denying any attack on the town, Karsk blamed Velian air defence. Its forces are 30 km north of Istranov.

Another hospital in Bresk had closed after shelling last week, doctors said, which is why the ward was full.

Nurse Anna Sorel said babies were brought down to the cellar "in laundry baskets".

Velia's foreign minister wants the Security Council to meet.""",
    independent="""The roof of the hospital is open to the rain. Under it, on what was the second floor, stand eleven beds.

Ivo Maren came to Istranov on Monday to look for his wife. He had spoken to her at nine in the evening. At ten, he says, the telephone was dead.

The town's prosecutor has opened a case. He counts seven dead, one of them an hour old, and will not speak of the weapon before he has the pieces on his table.

People here do not ask who did it. They ask why there was no alarm. The siren on the school had no power, says the caretaker.

In Karsk, state television showed a map with an arrow from the south.""",
)
MARKET = Story(
    wire="""TAMBOURA, Feb 19 (AFP) - Gunmen on motorcycles opened fire on a weekly market near Tamboura on Wednesday, killing at least 28 people and wounding dozens, residents and a local official told AFP.

The attackers arrived at about 11 am, when the market was busiest, and set fire to stalls and a clinic before they fled towards the forest of Mbari.

"They shot at anything that moved," a trader, Issa Garou, said by telephone. "I counted nineteen bodies behind the mosque."

The army of Sahrel said it had sent helicopters and had killed twelve of the attackers. There was no independent confirmation.

No group claimed responsibility. The area has seen a rise in raids by cattle thieves and by fighters of the Banner of the North since soldiers left the base at Koulou in December.

Aid groups said some 4,000 people had fled to the town of Tamboura, where schools have been turned into shelters.""",
    rewritten="""At least 28 people were killed and dozens wounded on Wednesday when motorcycle-riding gunmen attacked a weekly market near Tamboura, an official and residents said.

They came around 11 in the morning when the market was at its busiest, burned stalls and a clinic and then fled toward the Mbari forest.

Issa Garou, a trader, said the men shot at anything that moved and that he had counted 19 bodies behind the mosque.

Helicopters were sent and twelve attackers killed, according to Sahrel's army; this could not be confirmed independently.

Nobody has claimed the attack. Raids by cattle thieves and Banner of the North fighters have increased in the area since December, when soldiers left their base at Koulou.

About 4,000 people have taken refuge in Tamboura, aid groups said, and schools there now serve as shelters.""",
    independent="""The Council of Sahrel met in an extraordinary session on Thursday after the massacre at a market in the east.

Speakers asked why the base at Koulou was given up. The minister answered that the men were needed in the west, and that they would not go back before the rains.

A list that the parish of Tamboura drew up has 31 names. Eight of them are children.

The minister of health flew to the town with two surgeons. Her ministry says that blood is wanted, above all of the group 0.

Three days of mourning begin on Friday; football matches are put off.""",
)
STORIES = {"bridge": BRIDGE, "hospital": HOSPITAL, "market": MARKET}
