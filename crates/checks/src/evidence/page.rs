//! What a browser sees of the page it stands on.

use std::net::{IpAddr, Ipv4Addr};

use serde::{Deserialize, Serialize};

use super::Markup;
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
    /// What the page shows of the integration; absent where nobody looked.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub markup: Option<Markup>,
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

impl ResourceKind {
    /// Whether it can change the page or take what buyers enter, so that browsers block it or warn;
    /// an image or a video can only be swapped. Lists that have an end begin with these.
    #[must_use]
    pub const fn is_active(self) -> bool {
        !matches!(self, Self::Image | Self::Media)
    }
}

impl Page {
    /// Whether the address is one that buyers cannot reach: this machine, a private network, a
    /// name without a dot or with an ending that no public name has.
    #[must_use]
    pub fn is_local(&self) -> bool {
        let host = self.host.trim_start_matches('[').trim_end_matches(']');
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        match host.parse::<IpAddr>() {
            Ok(IpAddr::V4(address)) => is_local_v4(address),
            Ok(IpAddr::V6(address)) => match address.to_ipv4_mapped() {
                Some(address) => is_local_v4(address),
                None => {
                    address.is_loopback()
                        || address.is_unspecified()
                        || address.is_unique_local()
                        || address.is_unicast_link_local()
                }
            },
            Err(_) => {
                !host.contains('.') || LOCAL_ENDINGS.iter().any(|ending| host.ends_with(ending))
            }
        }
    }
}

/// Endings of names that lead to nobody but those who set them up.
const LOCAL_ENDINGS: &[&str] = &[
    ".localhost",
    ".local",
    ".internal",
    ".lan",
    ".home",
    ".home.arpa",
    ".corp",
    ".localdomain",
];

fn is_local_v4(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    address.is_loopback()
        || address.is_unspecified()
        || address.is_private()
        || address.is_link_local()
        || (first == 100 && (64..128).contains(&second))
}
