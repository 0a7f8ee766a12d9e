//! The query of an address, read strictly: an unknown key is an error, not a surprise.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use checkout_readiness_checks::profile::Product;

use crate::problem::{Code, Problem};

/// The keys of a query, none of them known to this endpoint left over.
pub(super) struct Query<const N: usize>(Vec<(String, String)>);

impl<const N: usize> Query<N> {
    /// The values of these keys, each of which may be given once.
    ///
    /// # Errors
    ///
    /// Names the first key that is unknown or repeated.
    pub fn read(self, keys: [&str; N]) -> Result<[Option<String>; N], Problem> {
        let mut values = [const { None }; N];
        for (key, value) in self.0 {
            let Some(index) = keys.iter().position(|known| *known == key) else {
                return Err(Problem::new(Code::InvalidQuery)
                    .detail("A key is not known here.")
                    .allowed(keys));
            };
            if values[index].replace(value).is_some() {
                return Err(Problem::new(Code::InvalidQuery)
                    .detail("A key is given twice.")
                    .field(keys[index]));
            }
        }
        Ok(values)
    }
}

impl<S: Sync, const N: usize> FromRequestParts<S> for Query<N> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let query = parts.uri.query().unwrap_or_default();
        let pairs = url::form_urlencoded::parse(query.as_bytes());
        Ok(Self(pairs.into_owned().collect()))
    }
}

/// The product of that name.
///
/// # Errors
///
/// Names the products there are.
pub(super) fn read_product(text: Option<String>) -> Result<Option<Product>, Problem> {
    text.map(|text| {
        Product::from_name(&text).ok_or_else(|| {
            Problem::new(Code::UnknownProduct)
                .field("product")
                .allowed(Product::ALL.iter().map(|product| product.name()))
        })
    })
    .transpose()
}
