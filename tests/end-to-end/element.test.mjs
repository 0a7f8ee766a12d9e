// The element as a page uses it: what it loads and when, what it tells, what it can be told.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { FOR_A_PERSON } from "./support/checklist.mjs";
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

const ELEMENT = '<checkout-readiness loading="eager"></checkout-readiness>';

/// Counts what was asked for, by name without digest.
function collecting(page) {
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname.replace(/\.[0-9a-f]{8}/, "")));
  return asked;
}

test("nothing but the loader is loaded until the element comes near the viewport", async (t) => {
  let asked;
  const body = `${LOADER}<div id="far"></div><checkout-readiness></checkout-readiness>
    <link rel="stylesheet" href="/far.css">`;
  const { page, checklist } = await host(t, browser, proxy.origin, body, {
    before: async (page) => {
      asked = collecting(page);
      await page.route("**/far.css", (route) => route.fulfill({ contentType: "text/css", body: "#far { height: 5000px }" }));
    },
  });
  await page.waitForFunction(() => document.querySelector("checkout-readiness").shadowRoot);
  await page.waitForTimeout(300);
  assert.deepEqual(asked.filter((path) => /assets|api/.test(path)), []);
  await page.evaluate(() => document.querySelector("checkout-readiness").scrollIntoView());
  await checklist.isDrawn();
  assert.ok(asked.includes("/assets/checkout-readiness.wasm"), asked.join());
});

test("a run is told from its start to its end, in plain values without secrets", async (t) => {
  const { page, checklist, told } = await host(t, browser, proxy.origin, LOADER + ELEMENT);
  await checklist.isDrawn();
  const report = await page.evaluate(() => document.querySelector("checkout-readiness").run());
  const events = await told();
  const names = events.map(({ name }) => name);
  assert.deepEqual([...new Set(names)], ["ready", "run-start", "outcome", "run-complete", "verdict-change"]);
  assert.deepEqual(events[0].detail, { view: "full", language: "en" });
  const [start] = events.filter(({ name }) => name === "run-start");
  const outcomes = events.filter(({ name }) => name === "outcome").map(({ detail }) => detail);
  assert.equal(start.detail.planned, outcomes.length);
  assert.deepEqual(new Set(report.outcomes.map(({ check }) => check)), new Set(outcomes.map(({ check }) => check)));
  for (const outcome of outcomes) assert.ok(outcome.status && outcome.reason && outcome.details, JSON.stringify(outcome));
  const [complete] = events.filter(({ name }) => name === "run-complete");
  assert.deepEqual(complete.detail.report, report);
  const [change] = events.filter(({ name }) => name === "verdict-change");
  assert.deepEqual(change.detail, { verdict: report.verdict, previous: "not_run" });
  assert.deepEqual(await page.evaluate(() => document.querySelector("checkout-readiness").report()), report);
  assert.doesNotMatch(JSON.stringify(events), /APP_USR-\d/);
});

test("events cross the shadow root and bubble, but errors stay at the element", async (t) => {
  const { page, checklist } = await host(t, browser, proxy.origin, LOADER + ELEMENT);
  await checklist.isDrawn();
  const shapes = await page.evaluate(async () => {
    const element = document.querySelector("checkout-readiness");
    const shape = (event) => [event.type, event.bubbles, event.composed];
    const heard = [];
    element.addEventListener("run-complete", (event) => heard.push(shape(event)));
    element.addEventListener("error", (event) => heard.push(shape(event)));
    await element.run();
    element.emit("error", { code: "render", message: "" });
    return heard;
  });
  assert.deepEqual(shapes, [["run-complete", true, true], ["error", false, true]]);
});

test("a person's word can be given by the page, and only where one is asked for", async (t) => {
  const { page, checklist } = await host(t, browser, proxy.origin, LOADER + ELEMENT);
  await checklist.isDrawn();
  await page.evaluate(() => document.querySelector("checkout-readiness").run());
  await page.evaluate((id) => document.querySelector("checkout-readiness").confirm(id, "ticket 7"), FOR_A_PERSON);
  await checklist.row(FOR_A_PERSON).said.getByText("ticket 7").waitFor({ state: "attached" });
  const refused = await page.evaluate(() =>
    document.querySelector("checkout-readiness").confirm("access-token-works", "").catch((error) => error.message),
  );
  assert.match(refused, /^invalid-request: access-token-works/);
});

