// Pictures of the main states, for people to look at: target/screenshots/.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { FAILED_REQUESTS, launchAtShop, open } from "./support/browser.mjs";
import { makeCertificate } from "./support/certificate.mjs";
import { IN_ORDER } from "./support/checklist.mjs";
import { NEVER_ENDS, serve, serveShop } from "./support/proxy.mjs";

const FOLDER = new URL("../../target/screenshots/", import.meta.url);
const WIDTHS = [1000, 360];

let certificate, shop, waiting, remembering, folder, browser;

before(async () => {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  certificate = makeCertificate();
  folder = mkdtempSync(join(tmpdir(), "readiness-screenshots-"));
  [shop, waiting, remembering] = await Promise.all([
    serveShop(certificate),
    serve(NEVER_ENDS),
    serve({ READINESS_DATA: folder }),
  ]);
  browser = await launchAtShop(certificate, shop);
});

after(async () => {
  await browser?.close();
  await Promise.all([shop?.stop(), waiting?.kill(), remembering?.stop()]);
  if (folder) rmSync(folder, { recursive: true });
  certificate?.remove();
});

const atShop = (t, reader) => open(t, browser, `https://${certificate.host}`, reader);

async function done(t, reader, merchant) {
  const checklist = await atShop(t, reader);
  await checklist.choose(merchant);
  await checklist.run();
  return checklist;
}

const STATES = {
  start: atShop,
  running: async (t, reader) => {
    const checklist = await open(t, browser, waiting.origin, reader);
    await checklist.runButton.click();
    await checklist.rows.locator(".mark[data-kind=passed]").first().waitFor();
    return checklist;
  },
  "not-ready": async (t, reader) => {
    const checklist = await done(t, reader, "test-credentials");
    await checklist.row("access-token-is-production").unfold();
    return checklist;
  },
  undecided: (t, reader) => done(t, reader, "argentina"),
  ready: async (t, reader) => {
    const checklist = await done(t, reader, IN_ORDER);
    await checklist.confirmAll();
    return checklist;
  },
  rows: async (t, reader) => {
    const checklist = await done(t, reader, "worst-online");
    const data = checklist.row("quality-of-buyer-experience");
    await data.unfold();
    await data.snippetButton.click();
    await data.snippet.waitFor();
    await checklist.row("rejections-are-ordinary").unfold();
    await checklist.row("official-quality-score").unfold();
    const advice = checklist.row("reports-are-used");
    await advice.unfold();
    await advice.dismissal.locator("> summary").click();
    return checklist;
  },
  way: async (t, reader) => {
    const checklist = await done(t, reader, "wrong-keys");
    await checklist.way.locator("> summary").click();
    return checklist;
  },
  "from-before": async (t, reader) => {
    const checklist = await done(t, reader, "restricted");
    await checklist.page.clock.setFixedTime(Date.now() + 2 * 86_400_000);
    await checklist.page.reload();
    await checklist.age.waitFor();
    return checklist;
  },
  changes: async (t, reader) => {
    const checklist = await open(t, browser, remembering.origin, reader);
    await checklist.choose("quality-not-recorded");
    await checklist.run();
    const entered = checklist.row("official-quality-score");
    await checklist.runBy(() => entered.enter("81", new Date(Date.now() - 86_400_000).toISOString().slice(0, 10), ""));
    for (let run = 0; run < 2; run++) await checklist.runBy(() => checklist.runAgainButton.click());
    await checklist.result.locator(".choice select").selectOption({ index: 2 });
    await checklist.changes.locator("li").first().waitFor();
    return checklist;
  },
  "set-aside": async (t, reader) => {
    const checklist = await done(t, reader, "reports-never");
    await checklist.row("reports-are-used").dismiss("Our accountant reads the statement");
    await checklist.row("reports-are-used").unfold();
    return checklist;
  },
  "proxy-down": async (t, reader) => {
    const gone = await serve();
    const checklist = await open(t, browser, gone.origin, { ...reader, tolerated: FAILED_REQUESTS });
    await gone.kill();
    await checklist.run();
    return checklist;
  },
};

/// What is mostly words, to be looked at in the other languages too.
const SPOKEN = ["start", "not-ready", "rows", "way", "from-before"];

const READERS = [
  { language: "en", locale: "en-US", states: Object.keys(STATES) },
  { language: "es", locale: "es-AR", states: SPOKEN },
  { language: "pt", locale: "pt-BR", states: SPOKEN },
];

for (const { language, locale, states } of READERS) {
  for (const state of states) {
    test(`${state} in ${language}`, async (t) => {
      const checklist = await STATES[state](t, { locale, reducedMotion: "reduce" });
      for (const colorScheme of ["light", "dark"]) {
        for (const width of WIDTHS) {
          await checklist.page.emulateMedia({ colorScheme });
          await checklist.page.setViewportSize({ width, height: 800 });
          const name = `${state}-${language}-${colorScheme}-${width}.png`;
          const picture = await checklist.page.screenshot({
            path: new URL(name, FOLDER).pathname,
            fullPage: true,
            animations: "disabled",
          });
          assert.ok(picture.length > 15_000, `${name} shows next to nothing`);
          assert.equal(picture.readUInt32BE(16), width, `${name} is ${width} pixels wide`);
        }
      }
    });
  }
}
