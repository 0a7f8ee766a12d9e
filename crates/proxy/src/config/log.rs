//! What is logged, and how.

use super::reader::Reader;
use super::variable::{READINESS_LOG, READINESS_LOG_FORMAT};
use tracing_subscriber::EnvFilter;

/// What is logged, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogSettings {
    /// A filter of tracing, if one was given.
    pub filter: Option<String>,
    /// The shape of a line.
    pub format: LogFormat,
}

/// The shape of a line of the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// For machines: one JSON object a line.
    Json,
}

impl LogSettings {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        let filter = reader.read(READINESS_LOG, |text| {
            EnvFilter::try_new(text)
                .map(|_| text.to_owned())
                .map_err(|_| "is not a filter of tracing".to_owned())
        });
        let format = reader.read(READINESS_LOG_FORMAT, |text| match text {
            "text" => Ok(LogFormat::Text),
            "json" => Ok(LogFormat::Json),
            _ => Err("is neither text nor json".to_owned()),
        });
        Self {
            filter,
            format: format.unwrap_or_default(),
        }
    }
}
