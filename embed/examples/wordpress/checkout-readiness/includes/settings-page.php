<?php
/**
 * The page Settings → Checkout Readiness, and what it says the proxy has to be told.
 *
 * @package CheckoutReadiness
 */

namespace CheckoutReadiness;

defined( 'ABSPATH' ) || exit;

/** The name of the settings page in addresses. */
const SETTINGS_PAGE = 'checkout-readiness-settings';

/**
 * Where the settings page is.
 */
function settings_url(): string {
	return admin_url( 'options-general.php?page=' . SETTINGS_PAGE );
}

/**
 * Adds the page, and a link to it in the list of plugins.
 */
function add_settings_page(): void {
	add_options_page(
		__( 'Checkout Readiness settings', 'checkout-readiness' ),
		__( 'Checkout Readiness', 'checkout-readiness' ),
		'manage_options',
		SETTINGS_PAGE,
		__NAMESPACE__ . '\draw_settings_page'
	);
	add_filter(
		'plugin_action_links_' . plugin_basename( FILE ),
		static function ( array $links ): array {
			$link = sprintf( '<a href="%s">%s</a>', esc_url( settings_url() ), esc_html__( 'Settings', 'checkout-readiness' ) );
			return array_merge( array( $link ), $links );
		}
	);
}

/**
 * Tells WordPress about the settings; its own form brings the nonce and checks the capability.
 */
function register_settings(): void {
	register_setting(
		OPTION,
		OPTION,
		array(
			'type'              => 'array',
			'default'           => DEFAULTS,
			'sanitize_callback' => __NAMESPACE__ . '\sanitize_settings',
		)
	);
	$fields = array(
		'proxy'        => array( __( 'Address of the proxy', 'checkout-readiness' ), __( 'As browsers reach it, for example https://readiness.your-shop.example, or a path of this site such as /readiness.', 'checkout-readiness' ) ),
		'audience'     => array( __( 'Audience', 'checkout-readiness' ), __( 'The name by which the proxy knows that a token is meant for it.', 'checkout-readiness' ) ),
		'product'      => array( __( 'Product', 'checkout-readiness' ), __( 'What of Mercado Pago this shop integrates.', 'checkout-readiness' ) ),
		'site'         => array( __( 'Country', 'checkout-readiness' ), '' ),
		'checkout_url' => array( __( 'Address of the checkout', 'checkout-readiness' ), __( 'The page where buyers pay, only where it is another than the proxy has been told. It must be on the same host.', 'checkout-readiness' ) ),
		'theme'        => array( __( 'Colours', 'checkout-readiness' ), '' ),
	);
	add_settings_section( 'shop', '', '__return_empty_string', SETTINGS_PAGE );
	foreach ( $fields as $name => list( $label, $help ) ) {
		add_settings_field(
			$name,
			$label,
			__NAMESPACE__ . '\draw_field',
			SETTINGS_PAGE,
			'shop',
			array(
				'name'      => $name,
				'help'      => $help,
				'label_for' => 'checkout-readiness-' . $name,
			)
		);
	}
}

/**
 * One line of the form.
 *
 * @param array $field Its name, its help and the id its label is for.
 */
function draw_field( array $field ): void {
	$name    = $field['name'];
	$value   = settings()[ $name ];
	$offered = choices()[ $name ] ?? null;
	$same    = sprintf(
		'id="%1$s" name="%2$s" aria-describedby="%1$s-help"',
		esc_attr( $field['label_for'] ),
		esc_attr( OPTION . "[$name]" )
	);
	if ( null === $offered ) {
		// phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- escaped above.
		printf( '<input type="text" class="regular-text code" %s value="%s">', $same, esc_attr( $value ) );
	} else {
		echo "<select $same>"; // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- escaped above.
		foreach ( $offered as $key => $label ) {
			printf( '<option value="%s"%s>%s</option>', esc_attr( $key ), selected( $value, $key, false ), esc_html( $label ) );
		}
		echo '</select>';
	}
	printf( '<p class="description" id="%s-help">%s</p>', esc_attr( $field['label_for'] ), esc_html( $field['help'] ) );
}

/**
 * The whole page.
 */
function draw_settings_page(): void {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	$secret = secret();
	?>
	<div class="wrap">
		<h1><?php echo esc_html( get_admin_page_title() ); ?></h1>
		<form action="options.php" method="post">
			<?php
			settings_fields( OPTION );
			do_settings_sections( SETTINGS_PAGE );
			submit_button();
			?>
		</form>
		<h2><?php esc_html_e( 'Signing secret', 'checkout-readiness' ); ?></h2>
		<p><strong><?php echo esc_html( is_wp_error( $secret ) ? $secret->get_error_message() : __( 'There is a signing secret, and it is long enough.', 'checkout-readiness' ) ); ?></strong></p>
		<p><?php esc_html_e( 'It is shared by this site and the proxy, and stands in wp-config.php or in a file outside the web root; this plugin keeps it in no database and shows it to nobody.', 'checkout-readiness' ); ?></p>
		<pre><code>define( 'CHECKOUT_READINESS_JWT_SECRET', '…' ); // openssl rand -hex 32
define( 'CHECKOUT_READINESS_JWT_SECRET_FILE', '/etc/checkout-readiness/jwt-secret' );</code></pre>
		<h2><?php esc_html_e( 'What the proxy has to be told', 'checkout-readiness' ); ?></h2>
		<pre><code><?php echo esc_html( settings_of_the_proxy() ); ?></code></pre>
	</div>
	<?php
}

/**
 * The proxy's own settings that belong to these. Without the last, it would be the admin that is
 * judged, which no buyer sees.
 */
function settings_of_the_proxy(): string {
	$admin  = wp_parse_url( admin_url() );
	$origin = $admin['scheme'] . '://' . $admin['host'] . ( isset( $admin['port'] ) ? ':' . $admin['port'] : '' );
	$shop   = function_exists( 'wc_get_checkout_url' ) ? wc_get_checkout_url() : home_url( '/' );
	$lines  = array(
		'READINESS_ORIGINS'       => $origin,
		'READINESS_JWT_ALGORITHM' => 'HS256',
		'READINESS_JWT_KEY'       => '/etc/checkout-readiness/jwt-secret',
		'READINESS_JWT_AUDIENCE'  => settings()['audience'],
		'READINESS_JWT_ISSUER'    => issuer(),
		'READINESS_CHECKOUT_URL'  => $shop,
	);
	foreach ( $lines as $name => $value ) {
		$lines[ $name ] = "$name=$value";
	}
	return implode( "\n", $lines );
}