test("what is set before the script arrives counts, and attributes and properties are one", async (t) => {
  const body = `<checkout-readiness id="x" loading="eager"></checkout-readiness>${LOADER}`;
  const { page, checklist } = await host(t, browser, proxy.origin, body, {
    before: (page) =>
      page.addInitScript(() =>
        addEventListener("DOMContentLoaded", () => {
          const element = document.querySelector("checkout-readiness");
          if (!customElements.get("checkout-readiness")) element.product = "qr";
        }),
      ),
  });
  await checklist.isDrawn();
  const state = await page.evaluate(() => {
    const element = document.querySelector("checkout-readiness");
    element.checkoutUrl = "https://shop.example/pay";
    element.autoRun = true;
    const set = [element.getAttribute("checkout-url"), element.hasAttribute("auto-run")];
    element.checkoutUrl = null;
    element.autoRun = false;
    return [...set, element.hasAttribute("checkout-url"), element.hasAttribute("auto-run"), element.proxy];
  });
  assert.deepEqual(state, ["https://shop.example/pay", true, false, false, ""]);
});

test("it runs by itself where the page says so, once it knows whom it asks", async (t) => {
  const body = `${LOADER}<checkout-readiness loading="eager" auto-run></checkout-readiness>`;
  const { page, checklist, told } = await host(t, browser, proxy.origin, body);
  await heard(page, "run-complete");
  assert.equal(await checklist.verdict(), "undecided");
  assert.equal((await told()).filter(({ name }) => name === "run-start").length, 1);
});

test("colours follow the page, the reader's system, or what is set", async (t) => {
  const body = `${LOADER}<style></style>${ELEMENT}`;
  const { page, checklist } = await host(t, browser, proxy.origin, body, { colorScheme: "dark", policy: null });
  await checklist.isDrawn();
  const surface = () =>
    page.evaluate(() => {
      const widget = document.querySelector("checkout-readiness").shadowRoot.querySelector(".widget");
      return getComputedStyle(widget).backgroundColor;
    });
  const LIGHT = "rgb(255, 255, 255)";
  const set = (theme) => page.evaluate((theme) => (document.querySelector("checkout-readiness").theme = theme), theme);
  assert.equal(await surface(), LIGHT, "a page that is light");
  await set("auto");
  assert.notEqual(await surface(), LIGHT, "a reader whose system is dark");
  await set("light");
  assert.equal(await surface(), LIGHT);
  await set(null);
  await page.evaluate(() => (document.documentElement.style.colorScheme = "dark"));
  assert.notEqual(await surface(), LIGHT, "a page that is dark");
});

test("headings can be left out of the list, and the verdict is still that of all", async (t) => {
  const body = `${LOADER}<checkout-readiness loading="eager" only="https reports"></checkout-readiness>`;
  const { page, checklist } = await host(t, browser, proxy.origin, body);
  await checklist.isDrawn();
  const report = await page.evaluate(() => document.querySelector("checkout-readiness").run());
  const drawn = await checklist.rows.evaluateAll((rows) => rows.map((row) => row.dataset.check));
  const asked = report.outcomes.filter(({ requirement }) => ["https", "reports"].includes(requirement));
  assert.deepEqual(new Set(drawn), new Set(asked.map(({ check }) => check)));
  assert.ok(report.outcomes.length > drawn.length);
  await checklist.element.getByText(/not shown here/).waitFor();
});

test("texts can be put over ours", async (t) => {
  const { page, checklist } = await host(t, browser, proxy.origin, LOADER + ELEMENT);
  await checklist.isDrawn();
  await page.evaluate(() => {
    document.querySelector("checkout-readiness").texts = { interface: { title: "Loja pronta?", run: "Vai" } };
  });
  await checklist.element.getByRole("heading", { name: "Loja pronta?" }).waitFor();
  await checklist.element.getByRole("button", { name: "Vai" }).waitFor();
});

test("the page's own checks stand on the list, and can only make the verdict worse", async (t) => {
  const { page, checklist } = await host(t, browser, proxy.origin, LOADER + ELEMENT, { tolerated: /panel-broken|checks\[3\]/ });
  await checklist.isDrawn();
  const outcomes = (checks) =>
    page.evaluate(async (severity) => {
      const element = document.querySelector("checkout-readiness");
      element.checks = [
        { id: "panel-stock", title: "Stock", run: async () => ({ status: "failed", reason: "3 articles have no {stock}", evidence: { articles: 3 } }), severity },
        { id: "panel-broken", title: "Broken", severity: "recommended", run: () => { throw new Error("no"); } },
        { id: "panel-odd", title: "Odd", severity: "recommended", run: async () => ({ status: "ready" }) },
        { title: "No id", severity: "recommended" },
        { id: "panel-fine", title: "Fine", run: async ({ product }) => ({ status: "passed", reason: `all well: ${product}` }) },
      ];
      await new Promise((later) => setTimeout(later));
      const { outcomes, verdict } = await element.run();
      const own = outcomes.filter(({ check }) => check.startsWith("panel-"));
      return { verdict, own: own.map(({ check, status, severity }) => `${check} ${status} ${severity}`).sort() };
    }, checks);
  assert.deepEqual(await outcomes("required"), {
    verdict: "not_ready",
    own: [
      "panel-broken inconclusive recommended",
      "panel-fine passed required",
      "panel-odd inconclusive recommended",
      "panel-stock failed required",
      "panel-unnamed-4 inconclusive recommended",
    ],
  });
  await checklist.row("panel-stock").title.getByText("3 articles have no stock").waitFor();
  assert.equal((await outcomes("recommended")).verdict, "undecided");
});

