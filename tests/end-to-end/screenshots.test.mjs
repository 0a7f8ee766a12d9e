// Pictures of the main states, for people to look at: target/screenshots/.

import assert from "node:assert/strict";
import { mkdirSync, rmSync } from "node:fs";
import { after, before, test } from "node:test";

import { FAILED_REQUESTS, launchAtShop, open } from "./support/browser.mjs";
import { makeCertificate } from "./support/certificate.mjs";
import { FOR_A_PERSON } from "./support/checklist.mjs";
import { NEVER_ENDS, serve, serveShop } from "./support/proxy.mjs";

const FOLDER = new URL("../../target/screenshots/", import.meta.url);
const WIDTHS = [1000, 360];

let certificate, shop, waiting, browser;

before(async () => {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  certificate = makeCertificate();
  [shop, waiting] = await Promise.all([
    serveShop(certificate),
    serve(NEVER_ENDS),
  ]);
  browser = await launchAtShop(certificate, shop);
});

after(async () => {
  await browser?.close();
  await Promise.all([shop?.stop(), waiting?.kill()]);
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
    const checklist = await done(t, reader, "ready");
    await checklist.row(FOR_A_PERSON).confirm();
    await checklist.row(FOR_A_PERSON).said.waitFor({ state: "attached" });
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

const READERS = [
  { language: "en", locale: "en-US", states: Object.keys(STATES) },
  { language: "es", locale: "es-AR", states: ["start", "not-ready"] },
  { language: "pt", locale: "pt-BR", states: ["start", "not-ready"] },
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
