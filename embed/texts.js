// Texts on top of texts.

// Puts every text of `above` over the one at the same path of `texts`. Names that reach beyond an
// object's own are no texts.
export function overlay(texts, above) {
  for (const [key, value] of Object.entries(above ?? {})) {
    if (key === "__proto__") continue;
    const known = Object.hasOwn(texts, key) ? texts[key] : undefined;
    const goesDeeper = isTable(known) && isTable(value);
    texts[key] = goesDeeper ? overlay(known, value) : isTable(value) ? overlay({}, value) : value;
  }
  return texts;
}

function isTable(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
