"""The desk: a person's own dossiers, and how a report becomes reviewed events in one of them.

own_dossiers     the dossiers in the user's folder: new, open, rename, duplicate, remove; the shipped ones are read-only
desk_page        the page "Desk" and its parts
desk_parts       which part of it is shown
bring_article    a text is brought, and where it comes from confirmed
article_facts    what is known of a stored article is corrected
copies_found     whether it is a copy or a newer version of an article that is here
coded_passages   the passages of an article that are coded, with what they are evidence for
code_article     an article is coded sentence by sentence
form_choices     what the forms of the desk choose among
own_values       what an event, a claim or a statement has in each field of a form
told_twice       what several articles tell of, and in what they can differ
reader_card      what is coded as the reader will see it, with its proofs
second_calendar  days that an article gives in an Islamic calendar, as it writes them and in ours
reopened_forms   a form is opened again: one that waits, or one that codes what is accepted
begun_forms      forms that were begun and refused, listed apart
waiting_titles   what a form that waits is called in a list
review_queue     what waits, each as the reader will see it: accept, edit, reject
accepted_rows    what was accepted is corrected, field by field
changed_meanwhile  two windows saved one row: both versions, and the choice
two_versions     two versions of a row side by side, whose stands chosen for each field
second_coder     a blind second pass, compared with the first and settled
change_log       every accepted change, undone and done again
hand_over_page   a dossier leaves, and another comes in
merge_in         another copy is merged: what is new, what may be the same, what differs
notices          what is said of the last thing that was done
"""
