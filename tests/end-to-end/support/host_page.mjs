// A page of somebody else's that embeds the element: any markup, any headers, at an address of the
// proxy's, so that no other server is needed.

import assert from "node:assert/strict";

import { Checklist } from "./checklist.mjs";

export const LOADER = '<script type="module" src="/checkout-readiness.js"></script>';

/// The strictest policy under which the element works.
export const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; " +
  "img-src 'self' data:; require-trusted-types-for 'script'";

/// Opens such a page. Unless told otherwise nothing of it may fail: no error, no broken policy.
export async function host(t, browser, origin, body, { policy = STRICT, tolerated, before, ...reader } = {}) {
  const context = await browser.newContext({ locale: "en-US", ...reader });
  const faults = [];
  context.on("console", (message) => {
    const text = message.text();
    if (["error", "warning"].includes(message.type()) && !tolerated?.test(text)) faults.push(text);
  });
  context.on("weberror", (error) => faults.push(String(error.error())));
  t.after(async () => {
    await context.close();
    assert.deepEqual(faults, [], "faults of the page");
  });
  const page = await context.newPage();
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
      console.error(`policy violated: ${effectiveDirective} ${blockedURI}`);
    });
    // Everything the element tells, in order.
    globalThis.told = [];
    const names = ["ready", "run-start", "outcome", "run-complete", "verdict-change", "action", "error"];
    for (const name of names) {
      const hear = (event) => {
        if (event instanceof CustomEvent) globalThis.told.push({ name, detail: event.detail, id: event.target.id });
      };
      document.addEventListener(name, hear, { capture: true });
    }
  });
  if (before) await before(page);
  await page.route(`${origin}/host.html`, (route) =>
    route.fulfill({
      contentType: "text/html; charset=utf-8",
      headers: policy ? { "content-security-policy": policy } : {},
      body: `<!doctype html><html lang="en"><title>Panel</title>${body}`,
    }),
  );
  await page.goto(`${origin}/host.html`);
  const checklist = new Checklist(page);
  return { page, checklist, element: page.locator("checkout-readiness").first(), told: () => page.evaluate(() => globalThis.told) };
}

/// Waits until the element has told that.
export function heard(page, name, count = 1) {
  return page.waitForFunction(([name, count]) => globalThis.told.filter((event) => event.name === name).length >= count, [name, count]);
}
