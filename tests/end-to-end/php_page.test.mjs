// A panel drawn on the server by plain PHP, with the checklist on one of its pages.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { Checklist } from "./support/checklist.mjs";
import { freePort } from "./support/free_port.mjs";
import { servePhp } from "./support/php.mjs";
import { AUDIENCE, askProxy, claimsOf, makeSecret, serveSigned } from "./support/signed.mjs";

const ROOT = join(import.meta.dirname, "../..");
const PASSWORD = "visibly fake, only for this test";
const { secret, file, remove: removeSecret } = makeSecret();

let browser, folder, panel, proxy;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "readiness-php-"));
  cpSync(join(ROOT, "embed/examples/php"), folder, { recursive: true });
  cpSync(join(ROOT, "dist"), join(folder, "public/readiness"), { recursive: true });
  const hash = ["-r", "echo password_hash($argv[1], PASSWORD_DEFAULT);", PASSWORD];
  // Each is told the other's address.
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  [browser, proxy] = await Promise.all([launch(), serveSigned(origin, file)]);
  const surroundings = {
    PANEL_PROXY: proxy.origin,
    PANEL_JWT_KEY: file,
    PANEL_AUDIENCE: AUDIENCE,
    PANEL_ISSUER: origin,
    PANEL_PASSWORD_HASH: execFileSync("php", hash, { encoding: "utf8" }),
  };
  panel = await servePhp(join(folder, "public"), folder, { port, surroundings });
});

after(async () => {
  await browser?.close();
  await proxy?.kill();
  await panel?.stop();
  removeSecret();
  rmSync(folder, { recursive: true });
});

/// Opens the panel; whatever breaks its policy, or goes to anybody but it and its proxy, is a fault.
async function arrives(t) {
  const context = await browser.newContext({ locale: "en-US" });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol !== "data:" && ![panel.origin, proxy.origin].includes(origin)) faults.push(`request to ${origin}`);
  });
  t.after(async () => {
    await context.close();
    assert.deepEqual(faults, [], "faults of the page");
  });
  await page.goto(panel.origin);
  const logIn = async (password) => {
    await page.locator("[type=password]").fill(password);
    await page.getByRole("button", { name: "Log in" }).click();
  };
  return { page, logIn, element: page.locator("checkout-readiness") };
}

test("who has not logged in sees no checklist and gets no token", async (t) => {
  const { page, logIn, element } = await arrives(t);
  await logIn("wrong");
  assert.equal(await page.getByRole("alert").innerText(), "That is not the password.");
  assert.equal(await element.count(), 0);
  const answer = await page.context().request.post(`${panel.origin}/token.php`);
  assert.equal(answer.status(), 401);
  assert.deepEqual(await answer.json(), { error: "log in first" });
});

test("who has logged in runs the checklist, under a policy that allows nothing else", async (t) => {
  const { page, logIn, element } = await arrives(t);
  await logIn(PASSWORD);
  const checklist = new Checklist(page, element);
  await checklist.isDrawn();
  await checklist.run();
  assert.equal((await checklist.report()).profile.product, "checkout-pro");
  await checklist.choose("test-credentials");
  await checklist.run();
  assert.equal(await checklist.verdict(), "not_ready");
});

test("the token is for five minutes, and the proxy takes it", async (t) => {
  const { page, logIn, element } = await arrives(t);
  await logIn(PASSWORD);
  const token = await element.evaluate((element) => element.getToken({ refresh: false }));
  const { iat, exp, ...claims } = claimsOf(token, secret);
  assert.equal(exp - iat, 300);
  assert.deepEqual(claims, { iss: panel.origin, aud: AUDIENCE, sub: "owner", scope: "read probe confirm" });
  assert.deepEqual(await askProxy(page, proxy, token, ["GET", "/api/v1/profile"]), { status: 200, code: undefined });
});

test("what lies beside the pages is not served", async () => {
  for (const path of ["/settings.php", "/login.php"]) {
    const text = await (await fetch(panel.origin + path)).text();
    assert.ok(!/PANEL_|password_verify/.test(text), path);
  }
});
