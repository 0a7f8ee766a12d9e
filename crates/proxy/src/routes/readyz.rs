//! `GET /readyz`: the server takes requests.

/// Ready.
///
/// Whether Mercado Pago answers is no part of it: a server that cannot reach it still says so, and
/// taking it out of service would help nobody.
#[utoipa::path(
    get,
    path = "/readyz",
    responses((status = OK, description = "The server takes requests.", body = String, content_type = "text/plain"))
)]
pub(super) async fn readyz() -> &'static str {
    "ready\n"
}
