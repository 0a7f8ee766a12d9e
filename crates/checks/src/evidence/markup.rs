//! What a page's markup and scripts show of the integration, whoever read them.

use serde::{Deserialize, Serialize};

use crate::profile::named;

/// A page of the shop, as far as it was read. From outside only what the server sends can be read;
/// in the browser, what the page has become.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Markup {
    /// Mercado Pago's scripts on the page, in order; the same one twice stands twice.
    pub scripts: Vec<SdkScript>,
    /// What scripts left behind in the page's global scope; absent from outside.
    pub globals: Option<Globals>,
    /// Whether the page, as it came, holds next to nothing but scripts: what buyers see is drawn
    /// by them.
    pub is_drawn_by_scripts: bool,
    /// Whether `advancedFraudPrevention: false` stands in an inline script, or in a script file of
    /// the same origin that was read.
    pub fraud_prevention_is_off: bool,
    /// What was left over from testing.
    pub leftovers: Vec<Leftover>,
    /// Secrets that anybody who opens the page can read.
    pub secrets: Vec<ExposedSecret>,
    /// What could not be read, so that nothing is concluded from not having found it.
    pub unread: Vec<Unread>,
    /// The texts of the Content Security Policies in force, nonces and hashes taken out; absent
    /// where the headers could not be seen.
    pub policies: Option<Vec<String>>,
}

/// A script of Mercado Pago's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SdkScript {
    /// Which one.
    pub kind: SdkKind,
    /// Where it is loaded from, without query.
    pub url: String,
    /// Whether that is the host Mercado Pago serves it from.
    pub is_from_own_host: bool,
}

named! {
    /// Which of Mercado Pago's scripts.
    SdkKind {
        /// `MercadoPago.js` V2, the current one.
        V2 = "v2",
        /// A beta or gamma channel of V2.
        V2Preview = "v2-preview",
        /// V1, out of use.
        V1 = "v1",
        /// A payment button of the old web checkouts.
        LegacyButton = "legacy-button",
        /// `security.js`, which makes the device id.
        Security = "security",
    }
}

/// What scripts left in the page's global scope.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Globals {
    /// `MercadoPago`: V2 is at work.
    pub has_v2: bool,
    /// `Mercadopago`: V1 is at work.
    pub has_v1: bool,
    /// `MP_DEVICE_SESSION_ID` has a value: the device id is at work.
    pub has_device_id: bool,
}

named! {
    /// Where on a page something stands.
    Place {
        /// In its elements.
        Markup = "markup",
        /// In a script written into the page.
        InlineScript = "inline-script",
        /// In a script file of the same origin.
        ScriptFile = "script-file",
        /// In the browser's storage.
        Storage = "storage",
        /// In the page's own address.
        Address = "address",
    }
}

/// Something that belongs to testing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Leftover {
    /// For example `sandbox_init_point` or a host's name.
    pub what: String,
    /// Where it stands.
    pub place: Place,
    /// Whether it stands where the page uses it, and not as one of several to choose from, as an
    /// example or in what people read.
    #[serde(default)]
    pub is_in_use: bool,
}

/// A secret where anybody can read it; never the secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ExposedSecret {
    /// What kind of secret.
    pub kind: SecretKind,
    /// Where it stands.
    pub place: Place,
    /// Which line of the place, or which key of the storage, or which file.
    pub position: String,
    /// Its last four characters, so that its owner recognises it.
    pub tail: String,
}

named! {
    /// A kind of secret.
    SecretKind {
        /// An Access Token.
        AccessToken = "access-token",
        /// The application's client secret.
        ClientSecret = "client-secret",
        /// The secret notifications are signed with.
        WebhookSecret = "webhook-secret",
        /// A refresh token or an authorization code.
        RefreshToken = "refresh-token",
    }
}

named! {
    /// A part of the page that was not read.
    Unread {
        /// The markup is too long, or too much to parse.
        Markup = "markup",
        /// Some script file of the same origin.
        ScriptFiles = "script-files",
        /// The browser's storage.
        Storage = "storage",
        /// It is not a page: the answer was no HTML.
        NoPage = "no-page",
    }
}
