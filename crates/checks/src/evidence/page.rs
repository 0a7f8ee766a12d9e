//! What a browser sees of the page it stands on.

use serde::{Deserialize, Serialize};

use crate::profile::named;

/// The page the widget stands on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Page {
    /// The address's scheme without its colon: `https`, `http`, `file`.
    pub scheme: String,
    /// The address's host.
    pub host: String,
    /// `window.isSecureContext`; absent in a browser that does not tell.
    pub secure_context: Option<bool>,
    /// Resources and targets of the page addressed by plain `http`; absent if not counted.
    pub insecure_resources: Option<Vec<InsecureResource>>,
}

/// Something the page loads, embeds or sends to over plain `http`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct InsecureResource {
    /// What it is.
    pub kind: ResourceKind,
    /// Its address, without query and fragment.
    pub url: String,
}

named! {
    /// What an insecure address is used for.
    ResourceKind {
        /// A script.
        Script = "script",
        /// A style sheet.
        Style = "style",
        /// A frame.
        Frame = "frame",
        /// A form's target.
        Form = "form",
        /// An image.
        Image = "image",
        /// Audio or video.
        Media = "media",
        /// An object or embed.
        Object = "object",
    }
}

impl Page {
    /// Whether the address is one that only this machine reaches.
    #[must_use]
    pub fn is_local(&self) -> bool {
        let host = self.host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost"
            || host.ends_with(".localhost")
            || host
                .parse::<std::net::IpAddr>()
                .is_ok_and(|address| match address {
                    std::net::IpAddr::V4(v4) => v4.is_loopback() || v4.is_unspecified(),
                    std::net::IpAddr::V6(v6) => v6.is_loopback() || v6.is_unspecified(),
                })
    }
}
