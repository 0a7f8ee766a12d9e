//! Looks hosts up in the sandbox, so that nothing real is ever contacted in its mode.

use std::sync::Arc;

use checkout_readiness_sandbox::Sandbox;
use futures_util::future::{BoxFuture, ready};
use url::Host;

use super::resolver::{Destination, LookupError, Resolver};

/// Knows the stand-in shops and nobody else.
#[derive(Clone, Debug)]
pub struct SandboxResolver(Arc<Sandbox>);

impl SandboxResolver {
    /// Looks up in this sandbox.
    #[must_use]
    pub fn new(sandbox: Arc<Sandbox>) -> Self {
        Self(sandbox)
    }
}

impl Resolver for SandboxResolver {
    fn look_up(
        &self,
        host: Host<String>,
        _port: u16,
    ) -> BoxFuture<'_, Result<Vec<Destination>, LookupError>> {
        let route = match &host {
            Host::Domain(name) => self.0.route(name),
            Host::Ipv4(_) | Host::Ipv6(_) => None,
        };
        Box::pin(ready(route.map_or(
            Err(LookupError::UnknownHost),
            |route| {
                Ok(vec![Destination {
                    address: route.address,
                    connect_to: route.connect_to,
                    connect_plainly_to: route.connect_plainly_to,
                }])
            },
        )))
    }
}
