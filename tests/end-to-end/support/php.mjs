// PHP's own web server, and how a program is started that must be gone after the test.

import { spawn } from "node:child_process";
import { once } from "node:events";

import { freePort } from "./free_port.mjs";

/// Serves a folder as a web server with PHP would, several requests at once. What PHP keeps, such as
/// sessions, goes into the other folder.
export async function servePhp(root, keeping, { port, surroundings = {} } = {}) {
  const settings = [
    "upload_max_filesize=16M",
    "post_max_size=16M",
    `sys_temp_dir=${keeping}`,
    `session.save_path=${keeping}`,
    "opcache.enable_cli=1",
    // A file that a test changes is another one at once, not only after two seconds.
    "opcache.revalidate_freq=0",
  ];
  const at = `127.0.0.1:${port ?? (await freePort())}`;
  const server = await start("php", [...settings.flatMap((setting) => ["-d", setting]), "-S", at, "-t", root], {
    ready: /Development Server .* started/,
    env: { ...process.env, PHP_CLI_SERVER_WORKERS: "4", ...surroundings },
  });
  return { ...server, origin: `http://${at}` };
}

/// Starts a program and waits until it says that it is ready.
export async function start(program, words, { ready, env }) {
  // A group of its own: PHP's server does not end its helpers when it is ended.
  const child = spawn(program, words, { stdio: ["ignore", "pipe", "pipe"], env, detached: true });
  const closed = once(child, "close");
  let said = "";
  await new Promise((resolve, reject) => {
    const hear = (bytes) => ready.test((said += bytes)) && resolve();
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("error", reject);
    closed.then(() => reject(new Error(`${program} did not start:\n${said}`)), reject);
  });
  const end = () => child.exitCode === null && child.signalCode === null && process.kill(-child.pid, "SIGKILL");
  // Nor must it outlive a test that ends in the middle.
  process.once("exit", end);
  const stop = async () => {
    end();
    process.removeListener("exit", end);
    await closed;
  };
  return { stop, said: () => said };
}
