// A shop's own checkout page, with the widget on it: what it loads, says and keeps is the test's.

import { Checklist } from "./checklist.mjs";

/// Stand-ins for what other hosts serve: just enough to be at work on the page.
const SCRIPTS = {
  "https://sdk.mercadopago.com/js/v2": "globalThis.MercadoPago = class {}; globalThis.MP_DEVICE_SESSION_ID = 'armor.0000';",
  "https://secure.mlstatic.com/sdk/javascript/v1/mercadopago.js": "globalThis.Mercadopago = {};",
};

/// Opens the shop's page at its proxy's address, runs the widget on it, and collects whatever
/// leaves the page.
export async function openShopPage(t, browser, origin, { head = "", body = "", headers = {}, stored = {} } = {}) {
  const context = await browser.newContext({ locale: "en-US" });
  context.setDefaultTimeout(20_000);
  t.after(() => context.close());
  const sent = [];
  context.on("request", (request) => sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ""}`));
  await context.route(
    (url) => url.origin !== origin,
    (route) => {
      const script = SCRIPTS[route.request().url()];
      return script ? route.fulfill({ contentType: "text/javascript", body: script }) : route.abort();
    },
  );
  const markup = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Checkout</title>${head}
    <script type="module" src="/checkout-readiness.js"></script></head>
    <body><h1>Checkout</h1>${body}<checkout-readiness product="bricks"></checkout-readiness></body></html>`;
  await context.route(`${origin}/checkout`, (route) =>
    route.fulfill({ contentType: "text/html; charset=utf-8", headers: { "content-type": "text/html; charset=utf-8", ...headers }, body: markup }),
  );
  await context.addInitScript((stored) => {
    for (const [key, value] of Object.entries(stored)) localStorage.setItem(key, value);
  }, stored);
  const page = await context.newPage();
  await page.goto(`${origin}/checkout`);
  const checklist = new Checklist(page);
  await checklist.isDrawn();
  return { checklist, page, sent: () => sent.join("\n") };
}
