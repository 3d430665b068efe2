//! What the pages about streams send.

use serde::Deserialize;

use super::model::{read_address, read_host};
use crate::error::FieldErrors;
use crate::forum::sessions::Session;
use crate::web::check::Check;
use crate::web::i18n::Locale;
use crate::web::standards;

/// The most hosts of an edition.
const HOSTS_MOST: usize = 20;

/// The hosts, as they were typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct HostsForm {
    /// A host a line.
    pub hosts: String,
    /// The version that was seen.
    pub version: String,
}

impl HostsForm {
    /// Checks the hosts.
    ///
    /// # Errors
    /// The field `hosts`.
    pub fn parse(&self) -> Result<(Vec<String>, i64), FieldErrors> {
        let mut check = Check::new();
        let text = check.text("hosts", &self.hosts, 0, 4_000);
        let mut hosts: Vec<String> = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            match read_host(line) {
                Some(host) if !hosts.contains(&host) => hosts.push(host),
                Some(_) => {}
                None => check.error("hosts", "error-stream-hosts"),
            }
        }
        if hosts.len() > HOSTS_MOST {
            check.error_n("hosts", "error-stream-many", i64::try_from(HOSTS_MOST).unwrap_or(i64::MAX));
        }
        let version = check.int("version", &self.version, 0..=i64::MAX);
        check.finish(|| Some((hosts, version?)))
    }
}

/// The stream of a session, as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct StreamForm {
    /// The address, or empty.
    pub stream_url: String,
    /// The language of the captions, ISO 639-1.
    pub captions_language: String,
    /// Whether the recording that was uploaded is to go.
    pub no_recording: String,
    /// Whether the captions are to go.
    pub no_captions: String,
    /// The version that was seen.
    pub version: String,
}

/// What it means.
#[derive(Debug, Clone)]
pub struct ValidStream {
    /// The address, or empty.
    pub url: String,
    /// The language of the captions, or empty.
    pub captions_language: String,
    /// Whether the recording that was uploaded is to go.
    pub no_recording: bool,
    /// Whether the captions are to go.
    pub no_captions: bool,
}

impl StreamForm {
    /// The form filled in with what stands there.
    pub fn of(session: &Session) -> Self {
        Self {
            stream_url: session.stream_url.clone(),
            captions_language: session.captions_language.clone(),
            version: session.version.to_string(),
            ..Self::default()
        }
    }

    /// Checks every field; captions that come with it need a language.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self, hosts: &[String], has_captions: bool) -> Result<ValidStream, FieldErrors> {
        let mut check = Check::new();
        let typed = check.line("stream_url", &self.stream_url, 0, 500);
        let url = match typed.is_empty() {
            true => String::new(),
            false => match read_address(&typed, hosts) {
                Ok((url, _)) => url.to_string(),
                Err(key) => {
                    check.error("stream_url", key);
                    String::new()
                }
            },
        };
        let language = self.captions_language.trim().to_owned();
        if language.is_empty() {
            if has_captions {
                check.error("captions_language", "error-required");
            }
        } else if !standards::holds(standards::languages(Locale::En), &language) {
            check.error("captions_language", "error-choice");
        }
        check.finish(|| {
            Some(ValidStream {
                url,
                captions_language: language,
                no_recording: !self.no_recording.is_empty(),
                no_captions: !self.no_captions.is_empty(),
            })
        })
    }
}
