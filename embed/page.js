// The stand-alone page: brings the element, remembers which language the reader chose, and offers
// what to paste into another page.

import "./checkout-readiness.js";
import { files, locales } from "@generated/assets";

const KEY = "checkout-readiness:1:language";

function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(language) {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Forgotten with the page.
  }
}

// Where a web server passes a folder of its own on, the proxy is in that folder too.
const folder = new URL(".", document.baseURI).pathname.slice(0, -1);
if (folder) document.querySelector("checkout-readiness").proxy = folder;

const buttons = [...document.querySelectorAll("[data-language]")];
const embedding = document.querySelector(".embedding");

function show(language) {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("checkout-readiness")) element.lang = language;
  for (const button of buttons) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }
  if (embedding.open) offer();
}

async function offer() {
  const language = document.documentElement.lang;
  const { draw } = await import(files.snippets);
  const words = ["snippets", "first"].map(async (part) => (await fetch(locales[language][part])).json());
  draw(embedding, await Promise.all(words), language);
}

const known = buttons.map((button) => button.dataset.language);
const wanted = [remembered(), ...navigator.languages.map((tag) => tag.split("-")[0])];
show(wanted.find((language) => known.includes(language)) ?? "en");

// The page is about nothing else: what it needs need not wait until the browser finds it on the screen.
document.querySelector("checkout-readiness").prepare();

for (const button of buttons) {
  button.addEventListener("click", () => {
    remember(button.dataset.language);
    show(button.dataset.language);
  });
}
embedding.addEventListener("toggle", () => embedding.open && offer());
