// The element itself, as its page sees it: one list of steps, in Chromium and in Firefox.

import { after, before, describe, test } from "node:test";

import { STEPS } from "./support/element_steps.mjs";
import { BROWSERS } from "./support/firefox.mjs";
import { servePanel } from "./support/element_panel.mjs";
import { serve } from "./support/proxy.mjs";

let proxy, panel;

before(async () => {
  proxy = await serve();
  panel = await servePanel({ "/readiness": proxy });
});

after(async () => {
  panel?.stop();
  await proxy?.stop();
});

for (const [name, browser] of Object.entries(BROWSERS)) {
  describe(`in ${name}`, () => {
    let reader;

    before(async () => (reader = await browser.start()));
    after(() => reader?.stop());

    for (const [step, act] of Object.entries(STEPS)) {
      test(step, () => act(reader, panel));
    }
  });
}
