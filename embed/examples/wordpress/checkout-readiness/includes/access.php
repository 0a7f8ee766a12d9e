<?php
/**
 * Who may open the checklist, and what each may ask the proxy for.
 *
 * @package CheckoutReadiness
 */

namespace CheckoutReadiness;

defined( 'ABSPATH' ) || exit;

/** Everything the proxy can be asked for: to read, to test the webhook, to confirm for the shop. */
const SCOPES = array( 'read', 'probe', 'confirm' );

/**
 * Whether the current user may open the page and get a token.
 */
function can_open(): bool {
	return current_user_can( 'manage_woocommerce' ) || current_user_can( 'manage_options' );
}

/**
 * The capability that lets the current user in, as WordPress's menus want to know it.
 */
function capability(): string {
	return current_user_can( 'manage_woocommerce' ) ? 'manage_woocommerce' : 'manage_options';
}

/**
 * What the current user may ask the proxy for: who manages the site everything, who manages only
 * the shop may look. A site can decide otherwise with the filter `checkout_readiness_scopes`.
 *
 * @return string[] Some of SCOPES.
 */
function scopes(): array {
	$scopes = current_user_can( 'manage_options' ) ? SCOPES : array( 'read' );

	/**
	 * Filters what a user may ask the proxy for.
	 *
	 * @param string[]  $scopes Some of read, probe and confirm.
	 * @param \WP_User  $user   Who asks.
	 */
	$scopes = apply_filters( 'checkout_readiness_scopes', $scopes, wp_get_current_user() );
	return array_values( array_intersect( SCOPES, (array) $scopes ) );
}
