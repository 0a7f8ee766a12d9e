// Every merchant of the sandbox comes to its verdict on an HTTPS page, in three languages.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launchAtShop, open } from "./support/browser.mjs";
import { makeCertificate } from "./support/certificate.mjs";
import { FOR_A_PERSON, openReasons } from "./support/checklist.mjs";
import { serveShop } from "./support/proxy.mjs";

const NEEDS_TOKEN = {
  "access-token-is-production": "needs_working_token",
  "production-credentials-activated": "needs_working_token",
  "account-is-the-expected-one": "needs_working_token",
  "account-can-receive-payments": "needs_working_token",
  "site-is-the-expected-one": "needs_working_token",
  "card-payments-are-enabled": "needs_working_token",
  "webhook-url-is-configured": "needs_working_token",
};

const UNSEEN = {
  "access-token-works": "could_not_look",
  "access-token-is-production": "could_not_look",
  "production-credentials-activated": "could_not_look",
  "public-key-works": "could_not_look",
  "public-key-matches-token": "could_not_look",
  "account-is-the-expected-one": "could_not_look",
  "account-can-receive-payments": "could_not_look",
  "site-is-the-expected-one": "could_not_look",
  "card-payments-are-enabled": "could_not_look",
  "webhook-url-is-configured": "could_not_look",
};

// Merchant, verdict, and everything that does not pass beside what is always for a person.
const CAST = {
  ready: ["undecided", {}],
  argentina: [
    "undecided",
    {
      "page-has-no-mixed-content": "nothing_insecure_in_markup",
      "account-is-the-expected-one": "not_declared",
    },
  ],
  "test-user": ["not_ready", { "access-token-is-production": "test_user" }],
  "test-credentials": [
    "not_ready",
    {
      "access-token-is-production": "test_credential",
      "production-credentials-activated": "is_a_test_credential",
      "public-key-works": "test_key",
    },
  ],
  "not-activated": ["not_ready", { "production-credentials-activated": "not_activated" }],
  "other-application": ["not_ready", { "public-key-matches-token": "other_application" }],
  restricted: ["not_ready", { "account-can-receive-payments": "may_not_sell" }],
  "oauth-seller": ["undecided", {}],
  "webhook-missing": [
    "undecided",
    {
      "webhook-url-is-configured": "not_visible",
      "webhook-url-is-public-https": "no_address_known",
    },
  ],
  "webhook-catcher": ["undecided", { "webhook-url-is-public-https": "test_catcher" }],
  "webhook-expired-certificate": [
    "undecided",
    { "webhook-url-is-public-https": "certificate_does_not_hold" },
  ],
  "webhook-redirects": ["undecided", { "webhook-url-is-public-https": "redirects" }],
  "webhook-private": ["undecided", { "webhook-url-is-public-https": "private_address" }],
  "checkout-mixed": ["not_ready", { "page-has-no-mixed-content": "insecure_resources" }],
  "wrong-keys": [
    "not_ready",
    {
      "access-token-works": "is_a_public_key",
      ...NEEDS_TOKEN,
      "public-key-works": "is_an_access_token",
      "public-key-matches-token": "needs_working_key",
    },
  ],
  "wrong-country": ["not_ready", { "site-is-the-expected-one": "other_site" }],
  minimal: [
    "undecided",
    {
      "access-token-is-production": "field_missing",
      "account-can-receive-payments": "field_missing",
    },
  ],
  slow: ["undecided", {}],
  "rate-limited": ["undecided", UNSEEN],
  failing: ["undecided", UNSEEN],
  garbled: ["undecided", UNSEEN],
  revoked: [
    "not_ready",
    {
      "access-token-works": "refused",
      ...NEEDS_TOKEN,
      "public-key-works": "refused",
      "public-key-matches-token": "needs_working_key",
    },
  ],
};

const READERS = {
  en: { locale: "en-US", not_ready: "Not ready to go live", undecided: "Not decided yet", ready: "Ready to go live" },
  es: { locale: "es-AR", not_ready: "Aún no está listo para salir a producción", undecided: "Aún sin definir", ready: "Listo para salir a producción" },
  pt: { locale: "pt-BR", not_ready: "Ainda não está pronto para entrar em produção", undecided: "Ainda indefinido", ready: "Pronto para entrar em produção" },
};

// A text that is missing shows where it should have been, one that is not filled its placeholder.
const BARE = /\b(credentials|facts|https|interface|notifications|shared)\.[a-z_-]+|\{[a-z_]*\}|undefined|\bnull\b|NaN|\[object/;

let certificate, proxy, browser;

before(async () => {
  certificate = makeCertificate();
  // Slow is slow enough for a screen, and not for a clock.
  proxy = await serveShop(certificate, { READINESS_SANDBOX: "slow=40ms,slowest=200ms" });
  browser = await launchAtShop(certificate, proxy);
});

after(async () => {
  await browser?.close();
  await proxy?.stop();
  certificate?.remove();
});

for (const [language, reader] of Object.entries(READERS)) {
  test(`every merchant comes to its verdict in ${language}`, async (t) => {
    const checklist = await open(t, browser, `https://${certificate.host}`, { locale: reader.locale });
    const offered = await checklist.merchant.locator("option").evaluateAll((options) => options.map(({ value }) => value));
    assert.deepEqual(offered, Object.keys(CAST), "the table names the whole cast");

    for (const [merchant, [verdict, reasons]] of Object.entries(CAST)) {
      await t.test(merchant, async () => {
        await checklist.choose(merchant);
        await checklist.run();
        assert.equal(await checklist.verdict(), verdict);
        assert.equal(await checklist.verdictWord(), reader[verdict]);
        const report = await checklist.report();
        assert.equal(report.verdict, verdict);
        assert.equal(report.mode, "sandbox");
        assert.deepEqual(openReasons(report), { ...reasons, [FOR_A_PERSON]: "compare_with_panel" });
        assert.doesNotMatch(await checklist.text(), BARE);
      });
    }

    await t.test("and the one in order is ready once a person confirmed the events", async () => {
      await checklist.choose("ready");
      await checklist.run();
      await checklist.row(FOR_A_PERSON).confirm();
      await checklist.result.and(checklist.page.locator("[data-verdict=ready]")).waitFor();
      assert.equal(await checklist.verdictWord(), reader.ready);
      assert.doesNotMatch(await checklist.text(), BARE);
    });
  });
}
