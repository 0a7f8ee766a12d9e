// The panel's side of the frame: makes it as tall as its content, shows the verdict, and brings the
// token the frame asks for. Only messages of the readiness frame itself are heard: its origin and its
// window must both be right, for any page in any frame may send messages here.

const NAME = "checkout-readiness";
const TALLEST_PIXELS = 20_000;

const frame = document.querySelector("#readiness");
const readiness = new URL(frame.src).origin;

/// What is done with each kind of message.
const HEARD = {
  resize({ height }) {
    if (Number.isFinite(height)) frame.style.height = `${Math.min(Math.max(height, 0), TALLEST_PIXELS)}px`;
  },
  "verdict-change"({ verdict }) {
    document.querySelector("output").textContent = String(verdict);
  },
  async token({ question, refresh }) {
    // The panel's own server makes it, for whoever is logged in there.
    const answer = await fetch(`/readiness-token?refresh=${refresh === true}`);
    const token = answer.ok ? await answer.text() : null;
    frame.contentWindow.postMessage({ to: NAME, type: "token", question, token }, readiness);
  },
};

addEventListener("message", ({ origin, source, data }) => {
  if (origin !== readiness || source !== frame.contentWindow || data?.from !== NAME) return;
  if (Object.hasOwn(HEARD, data.type)) HEARD[data.type](data);
});
