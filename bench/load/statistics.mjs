// Medians, and how sure they are.

const sorted = (values) => [...values].sort((one, other) => one - other);

/// The value below which that share of them lies, between two of them where it must be.
export function quantile(values, share) {
  const ordered = sorted(values);
  const place = (ordered.length - 1) * share;
  const below = Math.floor(place);
  const above = Math.ceil(place);
  return ordered[below] + (ordered[above] - ordered[below]) * (place - below);
}

export const median = (values) => quantile(values, 0.5);

/// Between which two of the values the true median lies, with a confidence of at least 95 %: the
/// order statistics that a fair coin leaves outside in one case of twenty. Takes no distribution for
/// granted. Of too few values nothing can be said.
export function intervalOfMedian(values) {
  const ordered = sorted(values);
  const count = ordered.length;
  let outside = 0;
  let ways = 1;
  let cut = 0;
  for (; cut < count / 2; cut++) {
    outside += (2 * ways) / 2 ** count;
    if (outside > 0.05) break;
    ways = (ways * (count - cut)) / (cut + 1);
  }
  return cut === 0 ? [-Infinity, Infinity] : [ordered[cut - 1], ordered[count - cut]];
}

/// Whether a ratio keeps to a goal. It is missed only where not even the spread explains it.
export function judge(ratios, goal) {
  const ratio = median(ratios);
  const [low, high] = intervalOfMedian(ratios);
  const word = ratio <= goal ? "holds" : low <= goal ? "within the spread" : "missed";
  return { ratio, low, high, word };
}
