// The example in Python: a page drawn by a server that vouches for its users to the proxy, which is at another origin.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { closePages, launch, openPage } from "./support/browser.mjs";
import { Checklist } from "./support/checklist.mjs";
import { noting } from "./support/example.mjs";
import { freePort } from "./support/free_port.mjs";
import { EXAMPLES } from "./support/package.mjs";
import { serveFor } from "./support/proxy.mjs";

const KEY = "visibly-fake-key-0000000000000000000000000000";

let browser;

before(async () => (browser = await launch()));
after(() => browser?.close());

function keyFile(t, key) {
  const folder = mkdtempSync(join(tmpdir(), "readiness-key-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "readiness.key");
  writeFileSync(path, `${key}\n`, { mode: 0o600 });
  return path;
}

/// The panel, told where the proxy will be.
async function servePython(t, settings) {
  const child = spawn("python3", [join(EXAMPLES, "python/panel.py")], {
    env: { ...process.env, PANEL_PORT: "0", PYTHONDONTWRITEBYTECODE: "1", ...settings },
    stdio: ["ignore", "pipe", "ignore"],
  });
  t.after(async () => {
    await closePages(t);
    child.kill();
  });
  const [line] = await once(child.stdout, "data");
  const [, origin] = /listening at (http:\/\/localhost:\d+)\//.exec(line);
  return origin;
}

/// Panel and proxy, which share a key, or do not.
async function together(t, { panelKey = KEY } = {}) {
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const audience = { READINESS_JWT_AUDIENCE: "checkout-readiness" };
  const origin = await servePython(t, { READINESS_ADDRESS: address, READINESS_JWT_KEY: keyFile(t, panelKey), ...audience });
  const settings = { READINESS_ORIGINS: origin, READINESS_JWT_KEY: keyFile(t, KEY), READINESS_JWT_ALGORITHM: "HS256", ...audience };
  const proxy = await serveFor(t, settings, { port });
  assert.equal(proxy.origin, address);
  return { origin, proxy };
}

async function loggedIn(t, { origin, proxy }, { script, ...settings } = {}) {
  const page = await openPage(t, noting(browser, { script }), `${origin}/`, { allowed: [proxy.origin], ...settings });
  await page.getByRole("button", { name: "Entrar" }).click();
  const checklist = new Checklist(page);
  await checklist.isDrawn();
  return { page, checklist };
}

test("whoever is logged in runs the checklist, in the language of the page", async (t) => {
  const place = await together(t);
  const { page, checklist } = await loggedIn(t, place);
  await checklist.run();
  assert.equal(await checklist.verdictWord(), "Ainda indefinido");
  await page.goto(`${place.origin}/?lang=es`);
  await checklist.isDrawn();
  await checklist.run();
  assert.equal(await checklist.verdictWord(), "Aún sin definir");
});

test("nobody else gets a token, and no other site gets one for them", async (t) => {
  const { origin, proxy } = await together(t);
  const ask = (headers) => fetch(`${origin}/readiness-token`, { method: "POST", headers });
  assert.equal((await ask({ "sec-fetch-site": "same-origin" })).status, 401);
  assert.equal((await ask({ "sec-fetch-site": "same-origin", cookie: "session=guessed" })).status, 401);
  assert.equal((await ask({ "sec-fetch-site": "cross-site" })).status, 403);
  assert.equal((await ask({})).status, 403);
  assert.equal((await fetch(`${proxy.origin}/api/v1/profile`)).status, 401);
});

test("a panel that has another key vouches for nobody", async (t) => {
  const place = await together(t, { panelKey: KEY.replaceAll("0", "1") });
  const script = "addEventListener('error', ({ detail }) => (globalThis.code = detail?.code), true);";
  const { page } = await loggedIn(t, place, { script, tolerated: /401/ });
  await page.waitForFunction(() => globalThis.code === "authentication");
});
