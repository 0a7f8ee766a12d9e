//! A ZIP file whose bytes depend on nothing but what is put into it.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::path::Path;

use anyhow::{Context, Result};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// What goes into the file, by path.
#[derive(Debug, Default)]
pub struct Archive {
    files: BTreeMap<String, Vec<u8>>,
}

impl Archive {
    /// Puts a file at a path.
    pub fn add(&mut self, path: String, content: Vec<u8>) {
        self.files.insert(path, content);
    }

    /// Writes the ZIP file, and the folder it is in.
    pub fn write(&self, target: &Path) -> Result<()> {
        if let Some(folder) = target.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(target, self.bytes()?)
            .with_context(|| format!("cannot write {}", target.display()))
    }

    fn bytes(&self) -> Result<Vec<u8>> {
        // The oldest date the format knows: when it was packaged is nobody's concern.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, content) in &self.files {
            zip.start_file(path.as_str(), options)?;
            zip.write_all(content)?;
        }
        Ok(zip.finish()?.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_was_put_in_comes_out_and_the_order_does_not_matter() {
        let files = [("a/b.txt", "one"), ("a/a.txt", "two")];
        let made = |files: &mut dyn Iterator<Item = &(&str, &str)>| {
            let mut archive = Archive::default();
            for (path, content) in files {
                archive.add((*path).to_owned(), content.as_bytes().to_vec());
            }
            archive.bytes().unwrap()
        };
        let bytes = made(&mut files.iter());
        assert_eq!(bytes, made(&mut files.iter().rev()));
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        zip.by_name("a/b.txt")
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(text, "one");
    }
}
