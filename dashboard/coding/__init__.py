"""From a report that somebody brings to what is coded of it: its text, where it comes from, its copies, a second pass.

Nothing here is coded by itself: everything is proposed with its reason, and a person decides. No address is fetched.

brought_text        a file that somebody brings → its text, kept with the bytes
article_kinds       which kind of file the bytes of an article are
article_text        the bytes of a text file → its text
extraction          the text of a page, a document or a mail, taken out in a process of its own
extracted_text      what a program takes out of a file
web_page            the article of a web page
page_paragraphs     the paragraphs of a web page that its text lacks
page_metadata       what a web page states of itself
word_document       the text of a Word document
pdf_document        the text of a PDF
mail_message        the text of an e-mail
anchor              where a brought text comes from, as proposals
anchor_proposal     one proposal, with the words that it rests on
anchor_days         the days of publication and of the last update
anchor_names        title, publisher, datelines, news agency and address
text_lines          the first and the last lines of a text
written_days        days as a file or a headline writes them
wire_agencies       names of news agencies where they stand as the origin
article_copies      which articles a text is a copy of, sentence beside sentence
article_versions    where the quotes of an article stand in its newer version
sentence_alignment  which sentence of one text says what a sentence of another says
word_differences    in which words two passages differ
agreement           how far two codings of an article agree, field by field
matched_codings     which event of one coding is which event of the other
krippendorff_alpha  Krippendorff's alpha of two coders
article_rows        a brought text and where it comes from → its row among the sources, and its bytes
article_correction  what is known of a stored article is corrected, with the days that hang on it
counted_sides       whose people a figure counts, by the words for them
sentence_offers     what is offered beside each sentence of an article
proposed_places     a place that the proposer names → the place of the gazetteer that a form can choose
place_answers       a search for a place, as somebody types
forms               what a person codes of one sentence
form_reading        what the page sends → a form, or the faults that name its fields
coded_rows          a form → the rows of the dossier that say it
event_rows          the form of an act → its rows
event_told_again    what another report adds to an event, and in what it differs from it
said_rows           the form of a claim or of a statement → its rows
said_again          the same for what is told again of them
against_rows        a discrepancy of two articles, a contradiction → rows
differences         in what a report differs from what is coded; what becomes of each point
carried_actors      who is named in a form, and how well that supports it
drawn_shape         what was drawn by hand → a sound shape
form_on_file        what is accepted → the form that codes it, to be edited
edited_rows         an edited form → what it changes of the rows that stand
gate_sentences      what the gate finds wrong with a form, in the words of the form
form_changes        the rows of a form → the changes that save them
event_titles        what an act is called where nobody gives it a title
coded_row           a row of a dossier as it shall stand; ids
passages            the quotes and the evidence of a coded row
actor_rows          who is named: choices of a form → actors of the dossier
place_rows          a chosen place → its row and its shape
copies_differ       what only some copies of one story have
carried_over        what an earlier copy was coded to, as proposals for the new one
second_pass         a blind second pass, compared and settled
merged_changes      what a merge makes of a dossier → the changes that bring it there
rejected_drafts     what was rejected here, which no merge brings back
merged_drafts       what lies on another desk → what of it comes to this one
desk_work           forms that wait for review, and how they become rows
"""
