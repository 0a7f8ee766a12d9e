// The proxy speaks TLS itself, and only a page that buyers could reach counts as a page on HTTPS.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launchAtShop, open } from "./support/browser.mjs";
import { makeCertificate } from "./support/certificate.mjs";
import { FOR_PERSONS, IN_ORDER, openReasons } from "./support/checklist.mjs";
import { FAKE_TOKEN, serve, serveShop } from "./support/proxy.mjs";
import { healingUpstream } from "./support/upstream.mjs";

let certificate, shop, upstream, local, browser;

before(async () => {
  certificate = makeCertificate();
  upstream = await healingUpstream();
  upstream.heal();
  const live = { MP_ACCESS_TOKEN: FAKE_TOKEN, MP_BASE_URL: upstream.url };
  [shop, local] = await Promise.all([serveShop(certificate), serve(live)]);
  browser = await launchAtShop(certificate, shop);
});

after(async () => {
  await browser?.close();
  await Promise.all([shop?.stop(), local?.stop()]);
  upstream?.stop();
  certificate?.remove();
});

test("a shop in order is ready on its HTTPS page once a person confirmed what no machine can see", async (t) => {
  const checklist = await open(t, browser, `https://${certificate.host}`);
  await checklist.choose(IN_ORDER);
  await checklist.run();
  assert.deepEqual(openReasons(await checklist.report()), FOR_PERSONS);
  assert.equal(await checklist.verdict(), "undecided");

  await checklist.confirmAll();
  await checklist.result.and(checklist.page.locator("[data-verdict=ready]")).waitFor();
  const report = await checklist.report();
  assert.equal(report.verdict, "ready");
  const page = report.outcomes.find((outcome) => outcome.check === "page-is-https");
  assert.equal(page.reason, "checkout_is_secure");
});

test("a page that only this machine can reach is left open, and nobody may say that it is right", async (t) => {
  const checklist = await open(t, browser, local.origin);
  await checklist.run();
  const reasons = openReasons(await checklist.report());
  assert.equal(reasons["page-is-https"], "page_is_local");
  assert.equal(reasons["page-has-no-mixed-content"], "page_is_not_on_https");
  const row = checklist.row("page-is-https");
  await row.unfold();
  assert.equal(await row.confirmButton.count(), 0);
  assert.equal(await row.dismissal.count(), 0);
  await row.againButton.waitFor();
  assert.equal(await checklist.verdict(), "undecided");
});
