//! What each receiver should be reported as.

use checkout_readiness_checks::profile::Product;

/// What is said of a receiver once it was probed: answers, takes, verifies.
pub type Said = [&'static str; 3];

/// With the secret: each receiver, for a product.
pub const WITH_SECRET: &[(&str, Product, Said)] = &[
    (
        "correct",
        Product::CheckoutPro,
        ["answers", "takes_them", "verifies"],
    ),
    (
        "correct",
        Product::CheckoutApi,
        ["answers", "takes_them", "verifies"],
    ),
    (
        "correct",
        Product::Subscriptions,
        ["answers", "takes_them", "verifies"],
    ),
    (
        "correct",
        Product::Point,
        ["answers", "takes_them", "verifies"],
    ),
    (
        "correct",
        Product::Orders,
        ["answers", "takes_them", "verifies"],
    ),
    (
        "first-header-wins",
        Product::CheckoutPro,
        ["answers", "takes_them", "verifies"],
    ),
    // Its SDK takes every timestamp for seconds.
    (
        "correct-with-tolerance",
        Product::CheckoutPro,
        ["answers", "takes_only_seconds", "verifies"],
    ),
    (
        "tolerance-in-wrong-unit",
        Product::CheckoutPro,
        ["right_ones_refused", "takes_only_milliseconds", "verifies"],
    ),
    (
        "lower-cases-id",
        Product::Orders,
        ["right_ones_refused", "lower_cases_ids", "verifies"],
    ),
    // Without letters in ids nobody can tell, and nothing would go wrong.
    (
        "lower-cases-id",
        Product::CheckoutApi,
        ["answers", "takes_them", "verifies"],
    ),
    (
        "id-from-body",
        Product::CheckoutApi,
        ["answers", "takes_id_from_body", "verifies"],
    ),
    // A merchant order's body has no id where it looks.
    (
        "id-from-body",
        Product::CheckoutPro,
        ["answers", "id_from_body_loses_topics", "verifies"],
    ),
    (
        "presence-only",
        Product::CheckoutPro,
        ["answers", "accepts_anything", "checks_presence_only"],
    ),
    (
        "splits-header-only",
        Product::CheckoutPro,
        ["answers", "accepts_anything", "checks_form_only"],
    ),
    (
        "never-checks",
        Product::CheckoutPro,
        ["answers", "accepts_anything", "checks_nothing"],
    ),
    (
        "behind-firewall",
        Product::CheckoutPro,
        ["blocks_programs", "needs_an_answer", "somebody_in_front"],
    ),
    (
        "behind-challenge",
        Product::CheckoutPro,
        ["challenges", "needs_an_answer", "somebody_in_front"],
    ),
    (
        "refuses-mercado-pago",
        Product::CheckoutPro,
        [
            "blocks_mercado_pago",
            "needs_an_answer",
            "somebody_in_front",
        ],
    ),
    (
        "redirects",
        Product::CheckoutPro,
        ["redirects", "needs_an_answer", "somebody_in_front"],
    ),
    (
        "login-page",
        Product::CheckoutPro,
        ["asks_to_log_in", "needs_an_answer", "somebody_in_front"],
    ),
    (
        "single-page",
        Product::CheckoutPro,
        ["answers_a_page", "needs_an_answer", "somebody_in_front"],
    ),
    (
        "parking-page",
        Product::CheckoutPro,
        ["parked", "needs_an_answer", "somebody_in_front"],
    ),
    (
        "sleeps",
        Product::CheckoutPro,
        ["too_slow", "needs_an_answer", "probe_not_whole"],
    ),
    (
        "fails-on-unknown",
        Product::CheckoutPro,
        [
            "fails_on_unknown_resource",
            "takes_them",
            "tells_them_apart",
        ],
    ),
    (
        "not-found-on-unknown",
        Product::CheckoutPro,
        [
            "fails_on_unknown_resource",
            "takes_them",
            "tells_them_apart",
        ],
    ),
    (
        "fails-on-repeat",
        Product::CheckoutPro,
        ["fails_on_novelties", "takes_them", "verifies"],
    ),
    (
        "strict-fields",
        Product::CheckoutPro,
        ["fails_on_novelties", "takes_them", "verifies"],
    ),
    (
        "strict-actions",
        Product::CheckoutApi,
        ["fails_on_novelties", "takes_them", "verifies"],
    ),
    (
        "answers-204",
        Product::CheckoutPro,
        ["other_success", "takes_them", "verifies"],
    ),
    (
        "refuses-everything",
        Product::CheckoutPro,
        [
            "right_ones_refused",
            "refuses_right_signatures",
            "right_ones_refused",
        ],
    ),
    (
        "another-secret",
        Product::CheckoutPro,
        [
            "right_ones_refused",
            "refuses_right_signatures",
            "right_ones_refused",
        ],
    ),
    (
        "fails-on-everything",
        Product::CheckoutPro,
        ["answers_an_error", "needs_an_answer", "errors"],
    ),
    (
        "answers-ipn",
        Product::CheckoutPro,
        ["answers", "takes_them", "verifies"],
    ),
];

/// Without the secret, for Checkout Pro.
pub const WITHOUT_SECRET: &[(&str, Said)] = &[
    (
        "correct",
        ["secret_needed", "secret_needed", "secret_needed"],
    ),
    (
        "refuses-everything",
        ["secret_needed", "secret_needed", "secret_needed"],
    ),
    (
        "never-checks",
        ["secret_needed", "secret_needed", "checks_nothing"],
    ),
    (
        "presence-only",
        ["secret_needed", "secret_needed", "checks_presence_only"],
    ),
    (
        "splits-header-only",
        ["secret_needed", "secret_needed", "checks_form_only"],
    ),
    (
        "redirects",
        ["redirects", "secret_needed", "somebody_in_front"],
    ),
    (
        "behind-firewall",
        ["blocks_programs", "secret_needed", "somebody_in_front"],
    ),
];
