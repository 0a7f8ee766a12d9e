// Stand-ins for what stands before a shop and answers for it.

import { FORBIDDEN, SHOP, shows } from "./answers.mjs";

const CLOUDFLARE = { server: "cloudflare", "cf-ray": "0000000000000000-GRU" };

const BLOCKED = shows(
  403,
  "Attention Required! | Cloudflare",
  `<h1>Sorry, you have been blocked</h1>
<h2>You are unable to access store.example</h2>
<p>This website is using a security service to protect itself from online attacks.</p>
<p>Cloudflare Ray ID: <strong>0000000000000000</strong></p>`,
  CLOUDFLARE,
);

/// Answers a browser with a page that makes it prove itself; nothing that cannot run it gets further.
export const CHALLENGE = shows(
  403,
  "Just a moment...",
  `<h1>store.example</h1>
<noscript>Enable JavaScript and cookies to continue</noscript>
<script src="/cdn-cgi/challenge-platform/h/g/orchestrate/chl_page/v1?ray=0000000000000000"></script>`,
  { ...CLOUDFLARE, "cf-mitigated": "challenge" },
);

/// Blocks whatever sends something or does not call itself a browser.
export function behindFirewall(receive) {
  return (request) => {
    if (request.method === "POST" || !userAgent(request).startsWith("Mozilla/5.0")) return BLOCKED;
    return request.method === "GET" ? SHOP : receive(request);
  };
}

/// Blocks what calls itself Mercado Pago, as a rule against unknown agents may.
export function refusingMercadoPago(receive) {
  return (request) => (userAgent(request).startsWith("MercadoPago") ? FORBIDDEN : receive(request));
}

function userAgent({ headers }) {
  return headers["user-agent"] ?? "";
}
