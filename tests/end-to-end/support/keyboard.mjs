// The focus, as a reader without a mouse follows it.

/// The element with the focus, through shadow roots: what it is, where it leads, how it shows.
export function focused(page) {
  return page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element || element === document.body) return null;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return {
      tag: element.localName,
      text: (element.localName === "select" ? element.value : element.innerText || element.type || "").trim(),
      row: element.closest("li.row")?.id.replace("row-", "") ?? null,
      // The browser draws the ring of a part of a field, such as the calendar's button, itself.
      hasRing: !element.matches(":focus") || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
      isSeen: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
    };
  });
}

/// Presses Tab until `is` says that the focus is there; every stop on the way is handed to `at`.
export async function tabTo(page, is, { key = "Tab", at = () => {}, most = 400 } = {}) {
  for (let step = 0; step < most; step++) {
    await page.keyboard.press(key);
    const stop = await focused(page);
    if (stop) at(stop);
    if (is(stop)) return stop;
  }
  throw new Error(`${most} presses of ${key} lead nowhere`);
}
