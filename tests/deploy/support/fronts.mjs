// nginx and Caddy with the configuration of deploy/, moved to ports of loopback and to a folder of
// their own: nothing else of it is changed, and what should be changed and is not there fails.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import { setTimeout as sleep } from "node:timers/promises";

export const HOST = "panel.example";
/// Plainly none.
export const SECRET = "0000000000000000";

const root = new URL("../../../", import.meta.url);

/// A file of deploy/.
export function read(path) {
  return readFileSync(new URL(path, root), "utf8");
}

/// A folder that is gone with the test, with a certificate in it.
export function folder() {
  const path = mkdtempSync(join(tmpdir(), "readiness-deploy-"));
  const [key, chain] = [join(path, "key.pem"), join(path, "chain.pem")];
  const words = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const about = ["-days", "2", "-subj", `/CN=${HOST}`, "-addext", `subjectAltName=DNS:${HOST}`];
  execFileSync("openssl", [...words, ...about, "-keyout", key, "-out", chain], { stdio: "ignore" });
  return { path, key, chain, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/// The text with each of these replaced, every one of which must be there.
function moved(text, changes) {
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`deploy/ no longer says ${from}`);
    text = text.replaceAll(from, to);
  }
  return text;
}

/// Writes nginx's configuration; returns the words to start it with.
export function nginx({ path, key, chain }, { port, plain, panel, proxy }) {
  const secret = join(path, "secret.conf");
  writeFileSync(secret, `proxy_set_header x-readiness-secret "${SECRET}";\n`);
  const site = join(path, "site.conf");
  writeFileSync(
    site,
    moved(read("deploy/nginx/checkout-readiness.conf"), [
      ["listen [::]:80;", ""],
      ["listen [::]:443 ssl http2;", ""],
      ["listen 80;", `listen 127.0.0.1:${plain};`],
      ["listen 443 ssl http2;", `listen 127.0.0.1:${port} ssl http2;`],
      ["/etc/nginx/tls/chain.pem", chain],
      ["/etc/nginx/tls/key.pem", key],
      ["include /etc/nginx/checkout-readiness-secret.conf", `include ${secret}`],
      ["server 127.0.0.1:8787", `server 127.0.0.1:${proxy}`],
      ["server 127.0.0.1:3000", `server 127.0.0.1:${panel}`],
    ]),
  );
  const kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  const places = kinds.map((kind) => `${kind}_temp_path ${join(path, kind)};`).join(" ");
  const whole = join(path, "nginx.conf");
  writeFileSync(
    whole,
    `${process.getuid() === 0 ? "user root;" : ""} daemon off; master_process off; worker_processes 1;
     pid ${join(path, "nginx.pid")}; error_log stderr warn; events { worker_connections 64; }
     http { access_log off; ${places} include ${site}; }`,
  );
  const program = ["/usr/sbin/nginx", "-e", "stderr", "-p", path, "-c", whole];
  return { check: [...program, "-t"], start: program, environment: {} };
}

/// Writes Caddy's configuration; returns the words to start it with.
export function caddy({ path, key, chain }, { port, plain, panel, proxy }) {
  const file = join(path, "Caddyfile");
  const site = moved(read("deploy/caddy/Caddyfile"), [
    [`${HOST} {`, `https://${HOST}:${port} {\n\ttls ${chain} ${key}\n\tbind 127.0.0.1`],
    ["127.0.0.1:8787", `127.0.0.1:${proxy}`],
    ["127.0.0.1:3000", `127.0.0.1:${panel}`],
  ]);
  const global = `{\n\tadmin off\n\tauto_https disable_redirects\n\thttp_port ${plain}\n}\n`;
  writeFileSync(file, global + site);
  const about = ["--config", file, "--adapter", "caddyfile"];
  return {
    check: ["caddy", "validate", ...about],
    start: ["caddy", "run", ...about],
    environment: { HOME: path, XDG_DATA_HOME: path, XDG_CONFIG_HOME: path, READINESS_TRUSTED_SECRET: SECRET },
  };
}

/// Starts one of them and waits until it speaks TLS.
export async function start({ start: [program, ...words], environment }, port) {
  const child = spawn(program, words, {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => (said += bytes));
  const closed = once(child, "close");
  for (let tries = 0; !(await speaks(port)); tries += 1) {
    if (child.exitCode !== null || tries > 100) throw new Error(`${program} did not start:\n${said}`);
    await sleep(100);
  }
  return {
    said: () => said,
    stop: async () => {
      child.kill("SIGTERM");
      await closed;
    },
  };
}

function speaks(port) {
  return new Promise((answer) => {
    const socket = connect({ port, host: "127.0.0.1", servername: HOST, rejectUnauthorized: false });
    socket.once("secureConnect", () => (socket.destroy(), answer(true)));
    socket.once("error", () => answer(false));
  });
}
