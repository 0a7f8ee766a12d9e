// What receivers answer, and what answers in their place: pages that know no webhook.

/// An answer in JSON.
export function says(status, body, headers = {}) {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}

/// An answer that is a page.
export function shows(status, title, body, headers = {}) {
  return {
    status,
    headers: { "content-type": "text/html; charset=utf-8", ...headers },
    body: `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title></head>
<body>${body}</body>
</html>
`,
  };
}

export const SHOP = shows(200, "Store", "<h1>Store</h1><p>Welcome.</p>");

export const LOGIN = shows(
  200,
  "Sign in",
  `<h1>Sign in</h1>
<form method="post" action="/login">
<label>Email <input type="email" name="email"></label>
<label>Password <input type="password" name="password"></label>
<button type="submit">Sign in</button>
</form>`,
);

export const SINGLE_PAGE = shows(
  200,
  "Store",
  `<noscript>You need to enable JavaScript to run this app.</noscript>
<div id="root"></div>
<script type="module" src="/assets/index-00000000.js"></script>`,
);

export const PARKING = shows(
  200,
  "store.example is for sale",
  `<h1>store.example</h1>
<p>This domain is for sale. <a href="https://parking.example/store.example">Buy this domain</a></p>`,
);

export const BAD_GATEWAY = shows(502, ...plain("502 Bad Gateway"));

export const FORBIDDEN = shows(403, ...plain("403 Forbidden"));

export const REDIRECT = shows(
  301,
  ...plain("301 Moved Permanently", { location: "https://www.store.example/mp/webhook" }),
);

/// What a web server writes of its own accord.
function plain(title, headers = {}) {
  return [title, `<center><h1>${title}</h1></center><hr><center>nginx</center>`, { server: "nginx", ...headers }];
}
