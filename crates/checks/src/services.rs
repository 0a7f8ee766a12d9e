//! Services for development that a shop in production must not depend on, by their domains.

/// Services that show what was sent to them, and whose addresses belong to nobody.
pub const TEST_CATCHERS: &[&str] = &[
    "webhook.site",
    "requestbin.com",
    "requestbin.net",
    "hookbin.com",
    "beeceptor.com",
    "requestcatcher.com",
    "webhook.cool",
    "ptsv3.com",
    "mocky.io",
    "postb.in",
    "typedwebhook.tools",
    "httpbin.org",
];

/// Services that lead to a developer's own machine for as long as it is awake.
pub const TUNNELS: &[&str] = &[
    "ngrok.io",
    "ngrok.app",
    "ngrok.dev",
    "ngrok-free.app",
    "ngrok-free.dev",
    "loca.lt",
    "localtunnel.me",
    "trycloudflare.com",
    "serveo.net",
    "localhost.run",
    "lhr.life",
    "tunnelmole.net",
    "bore.pub",
    "pinggy.link",
    "pinggy.io",
    "devtunnels.ms",
    "telebit.io",
    "expose.dev",
    "sharedwithexpose.com",
    "pagekite.me",
    "zrok.io",
    "smee.io",
];

/// The service a host belongs to, itself or as one of its subdomains. `host` is in lower case.
pub fn of(host: &str, services: &[&'static str]) -> Option<&'static str> {
    let belongs = |service: &str| {
        host.strip_suffix(service)
            .is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    services.iter().copied().find(|service| belongs(service))
}
