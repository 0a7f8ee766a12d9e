//! The built widget, its demo page and the book, embedded in the binary.
//!
//! A debug build reads them from `dist/` while it runs instead.

use std::borrow::Cow;
use std::fmt::Write;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "../../dist"]
#[allow_missing = true]
struct Dist;

/// A year: the name of such a file changes with its content.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_EACH_TIME: &str = "no-cache";

const NOT_BUILT: &str = "The widget is not part of this build.\n\n\
    Build it with `cargo xtask build`, then start again. The API is at /api/v1/, its description \
    at /openapi.json.\n";
const NOWHERE: &str = "There is nothing at this address.\n\nThe checklist is at /, the book at \
    /docs/, the API at /api/v1/, its description at /openapi.json.\n";

/// The file at this path.
pub(crate) fn answer(path: &str, headers: &HeaderMap) -> Response<Body> {
    find(&|name| Dist::get(name).map(File::from), path, headers)
}

/// A file, with a digest of its content.
struct File {
    content: Cow<'static, [u8]>,
    digest: [u8; 32],
}

impl From<EmbeddedFile> for File {
    fn from(file: EmbeddedFile) -> Self {
        Self {
            digest: file.metadata.sha256_hash(),
            content: file.data,
        }
    }
}

type Files<'a> = &'a dyn Fn(&str) -> Option<File>;

fn find(files: Files<'_>, path: &str, headers: &HeaderMap) -> Response<Body> {
    let path = path.trim_start_matches('/');
    let name = if path.is_empty() || path.ends_with('/') {
        Cow::from(format!("{path}index.html"))
    } else {
        Cow::from(path)
    };
    // Compressed copies are found by what a browser accepts, never by name.
    let is_copy = name.ends_with(".br") || name.ends_with(".gz");
    match files(&name).filter(|_| !is_copy) {
        Some(file) => serve(files, &name, file, headers),
        None if files(&format!("{name}/index.html")).is_some() => lead_into(&name),
        None if files("index.html").is_none() => say(StatusCode::NOT_FOUND, NOT_BUILT),
        None => say(StatusCode::NOT_FOUND, NOWHERE),
    }
}

/// Sends whoever left out a folder's final slash into it, or its links would miss it. Relative, so
/// that it holds below whatever prefix something in front of this server adds.
fn lead_into(folder: &str) -> Response<Body> {
    let last = folder.rsplit('/').next().unwrap_or(folder);
    let mut answer = say(StatusCode::PERMANENT_REDIRECT, "");
    if let Ok(place) = HeaderValue::from_str(&format!("{last}/")) {
        answer.headers_mut().insert(header::LOCATION, place);
    }
    answer
}

fn serve(files: Files<'_>, name: &str, file: File, headers: &HeaderMap) -> Response<Body> {
    let (encoding, file) = ["br", "gzip"]
        .into_iter()
        .filter(|encoding| accepts(headers, encoding))
        .find_map(|encoding| {
            let extension = if encoding == "br" { "br" } else { "gz" };
            Some((Some(encoding), files(&format!("{name}.{extension}"))?))
        })
        .unwrap_or((None, file));
    let tag = tag(&file);
    let is_known = headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|tags| tags.to_str().ok())
        .flat_map(|tags| tags.split(','))
        .any(|known| known.trim().trim_start_matches("W/") == tag || known.trim() == "*");
    let mut answer = if is_known {
        let mut answer = Response::new(Body::empty());
        *answer.status_mut() = StatusCode::NOT_MODIFIED;
        answer
    } else {
        Response::new(match file.content {
            Cow::Borrowed(bytes) => Body::from(bytes),
            Cow::Owned(bytes) => Body::from(bytes),
        })
    };
    let fields = answer.headers_mut();
    let cache = if is_named_by_content(name) {
        FOR_EVER
    } else {
        ASK_EACH_TIME
    };
    fields.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind(name)));
    fields.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    fields.append(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        fields.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        fields.insert(header::ETAG, tag);
    }
    answer
}

