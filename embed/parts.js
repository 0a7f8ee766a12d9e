// What the widget fetches once it is needed: reading the page, and drawing what unfolds.

import initialise, { draw, judge, look, plain } from "@generated/parts";
import style from "@generated/answers.css";

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);

// What only the parts ask of whoever loaded them.
const host = {
  save,
  copy: (text) => navigator.clipboard?.writeText(text).then(() => true, () => false) ?? Promise.resolve(false),
};

function save(name, type, text) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  Object.assign(document.createElement("a"), { href, download: name }).click();
  URL.revokeObjectURL(href);
}

// Takes the skeleton away once the widget below it knows who answers: before, its rows would still
// move. While the skeleton stands, frame.css hides what follows it.
function unveil(host) {
  const show = () => {
    observer.disconnect();
    clearTimeout(timer);
    host.querySelector(":scope > .skeleton")?.remove();
    host.removeAttribute("aria-busy");
  };
  const look = () => host.querySelector(".account, .notice, form.access") && show();
  const observer = new MutationObserver(look);
  const timer = setTimeout(show, SKELETON_MS);
  observer.observe(host, { childList: true, subtree: true });
  look();
}

export { draw, host, initialise, judge, look, plain, sheet };
