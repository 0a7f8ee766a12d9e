// Elements that come and go leave nothing in memory: not in the page's heap, not in the program's.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { servePanel } from "./support/element_panel.mjs";
import { serve } from "./support/proxy.mjs";

/// Cycles before the first look, so that what is made once is there; and those that are judged.
const WARM_UP = 24;
const CYCLES = 100;

/// How often a hundred are judged. What is kept makes every hundred grow, whereas a memory may fill up
/// once: how its free pieces lie depends on when answers come.
const ROUNDS = 3;

/// What a hundred elements may leave behind. One that is kept has its answers, and a copy of what was in
/// it thousands of nodes; what is allowed here is the browser's own coming and going, and
/// four pages of a program's memory, which grows by whole pages and never shrinks.
const ALLOWED = { nodes: 100, listeners: 20, heapBytes: 400_000, programBytes: 262_144 };

let proxy, panel, browser;

before(async () => {
  proxy = await serve();
  panel = await servePanel({ "/readiness": proxy });
  browser = await launch(["--enable-precise-memory-info"]);
});

after(async () => {
  await browser?.close();
  panel?.stop();
  await proxy?.stop();
});

/// Remembers the memories of compiled programs, which nothing on the page can be asked for.
function rememberMemories() {
  const memories = (globalThis.memories = new Set());
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      for (const value of Object.values((made.instance ?? made).exports)) {
        if (value instanceof WebAssembly.Memory) memories.add(value);
      }
      return made;
    };
  }
}

/// Puts an element on the page and takes it away: at once, when it is drawn, while it runs, or when it
/// has every answer.
async function comeAndGo(cycles, keeps) {
  const told = (element, name) => new Promise((heard) => element.addEventListener(name, heard, { once: true }));
  globalThis.kept ??= [];
  for (let turn = 0; turn < cycles; turn++) {
    const element = document.createElement("checkout-readiness");
    Object.assign(element, { proxy: "/readiness", loading: "eager" });
    const ready = told(element, "ready");
    document.querySelector("main").append(element);
    const stays = turn % 4;
    if (stays > 0) await ready;
    if (stays === 2) {
      const begun = told(element, "run-start");
      element.run().catch(() => {});
      await begun;
    }
    if (stays === 3) await element.run();
    if (keeps) globalThis.kept.push(element.shadowRoot?.firstElementChild?.cloneNode(true), element);
    element.remove();
    globalThis.heard.length = 0;
    await new Promise((later) => setTimeout(later));
  }
  // What was under way when the last ones went is over by then.
  await new Promise((later) => setTimeout(later, 300));
}

async function measure(page, debug) {
  for (let turn = 0; turn < 3; turn++) await debug.send("HeapProfiler.collectGarbage");
  const { metrics } = await debug.send("Performance.getMetrics");
  const value = (name) => metrics.find((metric) => metric.name === name).value;
  const programBytes = await page.evaluate(() => [...globalThis.memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0));
  return { nodes: value("Nodes"), listeners: value("JSEventListeners"), heapBytes: value("JSHeapUsedSize"), programBytes };
}

/// How much more there is after a round than before it, for each round until one leaves nothing.
async function growth(keeps) {
  const context = await browser.newContext({ locale: "en-US" });
  try {
    await context.addInitScript(rememberMemories);
    const page = await context.newPage();
    await page.goto(panel.page("<main></main>"));
    const debug = await context.newCDPSession(page);
    await debug.send("Performance.enable");
    await page.evaluate(`(${comeAndGo})(${WARM_UP}, false)`);
    let before = await measure(page, debug);
    assert.ok(before.programBytes > 0, "no program was seen to be compiled");
    const rounds = [];
    while (rounds.length < ROUNDS && !rounds.some(isFlat)) {
      await page.evaluate(`(${comeAndGo})(${CYCLES}, ${keeps})`);
      const after = await measure(page, debug);
      rounds.push(Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - before[name]])));
      before = after;
    }
    return rounds;
  } finally {
    await context.close();
  }
}

const exceeded = (grown) => Object.keys(ALLOWED).filter((name) => grown[name] > ALLOWED[name]);
const isFlat = (grown) => exceeded(grown).length === 0;

test("a hundred elements that come and go leave the heap as flat as they found it", async (t) => {
  const rounds = await growth(false);
  t.diagnostic(`grown by ${JSON.stringify(rounds)}`);
  assert.ok(rounds.some(isFlat), JSON.stringify(rounds));
});

test("elements that a page keeps for itself are seen in the heap in every round", async (t) => {
  const rounds = await growth(true);
  t.diagnostic(`grown by ${JSON.stringify(rounds)}`);
  assert.equal(rounds.length, ROUNDS);
  for (const grown of rounds) {
    assert.ok(exceeded(grown).includes("nodes"), JSON.stringify(rounds));
    assert.ok(exceeded(grown).includes("programBytes"), JSON.stringify(rounds));
  }
});
