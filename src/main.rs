//! The program Trunk builds: it brings the element's exports along, and the page does the rest.

use checkout_readiness as _;

fn main() {}
