// What to paste into another page, for the product, country, look and view that are chosen.

import style from "../style/snippets.css";

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);
document.adoptedStyleSheets.push(sheet);

const CHOICES = { product: "", site: "", theme: "", view: "" };
const LOOKS = { theme: ["", "light", "dark", "auto"], view: ["", "summary", "badge"] };
const KINDS = { HTML: html, React: react, WordPress: wordpress };

// Draws the generator into an open <details>, below its summary.
export function draw(details, [words, { shared }], language) {
  const form = made("form");
  const names = (table) => [["", words.any], ...Object.entries(shared[table])];
  const looks = (name) => LOOKS[name].map((value) => [value, words[name][value || "default"]]);
  for (const [name, options] of [
    ["product", names("product")],
    ["site", names("site")],
    ["theme", looks("theme")],
    ["view", looks("view")],
  ]) {
    form.append(field(words.label[name], name, options, () => show()));
  }
  const status = made("p");
  status.setAttribute("role", "status");
  const blocks = Object.entries(KINDS).map(([kind, write]) => {
    const code = made("code");
    const pre = made("pre", code);
    pre.tabIndex = 0;
    const copy = made("button", words.copy.replace("{kind}", kind));
    copy.type = "button";
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(code.textContent);
        status.textContent = words.copied.replace("{kind}", kind);
      } catch {
        getSelection().selectAllChildren(code);
        status.textContent = words.select;
      }
    });
    const section = made("section", made("h2", kind), made("p", words.hint[kind]), pre, copy);
    return { code, write, section };
  });
  const show = () => {
    for (const { code, write } of blocks) code.textContent = write({ ...CHOICES, lang: language });
  };
  show();
  details.replaceChildren(details.querySelector("summary"), form, ...blocks.map(({ section }) => section), status);
}

// Where this page is served, which is where the files and the proxy are.
const base = new URL(".", document.baseURI).href.replace(/\/$/, "");

function chosen(choices) {
  return Object.entries({ proxy: base, ...choices }).filter(([, value]) => value);
}

function html(choices) {
  const attributes = chosen(choices).map(([name, value]) => ` ${name}="${value}"`);
  return `<script type="module" src="${base}/checkout-readiness.js"></script>
<checkout-readiness${attributes.join("")}></checkout-readiness>`;
}

function react(choices) {
  const properties = chosen(choices).map(([name, value]) => `\n      ${name}="${value}"`);
  return `import { CheckoutReadiness } from "checkout-readiness/react";

export function Readiness() {
  return (
    <CheckoutReadiness${properties.join("")}
    />
  );
}`;
}

function wordpress({ product, site, theme }) {
  const settings = Object.fromEntries(chosen({ product, site, theme }));
  return `wp option update checkout_readiness '${JSON.stringify(settings)}' --format=json`;
}

function field(label, name, options, changed) {
  const select = made("select");
  select.name = name;
  for (const [value, text] of options) select.append(Object.assign(made("option", text), { value }));
  select.value = CHOICES[name];
  select.addEventListener("change", () => {
    CHOICES[name] = select.value;
    changed();
  });
  return made("label", label, select);
}

function made(tag, ...children) {
  const element = document.createElement(tag);
  element.append(...children);
  return element;
}
