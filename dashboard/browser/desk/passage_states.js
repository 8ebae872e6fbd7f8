/* What became of a passage of the article, in words. */

import { say } from "../words.js";

export const STATES = { accepted: say("on the map"), waiting: say("waits for review"), begun: say("begun, not complete"), left_out: say("left out"), unfinished: say("not finished") };
