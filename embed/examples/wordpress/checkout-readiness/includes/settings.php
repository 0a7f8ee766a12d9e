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

/**
 * The settings as they hold now.
 */
function settings(): array {
	$saved = get_option( OPTION );
	return array_merge( DEFAULTS, is_array( $saved ) ? array_intersect_key( $saved, DEFAULTS ) : array() );
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
	$typed = is_array( $typed ) ? $typed : array();
	$kept  = settings();
	foreach ( choices() as $name => $offered ) {
		if ( isset( $typed[ $name ] ) && is_string( $typed[ $name ] ) && isset( $offered[ $typed[ $name ] ] ) ) {
			$kept[ $name ] = $typed[ $name ];
		}
	}
	$audience = isset( $typed['audience'] ) && is_string( $typed['audience'] ) ? sanitize_text_field( $typed['audience'] ) : $kept['audience'];
	if ( '' !== $audience ) {
		$kept['audience'] = $audience;
	}
	foreach ( array( 'proxy', 'checkout_url' ) as $name ) {
		if ( ! isset( $typed[ $name ] ) ) {
			continue;
		}
		$address = read_address( is_string( $typed[ $name ] ) ? $typed[ $name ] : '' );
		if ( null === $address ) {
			refuse_address( $name );
		} else {
			$kept[ $name ] = 'proxy' === $name ? untrailingslashit( $address ) : $address;
		}
	}
	return $kept;
}

/**
 * An address: of https, of http on this very machine, or a path of this site. Null for anything
 * else, because a page of https reaches nothing else.
 *
 * @param string $typed What was typed.
 */
function read_address( string $typed ): ?string {
	$typed = trim( $typed );
	if ( '' === $typed || preg_match( '#^/[A-Za-z0-9._~/-]*$#', $typed ) ) {
		return '/' === substr( $typed, 1, 1 ) ? null : $typed;
	}
	$parts = wp_parse_url( $typed );
	if ( ! is_array( $parts ) || empty( $parts['host'] ) || isset( $parts['user'] ) || isset( $parts['fragment'] ) ) {
		return null;
	}
	$scheme  = strtolower( $parts['scheme'] ?? '' );
	$is_here = in_array( $parts['host'], array( 'localhost', '127.0.0.1', '[::1]' ), true );
	if ( 'https' !== $scheme && ! ( 'http' === $scheme && $is_here ) ) {
		return null;
	}
	$address = esc_url_raw( $typed, array( 'https', 'http' ) );
	return '' === $address ? null : $address;
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
