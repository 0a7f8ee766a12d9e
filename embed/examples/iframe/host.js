// The panel's side of the frame: makes it as tall as its content, shows the verdict, and brings the
// token the frame asks for. Only messages of the readiness frame itself are heard: its origin and its
// window must both be right, for any page in any frame may send messages here.
//
// Loaded before the frame and not as a module, which would run later: what the frame says first counts.

{
  const NAME = "checkout-readiness";
  const TALLEST_PIXELS = 20_000;

  /// What is done with each kind of message.
  const HEARD = {
    resize({ height }, frame) {
      if (Number.isFinite(height)) frame.style.height = `${Math.min(Math.max(height, 0), TALLEST_PIXELS)}px`;
    },
    "verdict-change"({ verdict }) {
      document.querySelector("output").textContent = String(verdict);
    },
    async token({ question, refresh }, frame, readiness) {
      // The panel's own server makes it, for whoever is logged in there.
      const answer = await fetch(`/readiness-token?refresh=${refresh === true}`, { method: "POST" });
      const token = answer.ok ? await answer.text() : null;
      frame.contentWindow.postMessage({ to: NAME, type: "token", question, token }, readiness);
    },
  };

  addEventListener("message", ({ origin, source, data }) => {
    const frame = document.querySelector("#readiness");
    const readiness = frame && new URL(frame.src).origin;
    if (!frame || origin !== readiness || source !== frame.contentWindow || data?.from !== NAME) return;
    if (Object.hasOwn(HEARD, data.type)) HEARD[data.type](data, frame, readiness);
  });
}
