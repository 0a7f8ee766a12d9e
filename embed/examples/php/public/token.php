<?php
/**
 * Answers the page with a token for whoever is logged in.
 */

declare( strict_types = 1 );

require __DIR__ . '/../settings.php';
require __DIR__ . '/../token.php';
require __DIR__ . '/../login.php';

header( 'Content-Type: application/json' );
header( 'Cache-Control: no-store' );
continue_session();
if ( $_SERVER['REQUEST_METHOD'] !== 'POST' ) {
	http_response_code( 405 );
	header( 'Allow: POST' );
	exit( '{"error": "ask with POST"}' );
}
if ( user() === null ) {
	http_response_code( 401 );
	exit( '{"error": "log in first"}' );
}
$token = token( user(), array( 'read', 'probe', 'confirm' ), signing_secret(), time() );
echo json_encode( array( 'token' => $token ), JSON_THROW_ON_ERROR );
