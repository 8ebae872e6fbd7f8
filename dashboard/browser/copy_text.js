/* Buttons that copy: the address of the page as it is now, and a text in which "{link}" stands for that address. */

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
  box.replaceChildren(...data.texts.map(copyPart));
}

/** @param {CopyText} text */
function copyPart({ name, text, show }) {
  const part = node("div"), status = node("span", "told");
  status.setAttribute("role", "status");
  const now = () => text.replaceAll("{link}", window.location.href);
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
