// No secret ever reaches the page, the log, a counter or what a reader takes away.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { FAILED_REQUESTS, launch, open } from "./support/browser.mjs";
import { check, serve } from "./support/proxy.mjs";
import { repeatingUpstream } from "./support/upstream.mjs";

// Visibly fake, and unlike anything else in the world.
const tail = () => randomBytes(5).toString("hex");
const HASHES = [`0000000000000000000000${tail()}`, `0000000000000000000000${tail()}`];
const TOKENS = HASHES.map((hash) => `APP_USR-1000000000000001-010112-${hash}-100000001`);
const WEBHOOK_SECRET = `visibly-fake-webhook-secret-${tail()}`;
const WEBHOOK_QUERY = `visibly-fake-webhook-query-${tail()}`;
const SHARED_TOKEN = `visibly-fake-shared-token-${tail()}`;

const DEVELOPMENT_KEY = `APP_USR-00000000-0000-4000-8000-00${tail()}`;

const CANARIES = [...HASHES, WEBHOOK_SECRET, WEBHOOK_QUERY, SHARED_TOKEN, DEVELOPMENT_KEY];

/// A secret in other clothes is the same secret.
const clothes = (secret) => [
  secret,
  secret.toUpperCase(),
  [...secret].reverse().join(""),
  Buffer.from(secret).toString("hex"),
  ...[0, 1, 2].map((offset) => Buffer.from(" ".repeat(offset) + secret).toString("base64").slice(4, -4)),
];

function assertClean(text, where) {
  assert.ok(typeof text === "string" && text.length > 0, `nothing was collected from ${where}`);
  for (const canary of CANARIES) {
    for (const dressed of clothes(canary)) assert.ok(!text.includes(dressed), `${dressed} is in ${where}`);
  }
}

let browser;

before(async () => (browser = await launch()));
after(() => browser?.close());

const MOODS = {
  "an account that is described": { accepted: true, MP_PUBLIC_KEY: "APP_USR-00000000-0000-4000-8000-000000000001" },
  "a token that is refused, and another where the public key belongs": { accepted: false, MP_PUBLIC_KEY: TOKENS[1] },
};

for (const [mood, { accepted, ...settings }] of Object.entries(MOODS)) {
  test(`secrets stay with the proxy: ${mood}`, async (t) => {
    const upstream = await repeatingUpstream({ accepted });
    t.after(() => upstream.stop());
    const secrets = {
      MP_ACCESS_TOKEN: TOKENS[0],
      MP_WEBHOOK_SECRET: WEBHOOK_SECRET,
      MP_WEBHOOK_URL: `https://store.invalid/hook?key=${WEBHOOK_QUERY}`,
      MP_BASE_URL: upstream.url,
      ...settings,
    };
    const data = mkdtempSync(join(tmpdir(), "readiness-canary-"));
    t.after(() => rmSync(data, { recursive: true }));
    const proxy = await serve({ ...secrets, READINESS_TOKEN: SHARED_TOKEN, READINESS_LOG: "trace", READINESS_DATA: data });
    t.after(() => proxy.kill());

    const checklist = await open(t, browser, proxy.origin, { tolerated: FAILED_REQUESTS });
    const { page } = checklist;
    const context = page.context();
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: proxy.origin });
    const collected = collect(page);

    await checklist.tokenField.fill(SHARED_TOKEN);
    await checklist.tokenButton.click();
    await checklist.element.locator(".account").waitFor();
    await checklist.run();
    await checklist.unfoldAll();
    await checklist.runBy(() => checklist.runAgainButton.click());
    await checklist.changes.waitFor();
    // Whatever a reader types about their keys is compared on the page and goes nowhere.
    const typed = checklist.row("same-keys-as-in-development");
    if (await typed.item.count()) await checklist.runBy(() => typed.enter(DEVELOPMENT_KEY, "1000000000000009"));
    assert.match(upstream.heard(), new RegExp(HASHES[0]), "the token was used");

    for (const [button, name] of [[checklist.copyButton, "the Markdown"], [checklist.ticketButton, "the text for support"]]) {
      await page.evaluate(() => navigator.clipboard.writeText("nothing yet"));
      await button.click();
      await page.waitForFunction(() => navigator.clipboard.readText().then((text) => text !== "nothing yet"));
      assertClean(await page.evaluate(() => navigator.clipboard.readText()), name);
    }
    for (const format of ["html", "json", "junit", "sarif"]) {
      assertClean((await checklist.document(format)).text, `the document as ${format}`);
    }
    assertClean(await page.evaluate(wholeDocument), "the document");
    assertClean(JSON.stringify(await context.storageState()), "what the browser keeps");
    assertClean(await page.evaluate(() => JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage })), "storage");
    assertClean(page.url(), "the address");

    const answers = await collected();
    assert.ok(answers.some(({ url }) => url.endsWith("/api/v1/runs")), "the run was collected");
    for (const { url, text } of answers) assertClean(text, `the answer to ${url}`);

    const withToken = { headers: { authorization: `Bearer ${SHARED_TOKEN}` } };
    for (const path of ["/metrics", "/api/v1/profile", "/api/v1/checks", "/openapi.json", "/healthz", "/readyz", "/nowhere"]) {
      const answer = await fetch(`http://127.0.0.1:${proxy.port}${path}`, withToken);
      assertClean(JSON.stringify([...answer.headers]) + (await answer.text()), path);
    }
    await proxy.stop();
    assertClean(proxy.said(), "the log");
    const kept = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    assert.notEqual(kept.length, 0, "the memory is on the disk");
    for (const { parentPath, path, name } of kept) {
      assertClean(readFileSync(join(parentPath ?? path, name), "latin1"), `the memory's ${name}`);
    }

    const { all } = await check(["--json"], { ...secrets, READINESS_LOG: "trace" });
    assertClean(all, "the command line's output");
    assertClean((await check([], { ...secrets, READINESS_LOG: "trace" })).all, "the command line's text");
  });
}

/// Everything the page is answered from here on, and everything it asks but the one header that
/// may carry the proxy's own token.
function collect(page) {
  const answers = [];
  page.on("response", (response) => {
    const whole = async () => {
      const { authorization, ...asked } = await response.request().allHeaders();
      const body = await response.body().catch(() => "");
      const question = JSON.stringify([response.url(), asked, response.request().postData()]);
      return { url: response.url(), text: question + JSON.stringify(await response.allHeaders()) + String(body) };
    };
    answers.push(whole());
  });
  return () => Promise.all(answers);
}

/// The document with its shadow roots and what stands in its fields.
function wholeDocument() {
  const parts = [document.documentElement.outerHTML];
  const visit = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if ("value" in element) parts.push(String(element.value));
      if (element.shadowRoot) {
        parts.push(element.shadowRoot.innerHTML);
        visit(element.shadowRoot);
      }
    }
  };
  visit(document);
  return parts.join("\n");
}
