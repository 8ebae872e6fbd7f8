/* The sorts of forms: what each is called, the key that begins it, and the form itself. */

import { ContradictionForm, DiscrepancyForm } from "./against_forms.js";
import { ClaimForm } from "./claim_form.js";
import { EventForm } from "./event_form.js";
import { StatementForm } from "./statement_form.js";
import { say } from "../words.js";

/**
 * @import {TiedTo} from "../protocol"
 * @typedef {keyof typeof SORTS} FormSort
 * @typedef {{box: HTMLElement, collect: () => Record<string, unknown>[], end?: () => void, hearTied?: (tied: TiedTo) => void}} Form `hearTied` hears
 *   what something has that the form is tied to
 */

export const SORTS = {
  event: { name: say("Act"), key: "e", make: EventForm },
  claim: { name: say("Claim: a figure, or none"), key: "c", make: ClaimForm },
  statement: { name: say("Statement"), key: "s", make: StatementForm },
  discrepancy: { name: say("Difference"), key: "d", make: DiscrepancyForm },
  contradiction: { name: say("Contradiction"), key: "o", make: ContradictionForm },
};

/** What goes against another: a second coder, who sees nothing that is there, codes none of it. @type {readonly FormSort[]} */
export const AGAINST = ["discrepancy", "contradiction"];

/**
 * The sort that a key begins.
 *
 * @param {string} pressed
 * @returns {FormSort | undefined}
 */
export function sortOf(pressed) {
  return /** @type {FormSort[]} */ (Object.keys(SORTS)).find((sort) => SORTS[sort].key === pressed);
}
