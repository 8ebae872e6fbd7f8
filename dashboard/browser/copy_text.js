/* Buttons that copy: the address of the page as it is now, and a text in which "{link}" stands for that address.
 *
 * data: {texts: [{name, text, show}]}; show: whether the text is shown under its button before it is copied.
 */

import { node } from "./dom.js";

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
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

export default function copyText({ parentElement, data }) {
  let box = parentElement.querySelector(".copies");
  if (!box) { box = node("div", "copies"); parentElement.append(box); }
  box.replaceChildren(...data.texts.map(({ name, text, show }) => {
    const part = node("div"), button = node("button", "", name), told = node("span", "told");
    button.type = "button";
    told.setAttribute("role", "status");
    const now = () => text.replaceAll("{link}", window.location.href);
    button.addEventListener("click", async () => {
      told.textContent = (await copy(now())) ? "Copied" : "The browser does not allow copying";
      window.setTimeout(() => { told.textContent = ""; }, 4000);
    });
    part.append(button, told);
    if (show) {
      const words = node("pre", "", now());
      words.tabIndex = 0;
      part.append(words);
    }
    return part;
  }));
}
