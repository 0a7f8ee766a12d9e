// How long a reader waits for the list: the widget against the same list written in Preact.
//
// Both are loaded by turns in one run, each load in a fresh browser context with nothing cached, with
// and without the network and processor of a telephone. Every load of the one stands beside a load of
// the other at nearly the same moment; what is judged is the median of the ratios of these pairs,
// because whatever else the machine does then weighs on both. The goal is missed only where the
// interval that holds the true median with 95 % confidence lies wholly beyond it.

import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

import { launch } from "../../tests/end-to-end/support/browser.mjs";
import { FAKE_TOKEN, serve } from "../../tests/end-to-end/support/proxy.mjs";
import { healingUpstream } from "../../tests/end-to-end/support/upstream.mjs";
import { buildPreact } from "./build.mjs";
import { judge, median, quantile } from "./statistics.mjs";
import { ROWS, watch } from "./watch.mjs";

const { values: options } = parseArgs({
  options: {
    loads: { type: "string", default: "15" },
    dist: { type: "string", default: fileURLToPath(new URL("../../dist", import.meta.url)) },
    work: { type: "string", default: fileURLToPath(new URL("../../target/bench/preact", import.meta.url)) },
  },
});
const LOADS = Number(options.loads);

const ELEMENTS = ["checkout-readiness", "readiness-list"];
const LISTS = ["widget", "Preact"];

/// Fast 4G as Chromium's developer tools and Lighthouse apply it to requests: 9 Mbit/s down and
/// 1.5 Mbit/s up of which nine tenths are used, and 60 ms that cost a request 165.
const FAST_4G = { offline: false, latency: 60 * 2.75, downloadThroughput: (9e6 / 8) * 0.9, uploadThroughput: (1.5e6 / 8) * 0.9 };
const CONDITIONS = [
  { name: "unthrottled" },
  { name: "4 × CPU, fast 4G", network: FAST_4G, slowdown: 4 },
];

/// What is waited for, on which page, and how long the widget may take against Preact. The last answer
/// of a run is told and not judged: before it asks, the widget reads the whole page it stands on, with a
/// second program, which the list in Preact does not imitate.
const PAGES = [
  { path: "/", last: "completeList", goals: { firstRow: 1, completeList: 1.1 } },
  { path: "/run", last: "everyAnswer", goals: { firstRow: 1, completeList: 1.1, everyAnswer: Infinity } },
];
const NAMES = { firstRow: "first row", completeList: "complete list", everyAnswer: "every answer" };

/// Headers of the proxy's own page that are no matter of the one file.
const OF_THE_FILE = ["content-encoding", "content-length", "content-type", "date", "etag", "cache-control", "vary", "connection", "keep-alive", "transfer-encoding"];

async function main() {
  // As a shop has it: the sandbox's own merchants, whose names come one request later, are no part of it.
  const upstream = await healingUpstream();
  upstream.heal();
  const proxy = await serve({ MP_ACCESS_TOKEN: FAKE_TOKEN, MP_BASE_URL: upstream.url, READINESS_PRODUCT: "checkout-pro" });
  const { script } = await buildPreact(options.dist, options.work);
  const { headers } = await fetch(`${proxy.origin}/`);
  const shared = Object.fromEntries([...headers].filter(([name]) => !OF_THE_FILE.includes(name)));
  const server = new Worker(new URL("serve.mjs", import.meta.url), {
    workerData: { proxyPort: proxy.port, folders: [options.dist, options.work], headers: shared },
  });
  const ports = await new Promise((told, failed) => server.once("message", told).once("error", failed));
  const browser = await launch();
  try {
    const planned = (await planOf(proxy.origin)).length;
    console.log(`${planned} rows; ${LOADS} loads of each, by turns; Preact's script is ${script} bytes of brotli`);
    let missed = 0;
    for (const page of PAGES) {
      for (const condition of CONDITIONS) {
        const loads = await loadByTurns(browser, ports, page, condition, planned);
        missed += report(page, condition, loads);
      }
    }
    console.log(missed ? `\n${missed} goals are missed` : "\nno goal is missed");
    process.exitCode = missed ? 1 : 0;
  } finally {
    await browser.close();
    await server.terminate();
    await proxy.stop();
    upstream.stop();
  }
}

/// Ids of the checks the proxy judges for what it has configured.
async function planOf(origin) {
  const [profile, { checks }] = await Promise.all(
    ["profile", "checks"].map(async (name) => (await fetch(`${origin}/api/v1/${name}`)).json()),
  );
  const isOfSite = ({ sites }) => !profile.site || !sites.length || sites.includes(profile.site);
  return checks.filter((check) => profile.product in check.severities && isOfSite(check)).map(({ id }) => id);
}

async function loadByTurns(browser, ports, page, condition, planned) {
  const loads = [[], []];
  // One turn more warms up the servers and the browser's own processes, and is not counted.
  for (let turn = -1; turn < LOADS; turn++) {
    const order = turn % 2 ? [0, 1] : [1, 0];
    for (const list of order) {
      const measured = await load(browser, `http://localhost:${ports[list]}${page.path}`, page, condition, planned);
      if (turn >= 0) loads[list].push(measured);
    }
  }
  return loads;
}

async function load(browser, url, { last }, { network, slowdown }, planned) {
  const context = await browser.newContext({ locale: "en-US", viewport: { width: 1280, height: 900 } });
  try {
    await context.addInitScript(watch, { rows: ROWS, elements: ELEMENTS, planned });
    const page = await context.newPage();
    const debug = await context.newCDPSession(page);
    await debug.send("Network.enable");
    if (network) await debug.send("Network.emulateNetworkConditions", network);
    if (slowdown) await debug.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    let bytes = 0;
    debug.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
    await page.goto(url, { waitUntil: "commit" });
    await page.waitForFunction((last) => globalThis.__load?.[last], last, { timeout: 30_000, polling: 100 });
    return { ...(await page.evaluate(() => globalThis.__load)), bytes };
  } finally {
    await context.close();
  }
}

const milliseconds = (value) => `${value.toFixed(0).padStart(5)} ms`;

function report({ path, goals }, { name }, loads) {
  console.log(`\n${path === "/run" ? "loaded to run at once" : "loaded"}, ${name}`);
  let missed = 0;
  for (const [what, goal] of Object.entries(goals)) {
    for (const [list, title] of LISTS.entries()) {
      const times = loads[list].map((load) => load[what]);
      const [low, high] = [0.25, 0.75].map((share) => milliseconds(quantile(times, share)));
      console.log(
        `  ${NAMES[what].padEnd(14)} ${title.padEnd(7)} median ${milliseconds(median(times))}   p25–p75 ${low} –${high}   min ${milliseconds(Math.min(...times))}`,
      );
    }
    const ratios = loads[0].map((load, turn) => load[what] / loads[1][turn][what]);
    const { ratio, low, high, word } = judge(ratios, goal);
    const said = goal === Infinity ? "not judged" : `goal ${goal.toFixed(1)}: ${word}`;
    console.log(`  ${"".padEnd(14)} ratio   ${ratio.toFixed(2)} (95 % sure: ${low.toFixed(2)} – ${high.toFixed(2)}), ${said}`);
    if (word === "missed") missed += 1;
  }
  for (const [list, title] of LISTS.entries()) {
    const shift = median(loads[list].map(({ shift }) => shift));
    const kilobytes = median(loads[list].map(({ bytes }) => bytes)) / 1000;
    console.log(`  ${title}: ${kilobytes.toFixed(0)} kB transferred, layout shift ${shift.toFixed(3)}`);
  }
  return missed;
}

await main();
