// Summary and badge: never more than the proxy knows, and never more than the page's own checks allow.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { heard, host, LOADER } from "./support/host_page.mjs";
import { serve, serveFor } from "./support/proxy.mjs";

let proxy, browser;

before(async () => {
  proxy = await serve();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await proxy?.stop();
});

const glance = (view) => `${LOADER}<checkout-readiness loading="eager" view="${view}" lang="en"></checkout-readiness>`;

/// A proxy that has just found the shop ready.
const ready = (page) => {
  const at = (hours) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const known = {
    verdict: "ready",
    mode: "live",
    observed_at: at(0),
    fresh_until: at(24),
    expires_at: at(168),
    counts: { passed: 44, failed: 0 },
  };
  return page.route("**/api/v1/verdict*", (route) => route.fulfill({ json: known }));
};

/// Gives the element a check of the page's own before it asks anything.
const own = (page, status) =>
  page.addInitScript((status) => {
    document.addEventListener("readystatechange", () => {
      const element = document.querySelector("checkout-readiness");
      if (!element || element.checks) return;
      element.checks = [{ id: "panel-open", title: "Open", run: async () => ({ status, reason: `it is ${status}` }) }];
    });
  }, status);

/// When the first of two runs ended; the second one a minute later.
const BEGAN = "2026-11-01T10:0";

const said = (page) => page.locator("checkout-readiness [role=status]");

test("what the proxy knows is shown with its age and its numbers", async (t) => {
  const { page, told } = await host(t, browser, proxy.origin, glance("summary"), { before: ready });
  await said(page).getByText(/^● Ready to go live · /).waitFor();
  await page.locator("checkout-readiness li", { hasText: "44" }).waitFor();
  const [change] = (await told()).filter(({ name }) => name === "verdict-change");
  assert.deepEqual(change.detail, { verdict: "ready", previous: "not_run" });
});

for (const view of ["summary", "badge"]) {
  test(`a ${view} with checks of the page's own is not ready before they ran`, async (t) => {
    const before = async (page) => {
      await ready(page);
      await own(page, "failed");
    };
    const { page, told } = await host(t, browser, proxy.origin, glance(view), { before });
    await said(page).getByText(/^▲ Not decided yet · /).waitFor();

    const report = await page.evaluate(() => document.querySelector("checkout-readiness").run());
    assert.equal(report.verdict, "not_ready");
    await said(page).getByText(/^■ Not ready to go live · /).waitFor();
    assert.equal(await page.locator("checkout-readiness li").count(), 0, "the proxy's numbers leave them out");
    const verdicts = (await told()).filter(({ name }) => name === "verdict-change").map(({ detail }) => detail.verdict);
    assert.ok(!verdicts.includes("ready"), verdicts.join());
    assert.equal(verdicts.at(-1), "not_ready");
  });
}

test("a check of the page's own that passes leaves open what the run here left open", async (t) => {
  const before = async (page) => {
    await ready(page);
    await own(page, "passed");
  };
  const { page } = await host(t, browser, proxy.origin, glance("badge"), { before });
  const report = await page.evaluate(() => document.querySelector("checkout-readiness").run());
  assert.equal(report.verdict, "undecided");
  await said(page).getByText(/^▲ Not decided yet · /).waitFor();
});

test("what own checks found here says nothing of a later run that somebody else made", async (t) => {
  let minutes = 0;
  const before = async (page) => {
    await own(page, "failed");
    await page.route("**/api/v1/verdict*", (route) => {
      const at = (hours) => new Date(Date.now() + hours * 3_600_000).toISOString();
      const moments = { observed_at: `${BEGAN}${minutes}:00Z`, fresh_until: at(24), expires_at: at(168) };
      return route.fulfill({ json: { verdict: "ready", mode: "live", counts: {}, ...moments } });
    });
  };
  const { page } = await host(t, browser, proxy.origin, glance("summary"), { before });
  await page.evaluate(() => document.querySelector("checkout-readiness").run());
  await said(page).getByText(/^■ Not ready to go live · /).waitFor();
  minutes = 1;
  await page.clock.install({ time: Date.now() + 600_000 });
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await said(page).getByText(/^▲ Not decided yet · /).waitFor();
});

test("a proxy that wants a token is not said to be away", async (t) => {
  const locked = await serveFor(t, { READINESS_TOKEN: "visibly-fake-token-0000" });
  const { page, told } = await host(t, browser, locked.origin, glance("badge"), { tolerated: /401/ });
  await heard(page, "error");
  const [problem] = (await told()).filter(({ name }) => name === "error");
  assert.equal(problem.detail.code, "authentication");
  await said(page).getByText("The proxy asks for a token").waitFor();
});
