// Every state of the page is for everybody: screen readers, narrow screens, dark rooms, no motion.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { findings } from "./support/axe.mjs";
import { FAILED_REQUESTS, launchAtShop, open } from "./support/browser.mjs";
import { makeCertificate } from "./support/certificate.mjs";
import { FOR_A_PERSON, IN_ORDER } from "./support/checklist.mjs";
import { NEVER_ENDS, serve, serveShop } from "./support/proxy.mjs";

const TOKEN = "visibly-fake-token-of-the-proxy";

let certificate, shop, slow, locked, browser;

before(async () => {
  certificate = makeCertificate();
  [shop, slow, locked] = await Promise.all([
    serveShop(certificate),
    serve(NEVER_ENDS),
    serve({ READINESS_TOKEN: TOKEN }),
  ]);
  browser = await launchAtShop(certificate, shop);
});

after(async () => {
  await browser?.close();
  await Promise.all([shop?.stop(), slow?.kill(), locked?.stop()]);
  certificate?.remove();
});

const STATES = {
  "before the first run": async (t, reader) => open(t, browser, `https://${certificate.host}`, reader),
  "while answers arrive": async (t, reader) => {
    const checklist = await open(t, browser, slow.origin, reader);
    await checklist.runButton.click();
    await checklist.progress.waitFor();
    return checklist;
  },
  "not ready": async (t, reader) => {
    const checklist = await open(t, browser, `https://${certificate.host}`, reader);
    await checklist.choose("test-credentials");
    await checklist.run();
    return checklist;
  },
  "every row unfolded": async (t, reader) => {
    const checklist = await open(t, browser, `https://${certificate.host}`, reader);
    await checklist.choose("worst-online");
    await checklist.run();
    await checklist.unfoldAll();
    const row = checklist.row("quality-of-buyer-experience");
    await row.snippetButton.click();
    await row.snippet.waitFor();
    await checklist.row("rejections-are-ordinary").body.locator("table.rejections").waitFor();
    await checklist.element.locator("details.dismiss[open]").first().waitFor();
    return checklist;
  },
  "something entered that cannot be": async (t, reader) => {
    const checklist = await open(t, browser, `https://${certificate.host}`, reader);
    await checklist.choose("quality-not-recorded");
    await checklist.run();
    await checklist.row("official-quality-score").enter("101", "2026-11-01", "");
    await checklist.row("official-quality-score").body.locator(".problem").waitFor();
    return checklist;
  },
  "the answers of an earlier visit": async (t, reader) => {
    const checklist = await open(t, browser, `https://${certificate.host}`, reader);
    await checklist.choose("worst-online");
    await checklist.run();
    await checklist.page.reload();
    await checklist.age.waitFor();
    await checklist.unfoldAll();
    return checklist;
  },
  "what changed, and what was set aside": async (t, reader) => {
    const checklist = await open(t, browser, `https://${certificate.host}`, reader);
    await checklist.choose("quality-not-recorded");
    await checklist.run();
    await checklist.row("official-quality-score").enter("81", "2026-11-01", "");
    await checklist.isDone();
    await checklist.row(FOR_A_PERSON).dismiss("Nobody here may open the panel");
    await checklist.row(FOR_A_PERSON).said.waitFor({ state: "attached" });
    await checklist.runBy(() => checklist.runAgainButton.click());
    await checklist.changes.locator("li").first().waitFor();
    await checklist.unfoldAll();
    return checklist;
  },
  ready: async (t, reader) => {
    const checklist = await open(t, browser, `https://${certificate.host}`, reader);
    await checklist.choose(IN_ORDER);
    await checklist.run();
    await checklist.confirmAll();
    assert.equal(await checklist.verdict(), "ready");
    return checklist;
  },
  "the proxy gone": async (t, reader) => {
    const gone = await serve();
    const checklist = await open(t, browser, gone.origin, { ...reader, tolerated: FAILED_REQUESTS });
    await gone.kill();
    await checklist.run();
    await checklist.notices.getByRole("button").waitFor();
    return checklist;
  },
  "a token wanted": async (t, reader) => {
    const checklist = await open(t, browser, locked.origin, { ...reader, tolerated: FAILED_REQUESTS });
    await checklist.tokenField.waitFor();
    return checklist;
  },
};

for (const [name, reach] of Object.entries(STATES)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing and 320 pixels are wide enough: ${name}, ${colorScheme}`, async (t) => {
      const { page } = await reach(t, { colorScheme, reducedMotion: "reduce" });
      assert.deepEqual(await findings(page), []);
      await page.setViewportSize({ width: 320, height: 640 });
      const [needed, there] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(needed <= there, `${needed} pixels do not fit in ${there}`);
      assert.deepEqual(await findings(page), []);
    });
  }
}

test("nothing moves for a reader who asked for less motion, and something does for others", async (t) => {
  const moving = async (reducedMotion) => {
    const { page, rows } = await STATES["while answers arrive"](t, { reducedMotion });
    await rows.first().waitFor();
    return page.evaluate(() => {
      const root = document.querySelector("checkout-readiness").shadowRoot;
      const running = root.getAnimations().filter(({ playState }) => playState === "running");
      return running.length;
    });
  };
  assert.equal(await moving("reduce"), 0);
  assert.notEqual(await moving("no-preference"), 0);
});

test("a screen reader is told that a run began and how it ended, and nothing in between", async (t) => {
  const checklist = await open(t, browser, `https://${certificate.host}`);
  await checklist.choose("test-user");
  await checklist.element.evaluate((element) => {
    window.said = [];
    const region = element.shadowRoot.querySelector("[role=status]");
    const note = () => window.said.at(-1) !== region.textContent && region.textContent && window.said.push(region.textContent);
    new MutationObserver(note).observe(region, { childList: true, characterData: true, subtree: true });
  });
  await checklist.run();
  const regions = await checklist.element.evaluate(
    (element) => element.shadowRoot.querySelectorAll("[role=status], [role=alert], [aria-live]").length,
  );
  assert.equal(regions, 1, "live regions");
  const said = await checklist.page.evaluate(() => window.said);
  assert.equal(said.length, 2, said.join(" | "));
  assert.equal(said[0], "Checking.");
  assert.match(said[1], /^At least one requirement is not met\..* 1 blocker/);
});
