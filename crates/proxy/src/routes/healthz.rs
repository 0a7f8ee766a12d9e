//! `GET /healthz`: the process is alive.

/// Alive.
#[utoipa::path(
    get,
    path = "/healthz",
    responses((status = OK, description = "The process is alive.", body = String, content_type = "text/plain"))
)]
pub(super) async fn healthz() -> &'static str {
    "ok\n"
}
