// What stands until the compiled widget is there: the same frame and rows, from the same texts, so
// that nothing moves when it takes over. Nothing of it can be used yet.

const HEADINGS = ["https", "credentials", "pix-key", "notifications", "quality", "approval", "reports", "terminals"];
const PARTS = { header: "header", primary: "button", list: "list", row: "row" };
const IN_PERSON = ["point", "qr"];

function made(tag, name, ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  // A page dresses these parts as it dresses the widget's.
  element.part = PARTS[name] ?? "";
  element.append(...children);
  return element;
}

// What stands in the place of this element's widget.
export function skeleton(element, words) {
  const { interface: own, shared } = words;
  const wanted = element.only.split(/\s+/).filter(Boolean);
  const hidden = element.hide.split(/\s+/);
  // A sale in person has no page, and one on a page has no terminal.
  const other = IN_PERSON.includes(element.product) ? "https" : "terminals";
  const shown = HEADINGS.filter(
    (heading) => heading !== other && (!wanted.length || wanted.includes(heading)) && !hidden.includes(heading),
  );
  const field = (label) => {
    const select = made("select", "", made("option", "", "…"));
    select.disabled = true;
    return made("label", "choice", made("span", "choice-label", label), select);
  };
  const header = made(
    "header",
    "header",
    made("h2", "header-title", own.title),
    made("div", "choices", field(own.choose.product), field(own.choose.site)),
  );
  return made("div", "skeleton", header, element.autoRun ? list(words, shown) : start(words, shown, shared));
}

function checks(words, heading) {
  return Object.entries(words[heading]).filter(([, texts]) => texts?.name);
}

function start({ interface: { run, start: own }, ...words }, shown, shared) {
  const button = made("button", "primary", run);
  button.disabled = true;
  const rows = shown.map((heading) => {
    const count = made("span", "number", String(checks(words, heading).length));
    const name = made("h4", "", shared.requirement[heading], " ", count);
    return made("details", "folded", made("summary", "", name));
  });
  const asks = own.asks.map((text) => made("li", "", text));
  const what = made("div", "", made("h3", "", own.what), ...rows);
  const who = made("div", "", made("h3", "", own.who), made("ul", "plain", ...asks));
  return made("section", "start", made("p", "lead", own.lead), button, made("div", "columns", what, who));
}

function list({ shared, ...words }, shown) {
  const groups = shown.map((heading) => {
    const rows = checks(words, heading).map(([check, { name }]) => {
      const row = made("li", "row", made("details", "", made("summary", "", made("span", "title", name))));
      row.dataset.check = check;
      return row;
    });
    return made("section", "group", made("h3", "", shared.requirement[heading]), made("ul", "rows", ...rows));
  });
  return made("div", "list", ...groups);
}
