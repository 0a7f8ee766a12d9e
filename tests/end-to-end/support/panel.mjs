// A panel of somebody's: serves pages of its own under a policy of its own, and passes what begins
// with /readiness/ on to the proxy, as a web server in front of it does.

import { createServer, request } from "node:http";
import { once } from "node:events";

const PREFIX = "/readiness/";

/// Serves until stopped. `pages` maps a path to what is answered there: `{type, body, headers}`, or a
/// function that makes it; without `proxy` nothing is passed on.
export async function servePanel({ pages = {}, proxy } = {}) {
  const server = createServer((asked, answer) => {
    const { pathname } = new URL(asked.url, "http://panel.example");
    if (proxy && asked.url.startsWith(PREFIX)) return passOn(proxy, asked, answer);
    const page = pages[pathname];
    if (!page) return answer.writeHead(404, { "content-type": "text/plain" }).end("nothing here\n");
    const { type = "text/html; charset=utf-8", body, headers = {} } = typeof page === "function" ? page(asked) : page;
    answer.writeHead(200, { "content-type": type, "cache-control": "no-store", ...headers }).end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    pages,
    origin: `http://localhost:${server.address().port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function passOn(proxy, asked, answer) {
  const path = `/${asked.url.slice(PREFIX.length)}`;
  const { method, headers } = asked;
  const onwards = request({ host: "127.0.0.1", port: proxy.port, path, method, headers }, (answered) => {
    answer.writeHead(answered.statusCode, answered.headers);
    answered.pipe(answer);
  });
  onwards.on("error", () => answer.destroy());
  answer.on("close", () => onwards.destroy());
  asked.pipe(onwards);
}
