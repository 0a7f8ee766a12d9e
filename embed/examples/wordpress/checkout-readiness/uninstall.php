<?php
/**
 * Leaves nothing behind: the settings are all this plugin keeps.
 *
 * @package CheckoutReadiness
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

if ( is_multisite() ) {
	$checkout_readiness_sites = get_sites(
		array(
			'fields' => 'ids',
			'number' => 0,
		)
	);
	foreach ( $checkout_readiness_sites as $checkout_readiness_site ) {
		delete_blog_option( $checkout_readiness_site, 'checkout_readiness' );
	}
} else {
	delete_option( 'checkout_readiness' );
}
