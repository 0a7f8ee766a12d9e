// Tells the element where its token comes from: this panel's own server. Read before the element's
// own script, so that its first question carries one already.

const element = document.querySelector("checkout-readiness");

if (element) {
  element.getToken = async () => {
    const answer = await fetch("/readiness-token", { method: "POST" });
    if (!answer.ok) throw new Error(`the panel gave no token (${answer.status})`);
    return answer.text();
  };
}
