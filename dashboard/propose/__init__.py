"""From the text of a report to proposals: which sentences report an act, and the words in them that say what.

``propose(text, Report(published))`` gives one :class:`SentenceProposal` a sentence: whether it reports an act and of
which kind, and the words for days, places, figures, actors and speakers, each with its reading and why. A person
decides; nothing here is coded. No model, no network: rules and word lists, which ``lexicon/`` holds with their sources.
"""

from dashboard.propose.proposal import Report, SentenceProposal
from dashboard.propose.reading import propose

__all__ = ["Report", "SentenceProposal", "propose"]
