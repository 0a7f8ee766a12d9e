<?php
/**
 * The secret shared with the proxy. It comes from wp-config.php or from a file that wp-config.php
 * names: never from the database, where every plugin, every dump and every backup has it, and never
 * from a form, which would let an administrator of the site alone choose what file is read.
 *
 * @package CheckoutReadiness
 */

namespace CheckoutReadiness;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/** What the proxy demands of a secret, in bytes. */
const SHORTEST_SECRET = 32;

/**
 * The secret, or why there is none. Neither is ever written into a page.
 *
 * @return string|WP_Error
 */
function secret() {
	if ( defined( 'CHECKOUT_READINESS_JWT_SECRET' ) ) {
		$secret = (string) \CHECKOUT_READINESS_JWT_SECRET;
	} elseif ( defined( 'CHECKOUT_READINESS_JWT_SECRET_FILE' ) ) {
		$file = (string) \CHECKOUT_READINESS_JWT_SECRET_FILE;
		// phpcs:ignore WordPress.WP.AlternativeFunctions.file_get_contents_file_get_contents -- a file of this machine.
		$secret = is_file( $file ) && is_readable( $file ) ? file_get_contents( $file ) : false;
		if ( false === $secret ) {
			return new WP_Error(
				'checkout_readiness_secret_unreadable',
				__( 'The file that CHECKOUT_READINESS_JWT_SECRET_FILE names cannot be read.', 'checkout-readiness' )
			);
		}
		// The line end that editors and `openssl rand` leave is no part of the secret; nor is it to
		// the proxy, which reads the same file.
		$secret = preg_replace( '/\r?\n\z/', '', $secret );
	} else {
		return new WP_Error(
			'checkout_readiness_secret_missing',
			__( 'There is no signing secret yet: define CHECKOUT_READINESS_JWT_SECRET in wp-config.php.', 'checkout-readiness' )
		);
	}
	if ( strlen( $secret ) < SHORTEST_SECRET ) {
		return new WP_Error(
			'checkout_readiness_secret_short',
			/* translators: %d: a number of bytes. */
			sprintf( __( 'The signing secret is too short: it needs at least %d bytes.', 'checkout-readiness' ), SHORTEST_SECRET )
		);
	}
	return $secret;
}
