"""From the text of a report to proposals: which sentences report an act, and the words in them that say what.

``reading.propose(text, proposal.Report(published))`` gives one :class:`SentenceProposal` a sentence: whether it reports an act and of
which kind, and the words for days, places, figures, actors and speakers, each with its reading and why. A person
decides; nothing here is coded. No model, no network: rules and word lists, which ``lexicon/`` holds with their sources.

report_reading       the steps in their order
proposal             what is proposed for one sentence
report_text          the file of a report → its text
sentence_split       a text → its sentences, as exact offsets
phrases              a list of phrases (a CSV of lexicon/) → where they stand in a text
acts                 whether a sentence reports an act, and of which kind
modality             what the words before an act make of it: a plan, a threat, a denial, history
actors               who acts, who is hit and who speaks
actor_names          how somebody is named, as pieces of regular expressions
speakers             who speaks
acting               who acts, who is hit and who fights whom
attacks_on_neighbours  an attack on what belongs to the neighbouring country
saying_verbs         verbs of saying, each with who says it
reported_statements  what somebody is reported to have said, and of which kind it is
persons              which words are part of a person's name
figures              how many were killed, wounded or detained, or what was damaged
counted_people       who is counted by a figure
number_words         numbers as a report writes them, with their bounds
arabic_figures       figures of losses in Dari, Pashto, Urdu and Arabic
days_in_text         the words for days in one sentence, with their readings
day_rules            the phrases for days, one rule a row
day_patterns         the pieces of these phrases, as regular expressions
day_readings         what each sort of phrase means: its earliest and latest day
day_context          what the words around a phrase for a day say about it
calendars            dates of the Islamic calendars → Gregorian days
datelines            the dateline of a report
places_in_text       the words for places, each with its candidates
named_spans          the names of places in a text
possible_names       which passages of a text may be a name
place_names          names → the places that bear them
name_clues           what stands around one name of a sentence
place_context        which countries a report is about
place_ranking        which of these places a name most likely means, and why
compass_places       "northern Mali": the region that a compass word makes
border_places        "along the border": the line between two countries
not_places           names of places where nothing happened: datelines, metonyms, persons
unlisted_places      names in the position of a place that no list has
"""
