/* Buttons that copy: the address of the page as it is now, and a text in which "{link}" stands for that address. Where the
 * operator says under which address others reach the page, links are made with that one; a link that leads to this
 * computer only says so. */

import { button, node } from "./dom.js";
import { say } from "./words.js";

/**
 * @import {Component} from "./types"
 * @import {CopyText, CopyTextData} from "./protocol"
 */

// Milliseconds for which the button says that it has copied.
const SAID = 4000;

/** @param {Component<CopyTextData>} component */
export default function copyText({ parentElement, data }) {
  let box = parentElement.querySelector(".copies");
  if (!box) {
    box = node("div", "copies");
    parentElement.append(box);
  }
  const link = linkTo(data.publicAddress);
  box.replaceChildren(...data.texts.map((text) => copyPart(text, link)));
  if (!data.publicAddress && THIS_COMPUTER.test(window.location.hostname)) {
    box.append(node("p", "reach", say("The link works on this computer only, while the dashboard runs here. Its days, filters and event can be read in it.")));
  }
}

// Names by which a computer calls itself.
const THIS_COMPUTER = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * The address of the page as it is now, when it is asked for.
 *
 * @param {string} base the address under which others reach the page; "" for the one that it has here
 */
function linkTo(base) {
  return () => (base ? `${base.replace(/[/?#]+$/, "")}/${window.location.search}` : window.location.href);
}

/**
 * @param {CopyText} text
 * @param {() => string} link
 */
function copyPart({ name, text, show }, link) {
  const part = node("div"), status = node("span", "told");
  status.setAttribute("role", "status");
  const now = () => text.replaceAll("{link}", link());
  const copying = button("", name, async () => {
    status.textContent = (await copy(now())) ? say("Copied") : say("The browser does not allow copying");
    window.setTimeout(() => { status.textContent = ""; }, SAID);
  });
  part.append(copying, status);
  if (show) {
    const words = node("pre", "", now());
    words.tabIndex = 0;
    part.append(words);
  }
  return part;
}

/** @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without the clipboard's permission: the old way.
    const area = node("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    return copied;
  }
}
