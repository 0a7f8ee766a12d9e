// The browser, and pages in it that report whatever must never happen on any of them.

import assert from "node:assert/strict";

import { chromium } from "playwright-core";

import { Checklist } from "./checklist.mjs";
import { required } from "./environment.mjs";

const QUIET =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking " +
  "--disable-component-update --disable-sync";

/// Starts the browser.
export function launch(more = []) {
  return chromium.launch({ executablePath: required("CHROMIUM"), args: [...QUIET.split(" "), ...more] });
}

/// Starts a browser that finds the shop of this certificate at the proxy, and trusts it there.
export function launchAtShop(certificate, proxy) {
  return launch([
    `--host-resolver-rules=MAP ${certificate.host}:443 127.0.0.1:${proxy.port}`,
    `--ignore-certificate-errors-spki-list=${certificate.fingerprint}`,
  ]);
}

/// What a browser says about servers that are away or refuse: no fault of the page.
export const FAILED_REQUESTS = /^Failed to load resource: /;

/// How long something is waited for that never comes, in milliseconds; a run may take 15 seconds.
const PATIENCE = 20_000;

const opened = new WeakMap();

/// Closes the pages of a test before what answers them goes away.
export async function closePages(t) {
  for (const context of opened.get(t) ?? []) await context.close();
}

/// Opens the checklist as a new reader: nothing remembered, in English unless said otherwise.
export async function open(t, browser, origin, reader) {
  const checklist = new Checklist(await openPage(t, browser, `${origin}/`, reader));
  await checklist.isDrawn();
  return checklist;
}

/// Opens any page as a new reader. When the test ends, it must have kept its policy, written no error
/// and asked nobody but its own origin, and those it was allowed to.
export async function openPage(t, browser, address, { tolerated, allowed = [], ...reader } = {}) {
  const context = await browser.newContext({ locale: "en-US", ...reader });
  context.setDefaultTimeout(PATIENCE);
  opened.set(t, [...(opened.get(t) ?? []), context]);
  const { faults } = watch(context, [new URL(address).origin, ...allowed], tolerated);
  const page = await context.newPage();
  t.after(async () => {
    await context.close();
    assert.deepEqual(faults, [], "faults of the page");
  });
  await page.goto(address);
  return page;
}

function watch(context, origins, tolerated) {
  const faults = [];
  context.on("console", (message) => {
    const text = message.text();
    if (["error", "warning"].includes(message.type()) && !tolerated?.test(text)) faults.push(text);
  });
  context.on("weberror", (error) => faults.push(String(error.error())));
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "data:" && !origins.includes(url.origin)) faults.push(`request to ${url}`);
  });
  context.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) => {
      console.error(`policy violated: ${effectiveDirective} ${blockedURI} ${sample}`);
    });
  });
  return { faults };
}
