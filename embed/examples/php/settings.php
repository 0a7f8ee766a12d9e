<?php
/**
 * What this page has to be told, by its surroundings: none of it belongs into the sources.
 */

declare( strict_types = 1 );

/**
 * A setting of the surroundings; without it nothing here can work.
 *
 * @param string $name Its name.
 */
function setting( string $name ): string {
	$value = getenv( $name );
	if ( $value === false || $value === '' ) {
		throw new RuntimeException( "$name is not set" );
	}
	return $value;
}

/**
 * The secret shared with the proxy, read from the file that the proxy reads too.
 */
function signing_secret(): string {
	$secret = file_get_contents( setting( 'PANEL_JWT_KEY' ) );
	if ( $secret === false ) {
		throw new RuntimeException( 'the file that PANEL_JWT_KEY names cannot be read' );
	}
	$secret = preg_replace( '/\r?\n\z/', '', $secret );
	if ( strlen( $secret ) < 32 ) {
		throw new RuntimeException( 'the file that PANEL_JWT_KEY names has less than 32 bytes' );
	}
	return $secret;
}
