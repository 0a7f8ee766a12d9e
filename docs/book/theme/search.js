// Searches the book in the reader's browser; without this script everything else works.

const search = document.querySelector(".search");
const field = search.querySelector("input");
const found = search.querySelector(".found");
const results = search.querySelector(".results");
const chapters = document.querySelector(".chapters");

/// More than these nobody reads: whoever sees them adds a word.
const MOST = 12;

let index;
function sections() {
  index ??= fetch("search.json").then((answer) => {
    if (!answer.ok) throw new Error(`${answer.status} for ${answer.url}`);
    return answer.json();
  });
  index.catch(() => (index = undefined));
  return index;
}

/// A heading counts more than a page's title, and that more than a word of the text.
function weight({ heading, page, text }, words) {
  let sum = 0;
  for (const word of words) {
    if (heading.toLowerCase().includes(word)) sum += 9;
    else if (page.toLowerCase().includes(word)) sum += 3;
    else if (text.toLowerCase().includes(word)) sum += 1;
    else return 0;
  }
  return sum;
}

function entry({ address, heading, page }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = address;
  link.textContent = heading;
  if (page !== heading) {
    const where = document.createElement("small");
    where.textContent = page;
    link.append(where);
  }
  item.append(link);
  return item;
}

async function show() {
  const asked = field.value;
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    found.textContent = "";
    results.replaceChildren();
    return;
  }
  try {
    const all = await sections();
    if (asked !== field.value) return;
    const weighed = all.map((section) => ({ section, weight: weight(section, words) })).filter(({ weight }) => weight > 0);
    weighed.sort((one, other) => other.weight - one.weight);
    found.textContent = weighed.length === 1 ? "1 place" : `${weighed.length} places`;
    results.replaceChildren(...weighed.slice(0, MOST).map(({ section }) => entry(section)));
  } catch {
    found.textContent = "The search could not be loaded.";
  }
}

field.addEventListener("input", show);
field.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    field.value = "";
    show();
  } else if (event.key === "Enter") {
    results.querySelector("a")?.click();
  }
});
search.hidden = false;

// On a narrow screen the contents would push the text away.
if (matchMedia("(max-width: 760px)").matches) chapters.open = false;
