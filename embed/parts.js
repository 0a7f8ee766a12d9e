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

export { draw, host, initialise, judge, look, plain, sheet };