test("what a page sets in the middle of a run does not end the run, and counts afterwards", async (t) => {
  const { page, checklist } = await host(t, browser, proxy.origin, LOADER + ELEMENT);
  await checklist.isDrawn();
  const [first, second] = await page.evaluate(async () => {
    const element = document.querySelector("checkout-readiness");
    const checks = (id) => [{ id, title: id, run: async () => ({ status: "passed", reason: "well" }) }];
    const said = ({ outcomes }) => outcomes.filter(({ check }) => check.startsWith("panel-")).map(({ check, status }) => `${check} ${status}`);
    element.checks = checks("panel-one");
    await new Promise((later) => setTimeout(later));
    element.addEventListener("run-start", () => (element.checks = checks("panel-two")), { once: true });
    const first = said(await element.run());
    await new Promise((later) => setTimeout(later, 100));
    return [first, said(await element.run())];
  });
  assert.deepEqual([first, second], [["panel-one passed"], ["panel-two passed"]]);
});

test("what a page recommends to do stands in the row, and is told when it is done", async (t) => {
  const { page, checklist, told } = await host(t, browser, proxy.origin, LOADER + ELEMENT);
  await checklist.isDrawn();
  await page.evaluate(async (check) => {
    const element = document.querySelector("checkout-readiness");
    element.actions = [{ check, label: "Open our settings", run: () => (globalThis.opened = true) }];
    await new Promise((later) => setTimeout(later));
    await element.run();
  }, FOR_A_PERSON);
  const row = checklist.row(FOR_A_PERSON);
  await row.unfold();
  await checklist.element.getByRole("button", { name: "Open our settings" }).click();
  assert.equal(await page.evaluate(() => globalThis.opened), true);
  const [action] = (await told()).filter(({ name }) => name === "action");
  assert.deepEqual(action.detail, { action: "panel", check: FOR_A_PERSON, label: "Open our settings" });
});

test("a token of the page opens the proxy, and one that has run out is replaced once", async (t) => {
  const token = "visibly-fake-token-0000";
  const locked = await serveFor(t, { READINESS_TOKEN: token });
  const { page, checklist } = await host(t, browser, locked.origin, LOADER + '<checkout-readiness></checkout-readiness>', {
    tolerated: /401/,
    before: (page) =>
      page.addInitScript((token) => {
        globalThis.given = [];
        document.addEventListener("readystatechange", () => {
          const element = document.querySelector("checkout-readiness");
          if (!element || element.getToken) return;
          element.getToken = async ({ refresh }) => {
            globalThis.given.push(refresh);
            return refresh ? token : "has-run-out-00000000";
          };
        });
      }, token),
  });
  await checklist.element.locator(".account").waitFor();
  assert.deepEqual(await page.evaluate(() => globalThis.given), [false, true]);
  assert.equal(await checklist.tokenField.count(), 0);
  await checklist.run();
  assert.deepEqual(await page.evaluate(() => globalThis.given), [false, true]);
});

test("a page whose token is refused is told so, and its reader is not asked for one", async (t) => {
  const locked = await serveFor(t, { READINESS_TOKEN: "visibly-fake-token-0000" });
  const { page, checklist, told } = await host(t, browser, locked.origin, LOADER + ELEMENT, {
    tolerated: /401/,
    before: (page) =>
      page.addInitScript(() => {
        document.addEventListener("readystatechange", () => {
          const element = document.querySelector("checkout-readiness");
          if (element && !element.getToken) element.getToken = () => "another-fake-token-0000";
        });
      }),
  });
  await heard(page, "error");
  const [problem] = (await told()).filter(({ name }) => name === "error");
  assert.equal(problem.detail.code, "authentication");
  assert.match(problem.detail.message, /^token-refused: ./);
  await checklist.notices.getByText("(token-refused)").waitFor();
  assert.equal(await checklist.tokenField.count(), 0);
});

