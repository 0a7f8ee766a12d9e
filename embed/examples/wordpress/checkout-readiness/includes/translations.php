<?php
/**
 * The plugin's own words, and which of the element's three languages a reader gets.
 *
 * @package CheckoutReadiness
 */

namespace CheckoutReadiness;

defined( 'ABSPATH' ) || exit;

/** The translation that stands in for every variant of its language. */
const NEAREST = array(
	'es' => 'es_ES',
	'pt' => 'pt_BR',
);

/**
 * Makes the translations of this plugin available.
 */
function load_translations(): void {
	add_filter( 'load_textdomain_mofile', __NAMESPACE__ . '\nearest_translation', 10, 2 );
	load_plugin_textdomain( 'checkout-readiness', false, dirname( plugin_basename( FILE ) ) . '/languages' );
}

/**
 * A reader in Mexico or Argentina gets the Spanish there is, rather than English.
 *
 * @param string $file   Where WordPress looks for a translation.
 * @param string $domain Whose translation.
 */
function nearest_translation( $file, $domain ) {
	if ( 'checkout-readiness' !== $domain || is_readable( $file ) ) {
		return $file;
	}
	$language = language( substr( basename( $file, '.mo' ), strlen( 'checkout-readiness-' ) ) );
	if ( ! isset( NEAREST[ $language ] ) ) {
		return $file;
	}
	return plugin_dir_path( FILE ) . 'languages/checkout-readiness-' . NEAREST[ $language ] . '.mo';
}

/**
 * The language of the element for one of WordPress's locales, such as `pt_BR`.
 *
 * @param string $locale As WordPress names it.
 * @return string One of pt, es and en.
 */
function language( string $locale ): string {
	$language = substr( $locale, 0, 2 );
	return in_array( $language, array( 'pt', 'es' ), true ) ? $language : 'en';
}
