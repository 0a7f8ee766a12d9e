// What stands behind a front: a panel that knows its visitors by a cookie, and something that writes
// down what reaches the proxy before it passes it on.

import { once } from "node:events";
import { createServer, request } from "node:http";

async function listen(answer) {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  const stop = () => (server.closeAllConnections(), server.close());
  return { port: server.address().port, stop };
}

/// Ana may read and confirm; of Bruno the panel says only who he is, and of somebody not even that.
const VISITORS = {
  "session=ana": { "x-readiness-user": "ana", "x-readiness-scope": "read confirm" },
  "session=bruno": { "x-readiness-user": "bruno" },
  "session=somebody": {},
};

/// A panel.
export function panel() {
  return listen(({ url, headers }, answer) => {
    const visitor = VISITORS[headers.cookie];
    if (url !== "/readiness-visitor") return answer.writeHead(200).end("the panel");
    if (!visitor) return answer.writeHead(401).end();
    answer.writeHead(204, visitor).end();
  });
}

/// Passes everything on to the proxy and keeps what the headers were.
export async function watched(port) {
  const reached = [];
  const passing = await listen((asked, answer) => {
    reached.push({ path: asked.url, headers: asked.headers });
    const { method, url: path, headers } = asked;
    const on = request({ host: "127.0.0.1", port, method, path, headers }, (given) => {
      answer.writeHead(given.statusCode, given.headers);
      given.pipe(answer);
    });
    on.once("error", () => answer.destroy());
    asked.pipe(on);
  });
  return { ...passing, reached };
}
