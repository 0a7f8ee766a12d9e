// A port for a program that cannot choose one itself.

import { once } from "node:events";
import { createServer } from "node:net";

/// Below those that systems give away by themselves, where it would soon be somebody's.
const LOWEST = 10_000;
const HIGHEST = 30_000;

/// A port nobody listens at; it is only lent, so it is best used at once.
export async function freePort() {
  for (;;) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    const server = createServer().listen(port, "127.0.0.1");
    const isFree = await once(server, "listening").then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    server.close();
    await once(server, "close");
    return port;
  }
}
