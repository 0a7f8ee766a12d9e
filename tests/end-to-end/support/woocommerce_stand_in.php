<?php
/**
 * Plugin Name: WooCommerce stand-in
 * Description: What of WooCommerce the checklist's plugin meets: the class, the menu, the role, the checkout's address. Debian has no package of WooCommerce itself.
 *
 * @package CheckoutReadiness
 */

defined( 'ABSPATH' ) || exit;

/** The class that other plugins look for. */
final class WooCommerce {}

/**
 * The address of the page where buyers pay.
 */
function wc_get_checkout_url(): string {
	return home_url( '/checkout/' );
}

register_activation_hook(
	__FILE__,
	static function (): void {
		get_role( 'administrator' )->add_cap( 'manage_woocommerce' );
		add_role(
			'shop_manager',
			'Shop manager',
			array(
				'read'               => true,
				'manage_woocommerce' => true,
			)
		);
	}
);

add_action(
	'admin_menu',
	static function (): void {
		add_menu_page( 'WooCommerce', 'WooCommerce', 'manage_woocommerce', 'woocommerce', '__return_empty_string', 'dashicons-cart', 55 );
	},
	9
);