test("a proxy that is away is told as a fault of the connection", async (t) => {
  const body = `${LOADER}<checkout-readiness loading="eager" proxy="/nowhere"></checkout-readiness>`;
  const { page, told } = await host(t, browser, proxy.origin, body, { tolerated: /404/ });
  await heard(page, "error");
  const [problem] = (await told()).filter(({ name }) => name === "error");
  assert.equal(problem.detail.code, "connection");
});

test("a policy that forbids WebAssembly is named with the header to change", async (t) => {
  const { page, checklist, told } = await host(t, browser, proxy.origin, LOADER + ELEMENT, {
    policy: "default-src 'self'; script-src 'self'",
    tolerated: /checkout-readiness:|policy|WebAssembly/i,
  });
  await checklist.element.getByText("script-src 'self' 'wasm-unsafe-eval'").waitFor();
  const [problem] = (await told()).filter(({ name }) => name === "error");
  assert.equal(problem.detail.code, "render");
  await page.unroute("**/host.html");
});

test("something else that comes as the program is said with the file and its type, and a retry helps", async (t) => {
  const { page, checklist } = await host(t, browser, proxy.origin, LOADER + ELEMENT, {
    tolerated: /checkout-readiness:|WebAssembly/i,
    before: (page) => page.route("**/*.wasm", (route) => route.fulfill({ contentType: "text/html", body: "<p>not found" })),
  });
  await checklist.element.getByText("Content-Type: application/wasm").waitFor();
  assert.match(await checklist.element.locator("code").innerText(), /\/assets\/checkout-readiness\.[0-9a-f]+\.wasm$/);
  await page.unroute("**/*.wasm");
  await checklist.element.getByRole("button", { name: "Try again" }).click();
  await checklist.isDrawn();
});

test("a panic of ours is said with a way out and told once, and one of another program is no concern of ours", async (t) => {
  const { page, checklist, told } = await host(t, browser, proxy.origin, LOADER + ELEMENT, { tolerated: /./ });
  await checklist.isDrawn();
  const panic = (own) =>
    page.evaluate((own) => {
      const { name } = performance.getEntriesByType("resource").find(({ name }) => name.endsWith(".wasm"));
      const error = new WebAssembly.RuntimeError("unreachable");
      error.stack = `RuntimeError: unreachable\n    at ${own ? name : "https://panel.example/other.wasm"}:wasm-function[1]:0x1`;
      dispatchEvent(new ErrorEvent("error", { error }));
    }, own);
  await panic(false);
  assert.equal(await checklist.runButton.count(), 1);
  await panic(true);
  await panic(true);
  await checklist.element.getByText("did not open, or it stopped").waitFor();
  assert.deepEqual((await told()).filter(({ name }) => name === "error").map(({ detail }) => detail.code), ["render"]);
  await checklist.element.getByRole("button", { name: "Try again" }).click();
  await checklist.isDrawn();
});

test("its files may be somewhere else than its script", async (t) => {
  const body = `${LOADER}<checkout-readiness loading="eager" asset-base="/elsewhere/"></checkout-readiness>`;
  const asked = [];
  const { checklist } = await host(t, browser, proxy.origin, body, {
    before: (page) =>
      page.route("**/elsewhere/*", async (route) => {
        const { pathname } = new URL(route.request().url());
        asked.push(pathname);
        await route.fulfill({ response: await route.fetch({ url: proxy.origin + pathname.replace("/elsewhere/", "/assets/") }) });
      }),
  });
  await checklist.isDrawn();
  assert.ok(asked.some((path) => path.endsWith(".wasm")), asked.join());
});

test("the frame and the rows stand before the program has arrived, and nothing moves when it does", async (t) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const { page, checklist } = await host(t, browser, proxy.origin, LOADER + ELEMENT, {
    before: (page) =>
      page.route("**/*.wasm", async (route) => {
        await held;
        await route.continue();
      }),
  });
  const headings = () => checklist.start.locator("h4").evaluateAll((all) => all.map((one) => one.firstChild.textContent));
  await checklist.start.waitFor();
  const [before, places] = [await headings(), await checklist.start.locator("h3, h4, .lead").evaluateAll(tops)];
  assert.ok(before.length >= 6, before.join());
  release();
  await page.waitForFunction(() => !document.querySelector("checkout-readiness").shadowRoot.querySelector("[aria-busy]"));
  assert.deepEqual(await headings(), before);
  assert.deepEqual(await checklist.start.locator("h3, h4, .lead").evaluateAll(tops), places);

  function tops(all) {
    const [first] = all;
    return all.map((one) => Math.round(one.getBoundingClientRect().top - first.getBoundingClientRect().top));
  }
});
