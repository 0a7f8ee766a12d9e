// Gives the element its tokens. This runs before the element's own module, so that it never asks
// without one.

document.querySelector("checkout-readiness").getToken = async () => {
  const answer = await fetch("token.php", { method: "POST" });
  if (!answer.ok) throw new Error(`no token: ${answer.status}`);
  return (await answer.json()).token;
};