/// Whether the name holds a digest of the content: `assets/<name>.<8 hex digits>.<extension>`.
fn is_named_by_content(name: &str) -> bool {
    let Some(file) = name.strip_prefix("assets/") else {
        return false;
    };
    file.rsplit('.').nth(1).is_some_and(|digest| {
        digest.len() >= 8 && digest.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// Whether the browser takes this encoding. `*` is not taken as a yes: no browser needs it.
fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|accepted| accepted.to_str().ok())
        .flat_map(|accepted| accepted.split(','))
        .any(|accepted| {
            let mut parts = accepted.split(';').map(str::trim);
            let is_it = parts
                .next()
                .is_some_and(|name| name.eq_ignore_ascii_case(encoding));
            let is_refused = parts
                .filter_map(|part| part.strip_prefix("q="))
                .any(|weight| weight.parse().is_ok_and(|weight: f32| weight == 0.0));
            is_it && !is_refused
        })
}

fn tag(file: &File) -> String {
    let mut tag = String::from("\"");
    for byte in file.digest.iter().take(16) {
        // Writing to a string cannot fail.
        let _ = write!(tag, "{byte:02x}");
    }
    tag.push('"');
    tag
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "txt" | "md" | "ts" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn say(status: StatusCode, text: &'static str) -> Response<Body> {
    let mut answer = Response::new(Body::from(text));
    *answer.status_mut() = status;
    let fields = answer.headers_mut();
    fields.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    fields.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;

    fn files(name: &str) -> Option<File> {
        let content: &[u8] = match name {
            "index.html" => b"<!doctype html>",
            "checkout-readiness.js" => b"entry",
            "assets/widget.0123456789abcdef.wasm" => b"plain",
            "assets/widget.0123456789abcdef.wasm.br" => b"brotli",
            "assets/widget.0123456789abcdef.wasm.gz" => b"gzip",
            "assets/readme.txt" => b"text",
            "docs/index.html" => b"<!doctype html><title>Book",
            "docs/embed.html" => b"<!doctype html><title>Embed",
            _ => return None,
        };
        Some(File {
            content: content.into(),
            digest: [content[0]; 32],
        })
    }

    fn ask(path: &str, headers: &[(header::HeaderName, &'static str)]) -> Response<Body> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(name, HeaderValue::from_static(value));
        }
        find(&files, path, &map)
    }

    async fn body(answer: Response<Body>) -> String {
        let bytes = to_bytes(answer.into_body(), 1024).await.unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    #[tokio::test]
    async fn the_best_encoding_a_browser_takes_is_served() {
        for (accepted, encoding, content) in [
            ("gzip, deflate, br, zstd", Some("br"), "brotli"),
            ("gzip, br;q=0", Some("gzip"), "gzip"),
            ("GZIP;q=0.5", Some("gzip"), "gzip"),
            ("br;q=0.0, gzip;q=0", None, "plain"),
            ("identity", None, "plain"),
            ("*", None, "plain"),
            ("brotli", None, "plain"),
        ] {
            let path = "/assets/widget.0123456789abcdef.wasm";
            let answer = ask(path, &[(header::ACCEPT_ENCODING, accepted)]);
            let sent = answer.headers().get(header::CONTENT_ENCODING);
            assert_eq!(
                sent.map(|sent| sent.to_str().unwrap()),
                encoding,
                "{accepted}"
            );
            assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/wasm");
            assert_eq!(answer.headers()[header::VARY], "accept-encoding");
            assert_eq!(body(answer).await, content, "{accepted}");
        }
    }

    #[test]
    fn only_what_is_named_by_its_content_is_cached_for_ever() {
        for (path, kind, cache) in [
            ("/", "text/html; charset=utf-8", ASK_EACH_TIME),
            (
                "/checkout-readiness.js",
                "text/javascript; charset=utf-8",
                ASK_EACH_TIME,
            ),
            (
                "/assets/readme.txt",
                "text/plain; charset=utf-8",
                ASK_EACH_TIME,
            ),
            (
                "/assets/widget.0123456789abcdef.wasm",
                "application/wasm",
                FOR_EVER,
            ),
        ] {
            let answer = ask(path, &[]);
            assert_eq!(answer.status(), StatusCode::OK, "{path}");
            assert_eq!(answer.headers()[header::CONTENT_TYPE], kind, "{path}");
            assert_eq!(answer.headers()[header::CACHE_CONTROL], cache, "{path}");
        }
    }

    #[tokio::test]
    async fn a_browser_that_has_the_file_is_not_sent_it_again() {
        let tag = ask("/", &[]).headers()[header::ETAG]
            .to_str()
            .unwrap()
            .to_owned();
        let known: &'static str = Box::leak(format!("\"other\", W/{tag}").into_boxed_str());
        let answer = ask("/", &[(header::IF_NONE_MATCH, known)]);
        assert_eq!(answer.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(answer.headers()[header::ETAG], tag.as_str());
        assert_eq!(body(answer).await, "");
        let answer = ask("/", &[(header::IF_NONE_MATCH, "\"other\"")]);
        assert_eq!(answer.status(), StatusCode::OK);
    }

    #[tokio::test]
    async fn a_folder_answers_its_own_page_and_leads_in_who_forgot_the_slash() {
        for (path, content) in [
            ("/docs/", "<!doctype html><title>Book"),
            ("/docs/embed.html", "<!doctype html><title>Embed"),
        ] {
            let answer = ask(path, &[]);
            assert_eq!(answer.status(), StatusCode::OK, "{path}");
            assert_eq!(
                answer.headers()[header::CONTENT_TYPE],
                "text/html; charset=utf-8"
            );
            assert_eq!(body(answer).await, content, "{path}");
        }
        let answer = ask("/docs", &[]);
        assert_eq!(answer.status(), StatusCode::PERMANENT_REDIRECT);
        assert_eq!(answer.headers()[header::LOCATION], "docs/");
        for path in [
            "/docs/nowhere.html",
            "/docs/nowhere/",
            "/docs//",
            "/assets",
            "/assets/",
        ] {
            assert_eq!(ask(path, &[]).status(), StatusCode::NOT_FOUND, "{path}");
        }
    }

    #[tokio::test]
    async fn what_is_nowhere_says_so_and_what_was_never_built_says_how() {
        for path in ["/nowhere", "/assets/widget.0123456789abcdef.wasm.br"] {
            let answer = ask(path, &[]);
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
            assert_eq!(body(answer).await, NOWHERE);
        }
        let answer = find(&|_| None, "/", &HeaderMap::new());
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        assert_eq!(body(answer).await, NOT_BUILT);
    }
}
