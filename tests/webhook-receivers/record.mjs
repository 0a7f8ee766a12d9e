// What receivers were sent, and what they keep of it.

/// So that a test which never asks does not fill the memory.
const MOST = 200;

export class Record {
  #sent = new Map();
  #processed = new Set();

  add(receiver, { method, url, headersDistinct, body }) {
    const sent = this.#sent.get(receiver) ?? [];
    this.#sent.set(receiver, [...sent, { method, path: url, headers: headersDistinct, body }].slice(-MOST));
  }

  /// What each of these was sent, the oldest first.
  received(receivers) {
    return Object.fromEntries(receivers.map((receiver) => [receiver, this.#sent.get(receiver) ?? []]));
  }

  /// Whether this notification is the first with its id, as the database of a shop would tell.
  isFirst(id) {
    const isFirst = !this.#processed.has(id);
    this.#processed.add(id);
    return isFirst;
  }

  forget() {
    this.#sent.clear();
    this.#processed.clear();
  }
}
