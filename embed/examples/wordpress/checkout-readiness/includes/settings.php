<?php
/**
 * The settings: what they may be, and how what is typed becomes one of them. None is a secret.
 *
 * @package CheckoutReadiness
 */

namespace CheckoutReadiness;

defined( 'ABSPATH' ) || exit;

/** The option of the database that holds them all. */
const OPTION = 'checkout_readiness';

/** What holds until something else is saved. */
const DEFAULTS = array(
	'proxy'        => '',
	'audience'     => 'checkout-readiness',
	'product'      => 'plugin',
	'site'         => '',
	'checkout_url' => '',
	'theme'        => 'inherit',
);

/** Those of them that are addresses. */
const ADDRESSES = array( 'proxy', 'checkout_url' );

/**
 * The settings as they hold now. What the database has may have been written past the form, for
 * example by `wp option update`: only what could come from the form counts.
 */
function settings(): array {
	$saved = get_option( OPTION );
	$saved = is_array( $saved ) ? array_intersect_key( $saved, DEFAULTS ) : array();
	return array_merge( DEFAULTS, array_filter( $saved, __NAMESPACE__ . '\is_right', ARRAY_FILTER_USE_BOTH ) );
}

/**
 * Whether this can be the value of that setting.
 *
 * @param mixed  $value What was saved or typed.
 * @param string $name  The setting.
 */
function is_right( $value, string $name ): bool {
	if ( ! is_string( $value ) ) {
		return false;
	}
	if ( in_array( $name, ADDRESSES, true ) ) {
		return is_address( $value );
	}
	return 'audience' === $name ? '' !== $value : isset( choices()[ $name ][ $value ] );
}

/**
 * What is offered for each setting that is a choice: value to label.
 */
function choices(): array {
	return array(
		'product' => array(
			''              => __( 'As the proxy is configured', 'checkout-readiness' ),
			'plugin'        => __( 'Plugin (WooCommerce and others)', 'checkout-readiness' ),
			'checkout-pro'  => 'Checkout Pro',
			'checkout-api'  => 'Checkout API',
			'bricks'        => 'Checkout Bricks',
			'orders'        => __( 'Orders', 'checkout-readiness' ),
			'point'         => 'Point',
			'qr'            => __( 'QR code', 'checkout-readiness' ),
			'subscriptions' => __( 'Subscriptions', 'checkout-readiness' ),
		),
		'site'    => array(
			''    => __( 'The country of the account', 'checkout-readiness' ),
			'MLA' => __( 'Argentina', 'checkout-readiness' ),
			'MLB' => __( 'Brazil', 'checkout-readiness' ),
			'MLC' => __( 'Chile', 'checkout-readiness' ),
			'MCO' => __( 'Colombia', 'checkout-readiness' ),
			'MLM' => __( 'Mexico', 'checkout-readiness' ),
			'MPE' => __( 'Peru', 'checkout-readiness' ),
			'MLU' => __( 'Uruguay', 'checkout-readiness' ),
		),
		'theme'   => array(
			'inherit' => __( 'Like this admin', 'checkout-readiness' ),
			'light'   => __( 'Light', 'checkout-readiness' ),
			'dark'    => __( 'Dark', 'checkout-readiness' ),
			'auto'    => __( 'As the reader’s system', 'checkout-readiness' ),
		),
	);
}

/**
 * Turns what was typed into settings. What cannot be one is named, and what held before stays.
 *
 * @param mixed $typed What the form sent.
 */
function sanitize_settings( $typed ): array {
	$kept = settings();
	foreach ( is_array( $typed ) ? array_intersect_key( $typed, DEFAULTS ) : array() as $name => $value ) {
		$value = is_string( $value ) ? sanitize_text_field( $value ) : $value;
		if ( is_right( $value, $name ) ) {
			$kept[ $name ] = 'proxy' === $name ? untrailingslashit( $value ) : $value;
		} elseif ( in_array( $name, ADDRESSES, true ) ) {
			refuse_address( $name );
		}
	}
	return $kept;
}

/**
 * Whether this is an address: of https, of http on this very machine, or a path of this site. A page
 * of https reaches nothing else. None is right too.
 *
 * @param string $text What was typed.
 */
function is_address( string $text ): bool {
	if ( preg_match( '#^(/(?!/)[A-Za-z0-9._~/-]*)?$#', $text ) ) {
		return true;
	}
	$parts = wp_parse_url( $text );
	if ( ! is_array( $parts ) || empty( $parts['host'] ) || isset( $parts['user'] ) || isset( $parts['fragment'] ) ) {
		return false;
	}
	$scheme  = strtolower( $parts['scheme'] ?? '' );
	$is_here = in_array( $parts['host'], array( 'localhost', '127.0.0.1', '[::1]' ), true );
	return ( 'https' === $scheme || ( 'http' === $scheme && $is_here ) ) && esc_url_raw( $text ) === $text;
}

/**
 * Says on the settings page why an address was not taken.
 *
 * @param string $name The setting.
 */
function refuse_address( string $name ): void {
	$messages = array(
		'proxy'        => __( 'The address of the proxy was not saved: it must begin with https://, or be a path of this site such as /readiness.', 'checkout-readiness' ),
		'checkout_url' => __( 'The address of the checkout was not saved: it must begin with https://, or be a path of this site such as /checkout.', 'checkout-readiness' ),
	);
	add_settings_error( OPTION, $name, $messages[ $name ] );
}

/**
 * The page where buyers pay, where it was set here. The proxy takes only an address on the host that
 * its operator named, so none is guessed.
 */
function checkout_url(): string {
	$set = settings()['checkout_url'];
	return '' !== $set && '/' === $set[0] ? home_url( $set ) : $set;
}
