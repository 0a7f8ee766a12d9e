//! Compressed copies beside every file, so that the server never compresses while somebody waits.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::files;

/// Below this a compressed copy saves no packet.
const WORTH_IT_BYTES: usize = 256;

/// Writes `.br` and `.gz` beside every file of a folder that is worth it.
pub fn folder(folder: &Path) -> Result<()> {
    for path in files::under(folder)? {
        let content = std::fs::read(&path)?;
        if content.len() > WORTH_IT_BYTES && !is_compressed(&path) {
            std::fs::write(beside(&path, "br"), brotli(&content)?)?;
            std::fs::write(beside(&path, "gz"), gzip(&content)?)?;
        }
    }
    Ok(())
}

/// Formats that are compressed already.
fn is_compressed(path: &Path) -> bool {
    path.extension().is_some_and(|extension| {
        ["br", "gz", "png", "woff2", "webp"]
            .iter()
            .any(|known| extension == *known)
    })
}

/// The path of a copy in some encoding.
pub fn beside(path: &Path, encoding: &str) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(encoding);
    name.into()
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let best = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: content.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &content[..], &mut compressed, &best)?;
    Ok(compressed)
}

/// Without a file name or a time, so that the same content gives the same bytes.
fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_content_compresses_to_the_same_bytes() {
        let content = b"mercado ".repeat(200);
        assert_eq!(brotli(&content).unwrap(), brotli(&content).unwrap());
        assert_eq!(gzip(&content).unwrap(), gzip(&content).unwrap());
        assert!(brotli(&content).unwrap().len() < 50);
    }
}
