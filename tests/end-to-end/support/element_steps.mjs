// What the element promises to the page it stands on, step by step, for any browser.
//
// Functions given to `evaluate` and `until` run in the page and see nothing of this file.

import assert from "node:assert/strict";

const TAG = "checkout-readiness";

const element = (attributes = "") => `<${TAG} id="first" proxy="/readiness" ${attributes}></${TAG}>`;
const EAGER = element('loading="eager"');
const RUN = element('loading="eager" auto-run');

const isReady = () => globalThis.heard.some(({ name }) => name === "ready");
const isComplete = () => globalThis.heard.some(({ name }) => name === "run-complete");
const asksForProgram = () => performance.getEntriesByType("resource").some(({ name }) => name.endsWith(".wasm"));

/// Opens a page; when the step is over, the browser must have had nothing against it.
const on = (body, act, options) => async (reader, panel) => {
  await reader.open(panel.page(body, options));
  await act(reader, panel);
  assert.deepEqual(await reader.evaluate(() => globalThis.faults), [], "faults of the page");
};

const text = (reader, selector) =>
  reader.until((selector) => document.querySelector("#first").shadowRoot?.querySelector(selector)?.textContent, selector);

export const STEPS = {
  "it is drawn, says that it is ready, and keeps the strictest policy": on(EAGER, async (reader) => {
    await reader.until(isReady);
    const { name, id, detail, composed, bubbles } = await reader.evaluate(() => globalThis.heard[0]);
    assert.deepEqual({ name, id, composed, bubbles }, { name: "ready", id: "first", composed: true, bubbles: true });
    assert.equal(detail.view, "full");
    assert.equal(detail.language, "en");
    assert.equal(await text(reader, "h2"), "Checkout readiness");
  }),

  "nothing is loaded before it comes near the reader's eye": on(
    `<div class="far"></div>${element()}`,
    async (reader) => {
      await reader.until((tag) => customElements.get(tag) !== undefined, TAG);
      await reader.evaluate(() => new Promise((later) => setTimeout(later, 500)));
      assert.equal(await reader.evaluate(asksForProgram), false, "the program was fetched for an element far below");
      assert.equal(await reader.evaluate(isReady), false);
      await reader.evaluate(() => document.querySelector("#first").scrollIntoView());
      await reader.until(isReady);
      assert.equal(await reader.evaluate(asksForProgram), true);
    },
    { style: ".far { height: 20000px }" },
  ),

  "far below it loads all the same where it is told to be eager": on(
    `<div class="far"></div>${EAGER}`,
    async (reader) => {
      await reader.until(isReady);
    },
    { style: ".far { height: 20000px }" },
  ),

  "attributes and properties say the same": on(element(), async (reader) => {
    await reader.until((tag) => customElements.get(tag) !== undefined, TAG);
    const told = await reader.evaluate(() => {
      const made = document.createElement("checkout-readiness");
      Object.assign(made, { proxy: "/elsewhere", checkoutUrl: "https://shop.example/pay", autoRun: true, view: "badge" });
      const set = [made.getAttribute("proxy"), made.getAttribute("checkout-url"), made.hasAttribute("auto-run"), made.getAttribute("view")];
      made.autoRun = false;
      made.setAttribute("product", "qr");
      return { set, cleared: made.hasAttribute("auto-run"), product: made.product };
    });
    assert.deepEqual(told.set, ["/elsewhere", "https://shop.example/pay", true, "badge"]);
    assert.equal(told.cleared, false);
    assert.equal(told.product, "qr");
  }),

  "properties set before the script arrived are not lost": on(
    "<main></main>",
    async (reader) => {
      await reader.until(isReady);
      assert.equal(await text(reader, "h2"), "Preparación del checkout");
    },
    {
      script: `addEventListener("DOMContentLoaded", () => {
        const made = document.createElement("checkout-readiness");
        Object.assign(made, { id: "first", proxy: "/readiness", lang: "es", loading: "eager" });
        document.querySelector("main").append(made);
      });`,
    },
  ),

  "another language takes over at once, and the nearest language counts where none is set": on(
    `<section lang="pt-BR">${EAGER}</section>`,
    async (reader) => {
      await reader.until(isReady);
      assert.equal(await text(reader, "h2"), "Prontidão do checkout");
      await reader.evaluate(() => document.querySelector("#first").setAttribute("lang", "es"));
      await reader.until(() => document.querySelector("#first").shadowRoot.querySelector("h2")?.textContent === "Preparación del checkout");
    },
  ),

  "another product asks another question": on(element('loading="eager" product="qr" site="MLB"'), async (reader) => {
    await reader.until(isReady);
    const product = (id) => document.querySelector("#first").shadowRoot.querySelector(`option[value="${id}"]:checked`) !== null;
    await reader.until(product, "qr");
    await reader.evaluate(() => (document.querySelector("#first").product = "bricks"));
    await reader.until(product, "bricks");
  }),

  "a run tells its start, each answer, and its end with the whole report": on(RUN, async (reader) => {
    await reader.until(isComplete);
    const heard = await reader.evaluate(() => globalThis.heard);
    const names = heard.map(({ name }) => name).filter((name) => name !== "verdict-change");
    const planned = heard.find(({ name }) => name === "run-start").detail.planned;
    assert.ok(planned > 20, `${planned} checks are planned`);
    assert.deepEqual(names.slice(0, 2), ["ready", "run-start"]);
    assert.equal(names.at(-1), "run-complete");
    const answered = heard.filter(({ name }) => name === "outcome").map(({ detail }) => detail.check);
    assert.equal(new Set(answered).size, planned, "each check is told once");
    assert.equal(answered.length, planned);
    const { report } = heard.find(({ name }) => name === "run-complete").detail;
    assert.equal(report.outcomes.length, planned);
    assert.ok(["ready", "not_ready", "undecided"].includes(report.verdict), report.verdict);
    const change = heard.find(({ name }) => name === "verdict-change").detail;
    assert.deepEqual(change, { verdict: report.verdict, previous: "not_run" });
    assert.ok(heard.every(({ composed, bubbles }) => composed && bubbles));
  }),

  "what is told is plain JSON": on(RUN, async (reader) => {
    await reader.until(isComplete);
    const isPlain = await reader.evaluate(() => {
      const plain = (value) =>
        value === null ||
        ["string", "number", "boolean"].includes(typeof value) ||
        (Array.isArray(value) && value.every(plain)) ||
        (Object.getPrototypeOf(Object.getPrototypeOf(value)) === null && Object.values(value).every(plain));
      return globalThis.heard.map(({ name, detail }) => [name, plain(detail)]).filter(([, isPlain]) => !isPlain);
    });
    assert.deepEqual(isPlain, []);
  }),

  "run, report and cancel do what they say": on(EAGER, async (reader) => {
    await reader.until(isReady);
    assert.equal(await reader.evaluate(() => document.querySelector("#first").report() === null), true);
    const report = await reader.evaluate(() => document.querySelector("#first").run());
    assert.ok(report.outcomes.length > 20);
    const kept = await reader.evaluate(() => document.querySelector("#first").report());
    assert.equal(kept.verdict, report.verdict);
    assert.deepEqual(kept.outcomes.map(({ check }) => check), report.outcomes.map(({ check }) => check));
    await reader.evaluate(() => document.querySelector("#first").cancel());
    assert.equal((await reader.evaluate(() => document.querySelector("#first").report())).verdict, report.verdict, "nothing was under way");
  }),

  "a person's word may be given by the page, where the check asks for it and nowhere else": on(EAGER, async (reader) => {
    await reader.until(isReady);
    await reader.evaluate(() => document.querySelector("#first").run().then(() => undefined));
    const said = () => document.querySelector("#first").shadowRoot.querySelector("#row-webhook-events-are-selected .said")?.textContent;
    await reader.evaluate(() => document.querySelector("#first").confirm("webhook-events-are-selected", "seen in the panel"));
    assert.match(await reader.until(said), /seen in the panel/);
    const refused = await reader.evaluate(() =>
      document.querySelector("#first").confirm("access-token-works", "believe me").then(
        () => "taken",
        (reason) => `refused: ${reason.message}`,
      ),
    );
    assert.match(refused, /^refused: .*access-token-works/s);
  }),

  "a click begins a run": on(EAGER, async (reader) => {
    await reader.until(isReady);
    await reader.until(() => document.querySelector("#first").shadowRoot.querySelector(".start button.primary") !== null);
    await reader.click("#first", ".start button.primary");
    await reader.until(isComplete);
    await reader.until(() => document.querySelector("#first").shadowRoot.querySelector("section.verdict") !== null);
  }),

  "it is light or dark as it is told": on(element('loading="eager" theme="light"'), async (reader) => {
    await reader.until(isReady);
    const ground = () => getComputedStyle(document.querySelector("#first").shadowRoot.querySelector(".widget")).backgroundColor;
    const light = await reader.evaluate(ground);
    await reader.evaluate(() => (document.querySelector("#first").theme = "dark"));
    const dark = await reader.until((light) => {
      const now = getComputedStyle(document.querySelector("#first").shadowRoot.querySelector(".widget")).backgroundColor;
      return now !== light && now;
    }, light);
    const brightness = (colour) => colour.match(/[\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
    assert.ok(brightness(light) > brightness(dark), `${light} is light, ${dark} is dark`);
  }),

  "without being told it follows the page's own colour scheme": on(
    EAGER,
    async (reader) => {
      await reader.until(isReady);
      const ground = () => getComputedStyle(document.querySelector("#first").shadowRoot.querySelector(".widget")).backgroundColor;
      const dark = await reader.evaluate(ground);
      await reader.evaluate(() => (document.documentElement.style.colorScheme = "light"));
      await reader.until(
        (dark) => getComputedStyle(document.querySelector("#first").shadowRoot.querySelector(".widget")).backgroundColor !== dark,
        dark,
      );
    },
    { style: ":root { color-scheme: dark }" },
  ),

  "what the page sets by custom properties and parts is worn": on(
    EAGER,
    async (reader) => {
      await reader.until(isReady);
      await reader.until(() => document.querySelector("#first").shadowRoot.querySelector(".start button.primary") !== null);
      const worn = await reader.evaluate(() => {
        const root = document.querySelector("#first").shadowRoot;
        const button = getComputedStyle(root.querySelector(".start button.primary"));
        return [button.backgroundColor, button.borderTopLeftRadius, getComputedStyle(root.querySelector("[part~=header]")).outlineStyle];
      });
      assert.deepEqual(worn, ["rgb(90, 30, 120)", "3px", "dotted"]);
    },
    {
      style: `checkout-readiness { --checkout-readiness-accent: rgb(90, 30, 120); --checkout-readiness-radius: 3px }
        checkout-readiness::part(header) { outline: 1px dotted }`,
    },
  ),

  "a badge shows the verdict without the program": on(element('loading="eager" view="badge"'), async (reader) => {
    await reader.until(isReady);
    assert.equal((await reader.evaluate(() => globalThis.heard.find(({ name }) => name === "ready").detail)).view, "badge");
    await text(reader, "[part~=badge]");
    assert.equal(await reader.evaluate(asksForProgram), false);
  }),

  "one that is moved goes on, one that is taken away and put back is not doubled": on(
    `<main>${EAGER}</main><aside></aside>`,
    async (reader) => {
      await reader.until(isReady);
      const verdict = await reader.evaluate(() => document.querySelector("#first").run().then(({ verdict }) => verdict));
      await reader.evaluate(() => document.querySelector("aside").append(document.querySelector("#first")));
      await reader.until((verdict) => document.querySelector("#first").report()?.verdict === verdict, verdict);
      await reader.evaluate(async () => {
        const element = document.querySelector("#first");
        element.remove();
        await new Promise((later) => setTimeout(later, 100));
        document.querySelector("main").append(element);
      });
      await reader.until(() => document.querySelector("#first").shadowRoot.querySelector(".header") !== null);
      const drawn = await reader.evaluate(() => {
        const root = document.querySelector("#first").shadowRoot;
        return [root.querySelectorAll(".widget").length, root.querySelectorAll(".header").length];
      });
      assert.deepEqual(drawn, [1, 1]);
      assert.equal(await reader.evaluate(() => document.querySelector("#first").run().then(({ verdict }) => verdict)), verdict);
    },
  ),

  "a page's rude style sheet changes nothing within": on(
    `${EAGER}<p>of the page</p>`,
    async (reader) => {
      await reader.until(isReady);
      await reader.until(() => document.querySelector("#first").shadowRoot.querySelector(".start button.primary") !== null);
      const worn = await reader.evaluate(() => {
        const root = document.querySelector("#first").shadowRoot;
        const button = getComputedStyle(root.querySelector(".start button.primary"));
        return {
          page: getComputedStyle(document.querySelector("p")).fontSize,
          text: getComputedStyle(root.querySelector(".start .lead")).fontSize,
          box: button.boxSizing,
          padding: button.paddingLeft,
        };
      });
      assert.deepEqual(worn, { page: "40px", text: "16px", box: "border-box", padding: "16px" });
    },
    { style: "* { all: unset !important; font-size: 40px !important; box-sizing: content-box !important; letter-spacing: 1em !important }" },
  ),
};
