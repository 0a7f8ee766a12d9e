// The page and the command line come to the same answers about the same shop.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launchAtShop, open } from "./support/browser.mjs";
import { makeCertificate } from "./support/certificate.mjs";
import { FOR_A_PERSON, OF_THE_PAGE } from "./support/checklist.mjs";
import { check, serveShop } from "./support/proxy.mjs";

const EXIT_CODES = { ready: 0, not_ready: 1, undecided: 2 };
const SANDBOX = { READINESS_SANDBOX: "slow=40ms,slowest=200ms" };

let certificate, proxy, browser;

before(async () => {
  certificate = makeCertificate();
  proxy = await serveShop(certificate, SANDBOX);
  browser = await launchAtShop(certificate, proxy);
});

after(async () => {
  await browser?.close();
  await proxy?.stop();
  certificate?.remove();
});

/// What was found, without when: the two do not look at the same moment.
function findings({ outcomes }) {
  const elsewhere = outcomes.filter((outcome) => !OF_THE_PAGE.includes(outcome.check));
  return elsewhere.map(({ observed_at, elapsed_ms, details, ...rest }) => {
    const { request_id, payment_at, ...facts } = details;
    return { ...rest, details: facts };
  });
}

test("page and command line find the same of every merchant, and the exit code says which verdict", async (t) => {
  const checklist = await open(t, browser, `https://${certificate.host}`);
  const merchants = await checklist.merchant.locator("option").evaluateAll((options) => options.map(({ value }) => value));
  assert.ok(merchants.length > 15, "the cast is there");

  for (const merchant of merchants) {
    await t.test(merchant, async () => {
      const asked = check(["--merchant", merchant, "--json"], SANDBOX);
      await checklist.choose(merchant);
      await checklist.run();
      const there = await checklist.report();
      const { code, output, all } = await asked;
      assert.ok(output, all);
      const here = JSON.parse(output);
      assert.deepEqual(findings(there), findings(here));
      assert.deepEqual(there.profile, here.profile);
      assert.deepEqual([there.schema, there.engine, there.mode], [here.schema, here.engine, here.mode]);
      assert.equal(code, EXIT_CODES[here.verdict], `${code} for ${here.verdict}`);
      // Without a page to look at, the command line may know less, never more.
      if (here.verdict !== "undecided") assert.equal(there.verdict, here.verdict);
    });
  }
});

test("the exit code of a shop in order with a checkout that was seen is 0 once confirmed", async () => {
  const words = ["--merchant", "ready", "--checkout-url", "https://store.example/checkout", "--json"];
  assert.equal((await check(words)).code, 2);
  for (const id of [FOR_A_PERSON, "page-has-no-mixed-content"]) words.push("--confirm", id);
  const { code, output, all } = await check(words);
  assert.equal(code, 0, all);
  assert.equal(JSON.parse(output).verdict, "ready");
});

test("without a shop or with a word it does not know the command line judges nothing", async () => {
  assert.equal((await check([])).code, 3);
  assert.equal((await check(["--merchant", "nobody"])).code, 3);
  assert.equal((await check(["--no-such-option"])).code, 3);
});
