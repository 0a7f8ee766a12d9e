<?php
/**
 * The panel's own login, as small as one can be: put your own in its place. All the rest needs of it
 * is who is there.
 */

declare( strict_types = 1 );

/** The only user of this small panel. */
const USER = 'owner';

/**
 * Continues the session of the browser that asks.
 */
function continue_session(): void {
	session_start(
		array(
			'cookie_httponly' => true,
			'cookie_samesite' => 'Strict',
			'cookie_secure'   => ! empty( $_SERVER['HTTPS'] ),
			'use_strict_mode' => true,
		)
	);
}

/**
 * Who is there; null where nobody has logged in.
 */
function user(): ?string {
	return $_SESSION['user'] ?? null;
}

/**
 * Lets somebody in who knows the password.
 *
 * @param string $password What was typed.
 */
function log_in( string $password ): bool {
	if ( ! password_verify( $password, setting( 'PANEL_PASSWORD_HASH' ) ) ) {
		return false;
	}
	session_regenerate_id( true );
	$_SESSION['user'] = USER;
	return true;
}
