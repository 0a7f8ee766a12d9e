<?php
/**
 * Plugin Name:       Checkout Readiness
 * Description:       May this shop take real money through Mercado Pago? The checklist, inside the admin.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * Author:            The Checkout Readiness project
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       checkout-readiness
 * Domain Path:       /languages
 *
 * @package CheckoutReadiness
 */

namespace CheckoutReadiness;

defined( 'ABSPATH' ) || exit;

const VERSION = '0.1.0';
const FILE    = __FILE__;

require __DIR__ . '/includes/translations.php';
require __DIR__ . '/includes/access.php';
require __DIR__ . '/includes/settings.php';
require __DIR__ . '/includes/settings-page.php';
require __DIR__ . '/includes/secret.php';
require __DIR__ . '/includes/token.php';
require __DIR__ . '/includes/page.php';

add_action( 'init', __NAMESPACE__ . '\load_translations' );
add_action( 'rest_api_init', __NAMESPACE__ . '\register_token_route' );
add_action( 'admin_init', __NAMESPACE__ . '\register_settings' );
add_action( 'admin_menu', __NAMESPACE__ . '\add_settings_page' );
// After WooCommerce, whose menu must be there first.
add_action( 'admin_menu', __NAMESPACE__ . '\add_page', 99 );
