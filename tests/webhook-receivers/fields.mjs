// What receivers with a strict schema know of a notification.

const FIELDS = new Set([
  ..."action api_version application_id actions data data_id date date_created entity".split(" "),
  ..."external_reference id live_mode status type user_id version resource topic".split(" "),
]);

const ACTIONS = new Set([
  ..."payment.created payment.updated".split(" "),
  ..."order.processed order.action_required order.failed order.refunded order.canceled order.expired".split(" "),
  ..."card.updated created updated chargeback.created".split(" "),
]);

export function hasOnlyKnownFields(body) {
  return Object.keys(body).every((field) => FIELDS.has(field));
}

/// A notification without `action` is known too: some carry a list of `actions`, with names of its own.
export function isKnownAction({ action }) {
  return action === undefined || ACTIONS.has(action);
}
