"""A panel with a page that shows the checklist, for whoever is logged in."""

import base64
import hashlib
import hmac
import html
import json
import os
import secrets
import sys
import time
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from string import Template
from urllib.parse import parse_qs, urlsplit

FOLDER = Path(__file__).parent
READINESS = os.environ.get("READINESS_ADDRESS", "http://127.0.0.1:8787").rstrip("/")
AUDIENCE = os.environ.get("READINESS_JWT_AUDIENCE", "checkout-readiness")
SECONDS_A_TOKEN_LIVES = 300

TITLES = {"pt": "Painel da loja", "es": "Panel de la tienda", "en": "Shop panel"}
LOG_IN = {"pt": "Entrar", "es": "Entrar", "en": "Log in"}

# Logged in: session to user. A panel has its own, and keeps it elsewhere.
SESSIONS: dict[str, str] = {}


def read_key() -> bytes:
    """The key this server and the proxy share, as the file has it but for the line's end."""
    path = os.environ.get("READINESS_JWT_KEY")
    if not path:
        sys.exit("READINESS_JWT_KEY is not set: the file with the key that the proxy has too")
    key = Path(path).read_bytes().removesuffix(b"\n").removesuffix(b"\r")
    if len(key) < 32:
        sys.exit(f"{path} holds fewer than 32 bytes: openssl rand -hex 32")
    return key


# ANCHOR: token
def make_token(key: bytes, user: str, scopes: str) -> str:
    """A JSON Web Token (RFC 7519), signed with HMAC and SHA-256."""

    def part(content: bytes) -> str:
        return base64.urlsafe_b64encode(content).rstrip(b"=").decode()

    now = int(time.time())
    claims = {
        "sub": user,
        "aud": AUDIENCE,
        "iat": now,
        "exp": now + SECONDS_A_TOKEN_LIVES,
        "scope": scopes,
    }
    head = {"alg": "HS256", "typ": "JWT"}
    signed = ".".join(part(json.dumps(value).encode()) for value in (head, claims))
    signature = hmac.new(key, signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{part(signature)}"
# ANCHOR_END: token


class Panel(BaseHTTPRequestHandler):
    """Answers to one browser."""

    key: bytes
    server_version = "Panel"

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path == "/":
            self.say(200, "text/html; charset=utf-8", self.draw(parse_qs(address.query)))
        elif address.path == "/panel.js":
            self.say(200, "text/javascript", (FOLDER / "panel.js").read_text())
        else:
            self.say(404, "text/plain", "There is nothing at this address.")

    def do_POST(self) -> None:
        # A form or script of another site may make a browser ask, with the cookie of a session.
        if self.headers.get("Sec-Fetch-Site") != "same-origin":
            self.say(403, "text/plain", "Only this panel's own pages may ask.")
        elif self.path == "/log-in":
            session = secrets.token_urlsafe(32)
            SESSIONS[session] = "ana"
            cookie = f"session={session}; HttpOnly; SameSite=Strict; Path=/"
            self.say(303, "text/plain", "", ("Location", "/"), ("Set-Cookie", cookie))
        elif self.path == "/readiness-token":
            user = self.user()
            if user is None:
                self.say(401, "text/plain", "Log in first.")
            else:
                # What this person may do: ask, test the webhook, confirm.
                token = make_token(self.key, user, "read probe confirm")
                self.say(200, "text/plain", token)
        else:
            self.say(404, "text/plain", "There is nothing at this address.")

    def user(self) -> str | None:
        cookie = SimpleCookie(self.headers.get("Cookie", "")).get("session")
        return SESSIONS.get(cookie.value) if cookie else None

    def draw(self, query: dict[str, list[str]]) -> str:
        language = query.get("lang", [""])[0]
        if language not in TITLES:
            language = "pt"
        if self.user() is None:
            content = f'<form method="post" action="/log-in"><button>{LOG_IN[language]}</button></form>'
        else:
            content = (
                f'<checkout-readiness proxy="{html.escape(READINESS)}" product="checkout-pro"></checkout-readiness>'
            )
        page = Template((FOLDER / "panel.html").read_text())
        return page.substitute(
            language=language,
            title=html.escape(TITLES[language]),
            readiness=html.escape(READINESS),
            content=content,
        )

    def say(self, status: int, kind: str, text: str, *more: tuple[str, str]) -> None:
        content = text.encode()
        policy = (
            f"default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {READINESS}; "
            f"connect-src 'self' {READINESS}; style-src 'self'; img-src 'self' data:; "
            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )
        self.send_response(status)
        for name, value in (
            ("Content-Type", kind),
            ("Content-Length", str(len(content))),
            ("Content-Security-Policy", policy),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            *more,
        ):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


def main() -> None:
    Panel.key = read_key()
    port = int(os.environ.get("PANEL_PORT", "8000"))
    server = ThreadingHTTPServer(("127.0.0.1", port), Panel)
    print(f"listening at http://localhost:{server.server_port}/", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
