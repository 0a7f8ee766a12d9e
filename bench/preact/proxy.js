// Questions to the proxy, and its answers: whole, or the lines of each chunk as it arrives.

export async function ask(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${answer.status} for ${path}`);
  return answer.json();
}

/// Posts a question and hands over the answer's lines, several at once where they arrive together.
export async function follow(path, question, take) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json", "x-checkout-readiness": "1" },
    body: JSON.stringify(question),
  });
  if (!answer.ok) throw new Error(`${answer.status} for ${path}`);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let pending = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (pending + value).split("\n");
    pending = lines.pop();
    if (lines.length) take(lines.map((line) => JSON.parse(line)));
  }
}
