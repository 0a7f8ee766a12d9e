<?php
/**
 * A page of a panel, drawn on the server, with the checklist on it.
 */

declare( strict_types = 1 );

require __DIR__ . '/../settings.php';
require __DIR__ . '/../login.php';

/**
 * Text for an attribute or between tags.
 *
 * @param string $text Any text.
 */
function html( string $text ): string {
	return htmlspecialchars( $text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8' );
}

$proxy  = setting( 'PANEL_PROXY' );
$parts  = parse_url( $proxy );
$origin = isset( $parts['host'] ) ? $parts['scheme'] . '://' . $parts['host'] . ( isset( $parts['port'] ) ? ':' . $parts['port'] : '' ) : '';
// All that the element needs of a page's policy.
header( "Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' $origin; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'" );
continue_session();
$failed = false;
if ( $_SERVER['REQUEST_METHOD'] === 'POST' ) {
	$failed = ! log_in( is_string( $_POST['password'] ?? null ) ? $_POST['password'] : '' );
	if ( ! $failed ) {
		header( 'Location: ' . strtok( $_SERVER['REQUEST_URI'], '?' ), true, 303 );
		exit;
	}
}
?>
<!doctype html>
<html lang="en">
<head>
	<meta charset="utf-8">
	<meta name="viewport" content="width=device-width, initial-scale=1">
	<link rel="icon" href="data:,">
	<title>Payments · A panel in PHP</title>
</head>
<body>
<main>
	<h1>Payments</h1>
<?php if ( user() === null ) : ?>
	<form method="post">
		<?php if ( $failed ) : ?>
		<p role="alert">That is not the password.</p>
		<?php endif; ?>
		<label>Password <input type="password" name="password" autocomplete="current-password" required></label>
		<button>Log in</button>
	</form>
<?php else : ?>
	<checkout-readiness
		proxy="<?php echo html( $proxy ); ?>"
		product="checkout-pro"
	></checkout-readiness>
	<script type="module" src="panel.js"></script>
	<script type="module" src="readiness/checkout-readiness.js"></script>
<?php endif; ?>
</main>
</body>
</html>
