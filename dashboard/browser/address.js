/* Tells Python that the reader went back or forward in the browser's history. Streamlit runs the page then, too, but what
 * it says of the address in any run may be older than what Python has written since. */
const heard = new WeakMap();

export default function address({ parentElement, setTriggerValue }) {
  if (heard.has(parentElement)) return undefined;
  const moved = () => setTriggerValue("moved", Date.now());
  heard.set(parentElement, moved);
  window.addEventListener("popstate", moved);
  return () => { window.removeEventListener("popstate", moved); heard.delete(parentElement); };
}
