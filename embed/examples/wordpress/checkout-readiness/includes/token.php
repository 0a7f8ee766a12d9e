<?php
/**
 * Passes WordPress's login to the proxy: a route that gives the page a token of five minutes, signed
 * here, so that the browser never sees the secret.
 *
 * @package CheckoutReadiness
 */

namespace CheckoutReadiness;

use WP_Error;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/** How long a token is good for, in seconds; the element asks for the next one by itself. */
const TOKEN_LIFETIME = 5 * MINUTE_IN_SECONDS;

/**
 * Offers the token to whoever may open the page. With the login's cookie, WordPress takes a request
 * for that user's only when it brings the nonce of its REST interface, which no other site can read.
 */
function register_token_route(): void {
	register_rest_route(
		'checkout-readiness/v1',
		'/token',
		array(
			'methods'             => WP_REST_Server::CREATABLE,
			'callback'            => __NAMESPACE__ . '\answer_token',
			'permission_callback' => __NAMESPACE__ . '\can_open',
		)
	);
}

/**
 * The current user's token, or why there can be none.
 *
 * @return WP_REST_Response|WP_Error
 */
function answer_token() {
	$secret = secret();
	if ( is_wp_error( $secret ) ) {
		$secret->add_data( array( 'status' => 503 ) );
		return $secret;
	}
	$answer = new WP_REST_Response(
		array(
			'token'      => signed( claims( time() ), $secret ),
			'expires_in' => TOKEN_LIFETIME,
		)
	);
	// Some versions of WordPress write this header after the answer's own, others before it.
	$answer->header( 'Cache-Control', 'no-store' );
	add_filter( 'nocache_headers', __NAMESPACE__ . '\forbid_storing' );
	return $answer;
}

/**
 * A token is kept by no cache, not even the browser's own.
 *
 * @param array $headers What WordPress says of caching.
 */
function forbid_storing( $headers ) {
	$headers['Cache-Control'] = 'no-store';
	return $headers;
}

/**
 * What a token says: of whom it is, for whom, for how long, and what it allows. The user is a
 * number that only this site can turn into a person.
 *
 * @param int $now Seconds since 1970.
 */
function claims( int $now ): array {
	return array(
		'iss'   => issuer(),
		'aud'   => settings()['audience'],
		'sub'   => 'wordpress-user-' . get_current_user_id(),
		'iat'   => $now,
		'exp'   => $now + TOKEN_LIFETIME,
		'scope' => implode( ' ', scopes() ),
	);
}

/**
 * The name under which this site signs.
 */
function issuer(): string {
	return untrailingslashit( home_url() );
}

/**
 * Claims as a JSON Web Token, signed with HMAC-SHA-256 (RFC 7515).
 *
 * @param array  $claims What it says.
 * @param string $secret What it is signed with.
 */
function signed( array $claims, string $secret ): string {
	$header    = array(
		'alg' => 'HS256',
		'typ' => 'JWT',
	);
	$content   = base64_url( wp_json_encode( $header ) ) . '.' . base64_url( wp_json_encode( $claims ) );
	$signature = hash_hmac( 'sha256', $content, $secret, true );
	return $content . '.' . base64_url( $signature );
}

/**
 * Base64 for addresses, without padding.
 *
 * @param string $bytes Any bytes.
 */
function base64_url( string $bytes ): string {
	// phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- the format of a token.
	return rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' );
}
