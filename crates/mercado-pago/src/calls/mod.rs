//! The calls, one a file: the question, and the answer reduced to what may be known here.
//!
//! Names, e-mail addresses, documents, phones, addresses and cards are not decoded at all.

use serde::de::DeserializeOwned;

mod application;
mod credentials_wrapper;
mod payment;
mod payment_body;
mod payment_methods;
mod payments_search;
mod users_me;

pub use application::Application;
pub use credentials_wrapper::Credential;
pub use payment::{Buyer, Item, Order, Payment};
pub use payment_methods::PaymentMethod;
pub use payments_search::{Paging, PaymentPage, Search};
pub use users_me::{Permission, User, UserStatus};

/// What can be read from the body of an answer.
pub(crate) trait Body: DeserializeOwned {
    /// The first character of the body: an object's or a list's.
    const OPENING: u8 = b'{';
}

impl Body for Application {}
impl Body for Credential {}
impl Body for Payment {}
impl Body for PaymentPage {}
impl Body for User {}
impl Body for Vec<PaymentMethod> {
    const OPENING: u8 = b'[';
}
