// The page comes to the same answers as the command line, on HTTPS and in three languages.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launchAtShop, open } from "./support/browser.mjs";
import { makeCertificate } from "./support/certificate.mjs";
import { IN_ORDER } from "./support/checklist.mjs";
import { check, serveShop } from "./support/proxy.mjs";

// Slow is slow enough for a screen, and not for a clock.
const SANDBOX = { READINESS_SANDBOX: "slow=40ms,slowest=200ms" };

/// Beside every merchant in order and every one with many things wrong: a flaw of each kind. What
/// the rest of the cast comes to is asked of the proxy itself.
const FLAWS = [
  "test-credentials",
  "other-application",
  "wrong-keys",
  "token-expiring",
  "development-keys-differ",
  "webhook-missing",
  "webhook-differs",
  "ipn-in-use",
  "checkout-v1",
  "checkout-leaked",
  "checkout-blocked",
  "https-old-protocol",
  "return-by-http",
  "quality-placeholders",
  "quality-not-recorded",
  "payment-unknown",
  "rejections-of-every-kind",
  "orphans",
  "pix-deactivated",
  "reports-forbidden",
  "terminals-mixed",
  "point-where-not-sold",
  "minimal",
  "slow",
  "failing",
  "garbled",
  "revoked",
];

const READERS = {
  en: { locale: "en-US", not_ready: "Not ready to go live", undecided: "Not decided yet", ready: "Ready to go live" },
  es: { locale: "es-AR", not_ready: "Aún no está listo para salir a producción", undecided: "Aún sin definir", ready: "Listo para salir a producción" },
  pt: { locale: "pt-BR", not_ready: "Ainda não está pronto para entrar em produção", undecided: "Ainda indefinido", ready: "Pronto para entrar em produção" },
};

// A text that is missing shows where it should have been, one that is not filled its placeholder.
const FILES =
  "approval|credentials|document|facts|https|interface|merchants|notifications|path|pix-key|quality|reports|sale|shared|terminals";
const BARE = new RegExp(String.raw`(?<![\w./-])(${FILES})\.[a-z][a-z_.-]*[a-z]|\{[a-z_]*\}|undefined|\bnull\b|NaN|\[object`);

let certificate, proxy, browser;
const told = new Map();

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

/// What the command line says of that merchant; asked once for all languages.
function fromCommandLine(merchant) {
  if (!told.has(merchant)) told.set(merchant, check(["--merchant", merchant, "--json"], SANDBOX));
  return told.get(merchant);
}

/// What was found, without when: the two do not look at the same moment.
function findings({ outcomes }, leftOut) {
  const compared = outcomes.filter((outcome) => !leftOut.has(outcome.check));
  return compared.map(({ observed_at, elapsed_ms, details, ...rest }) => {
    const { request_id, payment_at, ...facts } = details;
    return { ...rest, details: facts };
  });
}

/// Checks of a page that the command line was not given. Only a browser stands on one.
function ofPageAlone({ outcomes }) {
  const unasked = outcomes.filter(({ reason }) => ["no_page_given", "needs_payment_page"].includes(reason));
  return new Set(unasked.map((outcome) => outcome.check));
}

for (const [language, reader] of Object.entries(READERS)) {
  test(`page and command line find the same, and every word of it is there in ${language}`, async (t) => {
    const checklist = await open(t, browser, `https://${certificate.host}`, { locale: reader.locale });
    const cast = await checklist.merchant.locator("option").evaluateAll((options) => options.map(({ value }) => value));
    const chosen = cast.filter((id) => /^(ready|worst)/.test(id) || FLAWS.includes(id));
    assert.equal(chosen.filter((id) => FLAWS.includes(id)).length, FLAWS.length, "every flaw is in the cast");
    assert.ok(chosen.length >= FLAWS.length + 15, "the ready and the worst are in the cast");

    for (const merchant of chosen) {
      await t.test(merchant, async () => {
        const asked = fromCommandLine(merchant);
        await checklist.choose(merchant);
        await checklist.run();
        const there = await checklist.report();
        const { output, all } = await asked;
        assert.ok(output, all);
        const here = JSON.parse(output);
        const leftOut = ofPageAlone(here);
        assert.deepEqual(findings(there, leftOut), findings(here, leftOut));
        assert.deepEqual(there.profile, here.profile);
        assert.deepEqual([there.schema, there.engine, there.mode], [here.schema, here.engine, "sandbox"]);
        // Without a page to look at, the command line may know less, never more.
        if (leftOut.size === 0) {
          assert.equal(there.verdict, here.verdict);
          assert.equal(there.next, here.next);
          assert.deepEqual(there.path, here.path);
        } else if (here.verdict !== "undecided") {
          assert.equal(there.verdict, here.verdict);
        }
        assert.equal(await checklist.verdict(), there.verdict);
        assert.equal(await checklist.verdictWord(), reader[there.verdict]);
        assert.doesNotMatch(await checklist.text(), BARE);
      });
    }

    await t.test("and the one in order is ready once a person told what only a person can tell", async () => {
      await checklist.choose(IN_ORDER);
      await checklist.runBy(() => checklist.runAgainButton.click());
      await checklist.confirmAll();
      await checklist.result.and(checklist.page.locator("[data-verdict=ready]")).waitFor();
      assert.equal(await checklist.verdictWord(), reader.ready);
      assert.doesNotMatch(await checklist.text(), BARE);
    });
  });
}

test("a missing word would be seen, and an address of the shop is none", () => {
  for (const bare of ["sale.item.payer-email", "path.rehearsal-payment", "{count}", "[object Object]"]) {
    assert.match(`Do this: ${bare} now`, BARE);
  }
  for (const fine of ["items.category_id", "shop.https.example", "reports.", "https://a.example/quality.html"]) {
    assert.doesNotMatch(`Send ${fine} now`, BARE);
  }
});
