// The React component of the npm package, rendered over and over as React does.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, openPage } from "./support/browser.mjs";
import { Checklist } from "./support/checklist.mjs";
import { pagesOf, serveExample } from "./support/example.mjs";
import { bundle, project } from "./support/package.mjs";
import { serveFor } from "./support/proxy.mjs";

const TOKEN = "visibly-fake-shared-token";

const FILES = {
  "index.html": `<!doctype html><html lang="pt"><head><title>Panel</title><link rel="icon" href="data:,">
    <script type="module" src="/main.jsx"></script></head><body><div id="panel"></div></body></html>`,
  "main.jsx": `
    import { CheckoutReadiness } from "checkout-readiness/react";
    import { StrictMode, useRef, useState } from "react";
    import { createRoot } from "react-dom/client";

    globalThis.told = [];
    const tell = (event) => told.push(event.type);

    function Panel() {
      const [props, set] = useState({ lang: "en" });
      const [drawn, draw] = useState(0);
      const list = useRef(null);
      Object.assign(globalThis, { set, list, drawn });
      return props && (
        <CheckoutReadiness
          ref={list}
          proxy="/readiness"
          loading="eager"
          getToken={() => (told.push("token " + drawn), ${JSON.stringify(TOKEN)})}
          checks={[{ id: "panel-drawn", title: "Drawn", run: async () => ({ status: "passed", reason: "drawn " + drawn }) }]}
          onReady={(event) => (tell(event), draw((drawn) => drawn + 1))}
          onRunStart={tell}
          onOutcome={(event) => (tell(event), draw((drawn) => drawn + 1))}
          onRunComplete={tell}
          onVerdictChange={tell}
          onError={tell}
          {...props}
        />
      );
    }
    createRoot(document.querySelector("#panel")).render(<StrictMode><Panel /></StrictMode>);`,
};

let browser;

before(async () => (browser = await launch()));
after(() => browser?.close());

for (const react of [19, 18]) {
  test(`React ${react}: what is handed over counts, as often as it is`, async (t) => {
    const proxy = await serveFor(t, { READINESS_TOKEN: TOKEN });
    const folder = await project(t, { react, files: FILES });
    const panel = await serveExample(t, pagesOf(await bundle(folder)), proxy);
    const page = await openPage(t, browser, `${panel.origin}/`);
    const checklist = new Checklist(page);
    await checklist.isDrawn();
    const count = (type) => page.evaluate((type) => globalThis.told.filter((name) => name === type).length, type);
    // The component was rendered anew for this event; the element was not drawn anew for that.
    await page.waitForFunction(() => globalThis.drawn > 0);
    await checklist.settled();
    assert.equal(await count("ready"), 1);

    const report = await page.evaluate(() => globalThis.list.current.run());
    const own = report.outcomes.find(({ check }) => check === "panel-drawn");
    assert.equal(own.status, "passed");
    assert.equal(await count("run-start"), 1);
    assert.equal(await count("run-complete"), 1);
    assert.equal(await count("verdict-change"), 1);
    assert.equal(await count("outcome"), report.outcomes.length);
    assert.equal(await count("error"), 0);
    assert.equal(await count("ready"), 1);

    // A language that goes away leaves that of the page.
    await page.evaluate(() => globalThis.set({}));
    await checklist.element.locator(".widget[lang=pt]").waitFor();
    assert.equal(await checklist.element.getAttribute("lang"), null);

    const element = await checklist.element.elementHandle();
    await page.evaluate(() => globalThis.set(null));
    await checklist.element.waitFor({ state: "detached" });
    const before = await page.evaluate(() => globalThis.told.length);
    await element.evaluate((element) => element.dispatchEvent(new CustomEvent("ready")));
    assert.equal(await page.evaluate(() => globalThis.told.length), before);
  });
}
