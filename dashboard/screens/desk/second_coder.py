"""A second coder, blind: codes an article again, then both codings side by side, settled one by one."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboard.coding import second_pass
from dashboard.coding.agreement import FieldAgreement
from dashboard.coding.second_pass import Comparison
from dashboard.errors import DashboardError
from dashboard.screens.choice_in_a_row import choice_in_a_row
from dashboard.screens.desk import code_article, own_dossiers
from dashboard.screens.safe_text import join, label, show
from dashboard.sources.dossier.store import DossierFile
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import say, say_count

STAGE, NOTICE = "second-stage", "second-notice"


def second_coder(file: DossierFile, tables: Tables) -> None:
    """Draw the blind pass, or the comparison."""
    if not tables.records["sources"]:
        st.info(say("No report is here yet. Bring one first."), icon=":material/article:")
        return
    stages = {"code": say("Code it blind"), "compare": say("Compare")}
    stage = choice_in_a_row(say("Second coder"), stages, STAGE, default="code")
    source = code_article.source_choice(tables)
    if source not in tables.texts:
        st.warning(say("The text of this article is not in this copy of the dossier, so it cannot be coded here."))
        return
    if stage == "code":
        st.caption(
            say(
                "Nothing that is coded already is shown here. What you code is kept apart, until both codings are compared."
            )
        )
        code_article.desk(file, tables, source, blind=True)
    else:
        _comparison(file, tables, source)


def _comparison(file: DossierFile, tables: Tables, source: str) -> None:
    notice = st.session_state.pop(NOTICE, "")
    if notice:
        st.error(label(notice), icon=":material/error:")
    found = second_pass.compare(file, source)
    if not found.forms:
        st.info(say("Nobody has coded this article blind yet."), icon=":material/visibility_off:")
        return
    show(_summary(found))
    for field in found.agreement.fields:
        for difference in field.differences:
            first, second = found.agreement.pairs[difference.unit]
            _difference(file, tables, found.events[first], found, second, field)
    _alone(tables, found)
    _settled(file)


def _summary(found: Comparison) -> Markup:
    """The table: units, percent, alpha, and why there is no alpha."""
    rows = [_row(field) for field in found.agreement.fields]
    if found.agreement.sentences:
        rows.append(_row(found.agreement.sentences, say("which sentences are coded")))
    both = say_count(
        len(found.agreement.pairs),
        one="{number} act was coded by both.",
        other="{number} acts were coded by both.",
    )
    return Markup(
        '<p>{}</p><table class="agreement"><thead><tr><th>{}</th><th>{}</th><th>{}</th><th>{}</th><th>{}</th></tr></thead>'
        "<tbody>{}</tbody></table>"
    ).format(both, say("Field"), say("Units"), say("Agree"), say("Krippendorff's alpha"), say("Remark"), join(rows))


def _row(field: FieldAgreement, name: str = "") -> Markup:
    percent = "–" if field.percent is None else say("{percent} %", percent=f"{field.percent:.0f}")
    alpha = "–" if field.alpha is None else f"{field.alpha:.2f}"
    return Markup("<tr><th>{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>").format(
        name or field.field.replace("_", " "), field.units, percent, alpha, field.note
    )


def _difference(
    file: DossierFile, tables: Tables, event: str, found: Comparison, second: int, field: FieldAgreement
) -> None:
    """One difference side by side, with the two ways to settle it."""
    number = found.agreement.pairs.index(next(pair for pair in found.agreement.pairs if pair[1] == second))
    difference = next(one for one in field.differences if one.unit == number)
    values = (_as_settled(difference.first), _as_settled(difference.second))
    if any(
        (one.event, one.field, one.first, one.second) == (event, field.field, *values)
        for one in second_pass.settlements(file)
    ):
        return
    title = str(tables.row("events", event)["title"])
    with st.container(border=True, key=f"difference-{second}-{field.field}"):
        show(
            Markup("<p><strong>{}</strong> {}</p><p>{}: {} · {}: {}</p>").format(
                title,
                field.field.replace("_", " "),
                say("as it stands"),
                _shown(difference.first),
                say("second coder"),
                _shown(difference.second),
            )
        )
        with st.container(horizontal=True):
            for taken, words in (("first", say("Keep what stands")), ("second", say("Take the second"))):
                st.button(
                    words,
                    key=f"settle-{second}-{field.field}-{taken}",
                    on_click=_settle,
                    args=(file, event, field.field, found, second, taken),
                )


def _as_settled(value: object) -> str:
    """A value as a settlement has it: the text of the cell."""
    return "" if value is None else ";".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _shown(value: object) -> str:
    if value is None:
        return say("not stated")
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _settle(file: DossierFile, event: str, field: str, found: Comparison, second: int, taken: str) -> None:
    try:
        second_pass.settle(file, event, field, found.forms[second], taken, own_dossiers.who())
    except DashboardError as error:
        st.session_state[NOTICE] = str(error)


def _alone(tables: Tables, found: Comparison) -> None:
    """What only one of the two has."""
    first = [str(tables.row("events", found.events[number])["title"]) for number in found.agreement.only_first]
    second = [
        tables.texts[one.source][slice(*one.span)] for one in (found.forms[n] for n in found.agreement.only_second)
    ]
    for words, lines in ((say("Only in what stands"), first), (say("Only by the second coder"), second)):
        if lines:
            show(
                Markup("<h3>{}</h3><ul>{}</ul>").format(
                    words, join(Markup("<li>{}</li>").format(line) for line in lines)
                )
            )
    if found.unreadable:
        st.caption(
            say_count(
                found.unreadable,
                one="{number} form of the second pass lacks something and is not compared.",
                other="{number} forms of the second pass lack something and are not compared.",
            )
        )


def _settled(file: DossierFile) -> None:
    done = second_pass.settlements(file)
    if not done:
        return
    with st.expander(say_count(len(done), one="{number} difference settled", other="{number} differences settled")):
        taken = {"first": say("what stood was kept"), "second": say("the second coder's was taken")}
        lines = [
            say(
                "{event}, {field}: “{first}” or “{second}”: {taken} ({who}, {at})",
                event=one.event,
                field=one.field,
                first=one.first,
                second=one.second,
                taken=taken.get(one.taken, one.taken),
                who=one.who,
                at=one.at[:16].replace("T", " "),
            )
            for one in done
        ]
        show(Markup("<ul>{}</ul>").format(join(Markup("<li>{}</li>").format(line) for line in lines)))
