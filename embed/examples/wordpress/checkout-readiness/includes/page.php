<?php
/**
 * The page Checkout Readiness: under WooCommerce where that is active, else under Tools.
 *
 * @package CheckoutReadiness
 */

namespace CheckoutReadiness;

defined( 'ABSPATH' ) || exit;

/** The name of the page in addresses. */
const PAGE = 'checkout-readiness';

/** The element, as it is built: a folder that is filled when the plugin is packaged. */
const ELEMENT = 'assets/checkout-readiness.js';

/** What gives the element its tokens. */
const TOKENS = 'scripts/tokens.js';

/**
 * Adds the page to the menu of whoever may open it.
 */
function add_page(): void {
	$hook = add_submenu_page(
		class_exists( 'WooCommerce' ) ? 'woocommerce' : 'tools.php',
		__( 'Checkout Readiness', 'checkout-readiness' ),
		__( 'Checkout Readiness', 'checkout-readiness' ),
		capability(),
		PAGE,
		__NAMESPACE__ . '\draw_page'
	);
	if ( false !== $hook ) {
		add_action( "load-$hook", __NAMESPACE__ . '\load_page' );
	}
}

/**
 * Asks for the page's scripts, on this page only.
 */
function load_page(): void {
	add_filter( 'script_loader_tag', __NAMESPACE__ . '\as_module', 10, 3 );
	add_action(
		'admin_enqueue_scripts',
		static function (): void {
			if ( null !== obstacle() ) {
				return;
			}
			// WordPress's own client knows the address of its REST interface and renews the nonce.
			enqueue( 'checkout-readiness-tokens', TOKENS, array( 'wp-api-fetch' ) );
			enqueue( 'checkout-readiness', ELEMENT, array( 'checkout-readiness-tokens' ) );
		}
	);
}

/**
 * Asks for one script, at an address that changes with its content.
 *
 * @param string   $handle   Its name.
 * @param string   $path     Where it is in this plugin.
 * @param string[] $requires The names of scripts that come before it.
 */
function enqueue( string $handle, string $path, array $requires ): void {
	$version = substr( md5_file( plugin_dir_path( FILE ) . $path ), 0, 12 );
	wp_enqueue_script( $handle, plugins_url( $path, FILE ), $requires, $version, true );
}

/**
 * Writes our two scripts as modules. WordPress has a way of its own since 6.5, which the older ones
 * do not, and modules of that way cannot require a script such as its REST client.
 *
 * @param string $tag    The tag WordPress would write.
 * @param string $handle Whose.
 * @param string $source The address of the script.
 */
function as_module( $tag, $handle, $source ) {
	if ( ! in_array( $handle, array( 'checkout-readiness', 'checkout-readiness-tokens' ), true ) ) {
		return $tag;
	}
	return wp_get_script_tag(
		array(
			'type' => 'module',
			'src'  => $source,
			'id'   => "$handle-js",
		)
	);
}

/**
 * Why the checklist cannot be drawn yet; null where it can.
 */
function obstacle(): ?string {
	if ( ! is_readable( plugin_dir_path( FILE ) . ELEMENT ) ) {
		return __( 'This copy of the plugin was not packaged: it lacks its assets folder. Install the ZIP file instead.', 'checkout-readiness' );
	}
	if ( '' === settings()['proxy'] ) {
		return __( 'The address of the proxy is not set yet.', 'checkout-readiness' );
	}
	$secret = secret();
	return is_wp_error( $secret ) ? $secret->get_error_message() : null;
}

/**
 * The page.
 */
function draw_page(): void {
	if ( ! can_open() ) {
		return;
	}
	echo '<div class="wrap"><h1>' . esc_html( get_admin_page_title() ) . '</h1>';
	$obstacle = obstacle();
	if ( null === $obstacle ) {
		draw_element();
	} else {
		draw_obstacle( $obstacle );
	}
	echo '</div>';
}

/**
 * The element. An attribute that says nothing is left out, so that the element's own default holds.
 */
function draw_element(): void {
	$settings   = settings();
	$attributes = array(
		'proxy'        => $settings['proxy'],
		'product'      => $settings['product'],
		'site'         => $settings['site'],
		'checkout-url' => checkout_url(),
		'theme'        => $settings['theme'],
		'lang'         => language( get_user_locale() ),
	);
	echo '<checkout-readiness';
	foreach ( array_filter( $attributes, 'strlen' ) as $name => $value ) {
		printf( ' %s="%s"', esc_attr( $name ), esc_attr( $value ) );
	}
	echo '></checkout-readiness>';
	echo '<noscript><p>' . esc_html__( 'The checklist needs JavaScript.', 'checkout-readiness' ) . '</p></noscript>';
}

/**
 * What is missing, and the way there for whoever may go it.
 *
 * @param string $obstacle What is missing.
 */
function draw_obstacle( string $obstacle ): void {
	echo '<div class="notice notice-warning inline"><p>' . esc_html( $obstacle ) . '</p>';
	if ( current_user_can( 'manage_options' ) ) {
		printf( '<p><a href="%s">%s</a></p>', esc_url( settings_url() ), esc_html__( 'Open the settings', 'checkout-readiness' ) );
	} else {
		echo '<p>' . esc_html__( 'Ask an administrator of this site to set it up.', 'checkout-readiness' ) . '</p>';
	}
	echo '</div>';
}
