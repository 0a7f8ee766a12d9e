// What runs in the page before anything of it: notes when rows appear, to the millisecond.

/// Rows as a reader sees them: before a run the headings, each with its checks folded away, in the
/// loader's frame or in the list; in a run the checks.
export const ROWS = { any: ".frame li, .start details.folded, li.row[data-check]", folded: ".start details.folded li", check: "li.row[data-check]" };

/// Notes in `globalThis.__load` when the first row was painted, when exactly the rows of the proxy's
/// plan and its account were, and when every row had its answer.
export function watch({ rows, elements, planned }) {
  const load = (globalThis.__load = { shift: 0 });

  // A frame that was asked for and a task after it: by then what was changed has been painted.
  const painted = (name) => {
    if (name in load) return;
    load[name] = undefined;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (load[name] = performance.now());
    requestAnimationFrame(() => port2.postMessage(undefined));
  };

  const look = (root) => {
    if (!root.querySelector(rows.any)) return;
    painted("firstRow");
    const checks = [...root.querySelectorAll(rows.check)];
    const shown = checks.length ? new Set(checks.map((row) => row.dataset.check)).size : root.querySelectorAll(rows.folded).length;
    if (shown !== planned || !root.querySelector(".account")?.textContent) return;
    painted("completeList");
    const isAnswered = (row) => !["pending", undefined].includes(row.querySelector(".mark")?.dataset.kind);
    if (checks.length && checks.every(isAnswered) && root.querySelector("[data-verdict]")?.dataset.verdict) painted("everyAnswer");
  };

  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    if (elements.includes(this.localName)) {
      const attributeFilter = ["data-check", "data-kind", "data-verdict"];
      new MutationObserver(() => look(root)).observe(root, { subtree: true, childList: true, characterData: true, attributeFilter });
    }
    return root;
  };

  const shifts = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) load.shift += entry.value;
  });
  shifts.observe({ type: "layout-shift", buffered: true });
}
