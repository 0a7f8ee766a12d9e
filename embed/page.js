// The stand-alone page: brings the element, and remembers which language the reader chose.

import "./checkout-readiness.js";

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

const buttons = [...document.querySelectorAll("[data-language]")];

function show(language) {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("checkout-readiness")) element.lang = language;
  for (const button of buttons) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }
}

const known = buttons.map((button) => button.dataset.language);
const wanted = [remembered(), ...navigator.languages.map((tag) => tag.split("-")[0])];
show(wanted.find((language) => known.includes(language)) ?? "en");

for (const button of buttons) {
  button.addEventListener("click", () => {
    remember(button.dataset.language);
    show(button.dataset.language);
  });
}
