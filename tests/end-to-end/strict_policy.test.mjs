// The page keeps the strictest policy a WebAssembly page can have, and asks nobody but its proxy.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launchAtShop, open } from "./support/browser.mjs";
import { makeCertificate } from "./support/certificate.mjs";
import { FOR_A_PERSON } from "./support/checklist.mjs";
import { serveShop } from "./support/proxy.mjs";

let certificate, proxy, browser;

before(async () => {
  certificate = makeCertificate();
  proxy = await serveShop(certificate);
  browser = await launchAtShop(certificate, proxy);
});

after(async () => {
  await browser?.close();
  await proxy?.stop();
  certificate?.remove();
});

test("a full run breaks no policy, writes no error and asks nobody else", async (t) => {
  // What is watched over, and asserted when the test ends, is in support/browser.mjs.
  const checklist = await open(t, browser, `https://${certificate.host}`);
  const { page } = checklist;
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await checklist.choose("worst-online");
  await checklist.run();
  await checklist.unfoldAll();
  await checklist.row(FOR_A_PERSON).confirm("<img src=http://elsewhere.example onerror=alert(1)>");
  await checklist.row(FOR_A_PERSON).said.waitFor();
  await checklist.row("quality-of-buyer-experience").snippetButton.click();
  await checklist.row("quality-of-buyer-experience").snippet.waitFor();
  await checklist.row("reports-are-used").dismiss("<script>alert(1)</script>");
  await checklist.row("reports-are-used").said.waitFor();
  await checklist.runBy(() => checklist.row("official-quality-score").enter("81", "2026-11-01", ""));
  await checklist.copyButton.click();
  for (const format of ["html", "json", "junit", "sarif"]) await checklist.document(format);
  await checklist.speak("pt");
  await checklist.speak("es");
  await page.reload();
  await checklist.age.waitFor();
  await checklist.runBy(() => checklist.runAgainButton.click());
  await checklist.changes.waitFor();
});

test("the policy is what it says: no inline script, no eval, no other origin, no frame elsewhere", async (t) => {
  const checklist = await open(t, browser, `https://${certificate.host}`);
  const headers = await headersOf(checklist.page);
  const policy = Object.fromEntries(headers["content-security-policy"].split(";").map((part) => part.trim().split(/\s+(.*)/s)));
  assert.equal(policy["default-src"], "'none'");
  assert.equal(policy["script-src"], "'self' 'wasm-unsafe-eval'");
  assert.equal(policy["style-src"], "'self'");
  assert.equal(policy["connect-src"], "'self'");
  assert.equal(policy["form-action"], "'none'");
  assert.equal(policy["base-uri"], "'none'");
  assert.equal(headers["x-content-type-options"], "nosniff");
  assert.equal(headers["referrer-policy"], "no-referrer");
  assert.match(headers["strict-transport-security"], /max-age=\d{7,}/);
});

test("a violation of the policy would be seen", async (t) => {
  const context = await browser.newContext();
  t.after(() => context.close());
  const page = await context.newPage();
  await page.goto(`https://${certificate.host}/`);
  const violation = page.evaluate(
    () =>
      new Promise((seen) => {
        addEventListener("securitypolicyviolation", (event) => seen(event.effectiveDirective), { once: true });
        const image = document.createElement("img");
        image.src = "https://elsewhere.example/pixel.png";
        document.body.append(image);
      }),
  );
  assert.equal(await violation, "img-src");
});

async function headersOf(page) {
  const answered = page.waitForResponse((answer) => new URL(answer.url()).pathname === "/");
  await page.reload();
  return (await answered).allHeaders();
}
