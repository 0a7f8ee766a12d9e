//! The files the stand-in shop serves: one checkout page for each state a page can be in, and the
//! scripts these load.

/// A file of the shop.
#[derive(Debug)]
pub(crate) struct File {
    pub path: &'static str,
    pub text: &'static str,
    /// `Content-Security-Policy`, if it is sent.
    pub policy: Option<&'static str>,
}

/// Loads nothing of Mercado Pago's.
const BLOCKING: &str = "default-src 'self'; script-src 'self'; connect-src 'self'; \
     frame-src 'none'; form-action 'self'";
/// Loads what payments need, and keeps out what serves only metrics and fraud prevention.
const ALLOWING_MOST: &str = "default-src 'self'; \
     script-src 'self' 'unsafe-inline' https://sdk.mercadopago.com https://http2.mlstatic.com; \
     style-src 'self' 'unsafe-inline' https://http2.mlstatic.com; \
     img-src 'self' data: https://*.mlstatic.com https://*.mercadopago.com; \
     connect-src 'self' https://api.mercadopago.com https://secure-fields.mercadopago.com \
     https://api-static.mercadopago.com; \
     frame-src https://secure-fields.mercadopago.com https://*.mercadopago.com; \
     form-action 'self' https://store.example";
/// Loads what the card form of Mercado Pago's needs.
const ALLOWING: &str = "default-src 'self'; \
     script-src 'self' 'unsafe-inline' https://sdk.mercadopago.com https://http2.mlstatic.com \
     https://www.mercadopago.com; \
     style-src 'self' 'unsafe-inline' https://http2.mlstatic.com; \
     img-src 'self' data: https://*.mlstatic.com https://*.mercadopago.com; \
     connect-src 'self' https://api.mercadopago.com https://secure-fields.mercadopago.com \
     https://api-static.mercadopago.com https://api.mercadolibre.com \
     https://http2.mlstatic.com https://events.mercadopago.com https://www.mercadolibre.com; \
     frame-src https://secure-fields.mercadopago.com https://*.mercadopago.com \
     https://www.mercadolibre.com; \
     form-action 'self' https://store.example";

macro_rules! file {
    ($path:literal, $name:literal) => {
        file!($path, $name, None)
    };
    ($path:literal, $name:literal, $policy:expr) => {
        File {
            path: $path,
            text: include_str!(concat!("../pages/", $name)),
            policy: $policy,
        }
    };
}

static FILES: &[File] = &[
    file!("/", "home.html"),
    file!("/checkout", "checkout.html"),
    file!("/checkout-mixed", "checkout-mixed.html"),
    file!("/checkout-twice", "checkout-twice.html"),
    file!("/checkout-v1", "checkout-v1.html"),
    file!("/checkout-legacy-button", "checkout-legacy-button.html"),
    file!("/checkout-self-hosted", "checkout-self-hosted.html"),
    file!("/checkout-drawn", "checkout-drawn.html"),
    file!("/checkout-leaked", "checkout-leaked.html"),
    file!("/checkout-leaked-file", "checkout-leaked-file.html"),
    file!("/checkout-sandbox", "checkout-sandbox.html"),
    file!("/checkout-blocked", "checkout.html", Some(BLOCKING)),
    file!("/checkout-allowed", "checkout.html", Some(ALLOWING)),
    file!(
        "/checkout-mostly-allowed",
        "checkout.html",
        Some(ALLOWING_MOST)
    ),
    file!("/checkout-preview", "checkout-preview.html"),
    file!("/checkout-test-key", "checkout-test-key.html"),
    file!("/checkout-link", "checkout-link.html", Some(BLOCKING)),
    file!("/checkout-policy-meta", "checkout-policy-meta.html"),
    file!("/checkout-no-prevention", "checkout-no-prevention.html"),
    file!("/checkout-security-only", "checkout-security-only.html"),
    file!("/shop.js", "shop.js"),
    file!("/drawn.js", "drawn.js"),
    file!("/leaked.js", "leaked.js"),
    file!("/vendor/mercadopago-js-v2.js", "mercadopago-js-v2.js"),
];

/// The file at that path.
pub(crate) fn find(path: &str) -> Option<&'static File> {
    FILES.iter().find(|file| file.path == path)
}

impl File {
    /// What it is.
    pub fn content_type(&self) -> &'static str {
        if self.path.ends_with(".js") {
            "text/javascript; charset=utf-8"
        } else {
            "text/html; charset=utf-8"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_names_scripts_of_the_shop_that_are_there() {
        for file in FILES {
            for rest in file.text.split("src=\"/").skip(1) {
                let path = format!("/{}", rest.split('"').next().unwrap());
                if path.ends_with(".js") {
                    assert!(find(&path).is_some(), "{} loads {path}", file.path);
                }
            }
        }
    }

    #[test]
    fn every_page_of_the_documentation_is_there() {
        let about = include_str!("lib.rs");
        for file in FILES
            .iter()
            .filter(|file| file.path.starts_with("/checkout"))
        {
            assert!(about.contains(&format!("`{}`", file.path)), "{}", file.path);
        }
    }
}
