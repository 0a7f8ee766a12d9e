// The widget on a shop's own checkout page: it reads the page it stands on, and tells no secret.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launchAtShop } from "./support/browser.mjs";
import { makeCertificate } from "./support/certificate.mjs";
import { FAKE_TOKEN, serveShop } from "./support/proxy.mjs";
import { openShopPage } from "./support/shop_page.mjs";
import { healingUpstream } from "./support/upstream.mjs";

/// Visibly fake, and found nowhere else.
const LEAKED = "APP_USR-1000000000000001-010112-000000000000000000000000c0ffee00-100004242";

const V2 = '<script src="https://sdk.mercadopago.com/js/v2"></script>';
const V1 = '<script src="https://secure.mlstatic.com/sdk/javascript/v1/mercadopago.js"></script>';

let certificate, upstream, proxy, browser, origin;

before(async () => {
  certificate = makeCertificate();
  upstream = await healingUpstream();
  upstream.heal();
  // A shop whose operator declared no checkout address: the page itself is all there is to see.
  proxy = await serveShop(certificate, {
    MP_ACCESS_TOKEN: FAKE_TOKEN,
    MP_BASE_URL: upstream.url,
    READINESS_PRODUCT: "bricks",
    READINESS_LOG: "trace",
  });
  browser = await launchAtShop(certificate, proxy);
  origin = `https://${certificate.host}`;
});

after(async () => {
  await browser?.close();
  await proxy?.stop();
  upstream?.stop();
  certificate?.remove();
});

/// What the checks of the page answer there: check to reason.
async function reasonsOn(t, shop) {
  const opened = await openShopPage(t, browser, origin, shop);
  await opened.checklist.run();
  const report = await opened.checklist.report();
  const reasons = Object.fromEntries(report.outcomes.map(({ check, reason }) => [check, reason]));
  return { ...opened, report, reasons };
}

test("a page in order passes every check of a page", async (t) => {
  const { reasons } = await reasonsOn(t, { head: V2, body: "<form><input name=card></form>" });
  assert.equal(reasons["page-is-https"], "page_is_secure");
  assert.equal(reasons["page-has-no-mixed-content"], "nothing_insecure");
  assert.equal(reasons["sdk-is-current"], "current");
  assert.equal(reasons["device-id-is-active"], "made_on_the_page");
  assert.equal(reasons["page-shows-no-secret"], "nothing_secret");
  assert.equal(reasons["no-test-leftovers-on-page"], "nothing_left");
  assert.equal(reasons["content-security-policy-lets-mercado-pago-in"], "no_policy");
});

test("the first version of MercadoPago.js is found at work", async (t) => {
  const { reasons, checklist } = await reasonsOn(t, { head: V1 });
  assert.equal(reasons["sdk-is-current"], "version_one");
  assert.equal(await checklist.verdict(), "not_ready");
});

test("a page that takes no payments passes none of the checks about payments", async (t) => {
  const { reasons, checklist } = await reasonsOn(t, {});
  for (const check of ["sdk-is-current", "device-id-is-active", "page-shows-no-secret", "no-test-leftovers-on-page"]) {
    assert.equal(reasons[check], "page_takes_no_payments", check);
  }
  assert.notEqual(await checklist.verdict(), "ready");
});

test("what the page loads over plain http is named", async (t) => {
  const { reasons, report } = await reasonsOn(t, {
    head: V2,
    body: '<img src="http://images.example/logo.png"><form action="http://shop.example/pay"></form>',
  });
  assert.equal(reasons["page-has-no-mixed-content"], "insecure_resources");
  const { details } = report.outcomes.find(({ check }) => check === "page-has-no-mixed-content");
  assert.match(JSON.stringify(details), /images\.example.*shop\.example|shop\.example.*images\.example/);
});

test("a policy that keeps Mercado Pago out is read from the page's headers and from its markup", async (t) => {
  const policy = "default-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' data:";
  const check = "content-security-policy-lets-mercado-pago-in";
  const inHeaders = await reasonsOn(t, { head: V2, headers: { "content-security-policy": policy } });
  assert.equal(inHeaders.reasons[check], "keeps_payments_out");
  const inMarkup = await reasonsOn(t, { head: `<meta http-equiv="Content-Security-Policy" content="${policy}">${V2}` });
  assert.equal(inMarkup.reasons[check], "keeps_payments_out");
});

const PLACES = {
  "a script of the page": { head: `${V2}<script>const token = "${LEAKED}";</script>` },
  "an attribute": { head: V2, body: `<div data-token="${LEAKED}"></div>` },
  "a comment": { head: V2, body: `<!-- ${LEAKED} -->` },
  "the browser's storage": { head: V2, stored: { cart: JSON.stringify({ token: LEAKED }) } },
};

for (const [place, shop] of Object.entries(PLACES)) {
  test(`an Access Token in ${place} is found, and only its last four characters are told`, async (t) => {
    const { checklist, page, report, reasons, sent } = await reasonsOn(t, shop);
    assert.equal(reasons["page-shows-no-secret"], "shows_a_secret");
    assert.equal(await checklist.verdict(), "not_ready");
    await checklist.unfoldAll();
    const { details } = report.outcomes.find(({ check }) => check === "page-shows-no-secret");
    assert.match(JSON.stringify(details), /…4242/);

    const told = {
      "the widget": await checklist.element.evaluate((element) => element.shadowRoot.innerHTML),
      "what was sent": sent(),
      "the report": JSON.stringify(report),
      "the document": (await checklist.document("html")).text,
      "what the widget keeps": await page.evaluate(() =>
        JSON.stringify(Object.entries({ ...localStorage }).filter(([key]) => key.startsWith("checkout-readiness"))),
      ),
      "the proxy's log": proxy.said(),
    };
    assert.match(told["what was sent"], /POST \S+\/api\/v1\/runs .*4242/, "the finding was sent");
    for (const [where, text] of Object.entries(told)) {
      assert.ok(text.length > 0, `nothing was collected from ${where}`);
      for (const part of [LEAKED, "c0ffee", "00-100004242"]) assert.ok(!text.includes(part), `${part} is in ${where}`);
    }
  });
}
