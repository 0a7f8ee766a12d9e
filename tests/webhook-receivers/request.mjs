// A request as receivers read it, and how their answers leave.

import { text } from "node:stream/consumers";

/// Everything of a request, once its body has arrived.
export async function read(incoming) {
  const { method, url, headers, headersDistinct } = incoming;
  // An address with two slashes at its start would be another host's if it were resolved.
  const [path, ...query] = url.split("?");
  return {
    method,
    url,
    path,
    query: new URLSearchParams(query.join("?")),
    /// As frameworks hand them on: what came twice is joined by a comma.
    headers,
    /// As they came: a list for every name.
    headersDistinct,
    body: await text(incoming),
  };
}

export function answer(outgoing, { status, headers, body }) {
  outgoing.writeHead(status, headers);
  outgoing.end(body);
}
