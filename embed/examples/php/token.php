<?php
/**
 * JSON Web Tokens for the proxy (RFC 7515, RFC 7519), signed on the server.
 */

declare( strict_types = 1 );

/** How long a token is good for, in seconds; the element asks for the next one by itself. */
const TOKEN_LIFETIME = 300;

/**
 * A token for a user of this panel.
 *
 * @param string   $user   Whose it is; the proxy only repeats it in its log.
 * @param string[] $scopes What it allows: some of read, probe and confirm.
 * @param string   $secret What it is signed with.
 * @param int      $now    Seconds since 1970.
 */
function token( string $user, array $scopes, string $secret, int $now ): string {
	$header  = array( 'alg' => 'HS256', 'typ' => 'JWT' );
	$claims  = array(
		'iss'   => setting( 'PANEL_ISSUER' ),
		'aud'   => setting( 'PANEL_AUDIENCE' ),
		'sub'   => $user,
		'iat'   => $now,
		'exp'   => $now + TOKEN_LIFETIME,
		'scope' => implode( ' ', $scopes ),
	);
	$content = base64_url( json_encode( $header, JSON_THROW_ON_ERROR ) ) . '.' . base64_url( json_encode( $claims, JSON_THROW_ON_ERROR ) );
	return $content . '.' . base64_url( hash_hmac( 'sha256', $content, $secret, true ) );
}

/**
 * Base64 for addresses, without padding.
 *
 * @param string $bytes Any bytes.
 */
function base64_url( string $bytes ): string {
	return rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' );
}
