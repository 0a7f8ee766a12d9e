// The proxy speaks TLS itself, and only a page that buyers could reach counts as a page on HTTPS.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launchAtShop, open } from "./support/browser.mjs";
import { makeCertificate } from "./support/certificate.mjs";
import { FOR_A_PERSON, openReasons } from "./support/checklist.mjs";
import { serve, serveShop } from "./support/proxy.mjs";

let certificate, shop, local, browser;

before(async () => {
  certificate = makeCertificate();
  [shop, local] = await Promise.all([serveShop(certificate), serve()]);
  browser = await launchAtShop(certificate, shop);
});

after(async () => {
  await browser?.close();
  await Promise.all([shop?.stop(), local?.stop()]);
  certificate?.remove();
});

test("a shop in order is ready on its HTTPS page once a person confirmed what no machine can see", async (t) => {
  const checklist = await open(t, browser, `https://${certificate.host}`);
  await checklist.run();
  assert.deepEqual(openReasons(await checklist.report()), { [FOR_A_PERSON]: "compare_with_panel" });
  assert.equal(await checklist.verdict(), "undecided");

  await checklist.row(FOR_A_PERSON).confirm();
  await checklist.result.and(checklist.page.locator("[data-verdict=ready]")).waitFor();
  const report = await checklist.report();
  assert.equal(report.verdict, "ready");
  const page = report.outcomes.find((outcome) => outcome.check === "page-is-https");
  assert.equal(page.reason, "page_is_secure");
});

test("the same shop is never ready on a page that only this machine can reach", async (t) => {
  const checklist = await open(t, browser, local.origin);
  await checklist.run();
  assert.equal(openReasons(await checklist.report())["page-is-https"], "page_is_local");
  await checklist.row(FOR_A_PERSON).confirm();
  await checklist.row(FOR_A_PERSON).said.waitFor();
  assert.equal(await checklist.verdict(), "undecided");
  assert.equal((await checklist.report()).verdict, "undecided");
});
