//! Sends mails: over SMTP, into a folder (the default), or into memory (tests). Called by the
//! outbox worker alone.

use std::path::PathBuf;
use std::sync::Mutex;

use askama::Template;
use lettre::message::{Mailbox, MultiPart};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use serde::{Deserialize, Serialize};

use crate::error::{AppError, AppResult};
use crate::web::i18n::Locale;

/// A mail, worded; sending puts it into the site's look.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq)]
pub struct Mail {
    /// The address.
    pub to: String,
    /// The language it is in.
    pub locale: Locale,
    /// The subject, one line.
    pub subject: String,
    /// The paragraphs, plain text.
    pub paragraphs: Vec<String>,
    /// The one action: label and path on this site (`/me/applications/…`).
    pub action: Option<(String, String)>,
}

/// Where mails go.
pub enum Transport {
    /// A server.
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    /// A folder; one `.eml` a mail.
    Folder(PathBuf),
    /// Kept; for tests.
    Memory(Mutex<Vec<Mail>>),
}

/// Sends mails in the site's look.
pub struct Mailer {
    transport: Transport,
    from: Mailbox,
    public_url: String,
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct LetterHtml<'a> {
    mail: &'a Mail,
    url: Option<String>,
    public_url: &'a str,
    sender: &'a str,
}

#[derive(Template)]
#[template(path = "mail/letter.txt", escape = "none")]
struct LetterText<'a> {
    mail: &'a Mail,
    url: Option<String>,
    public_url: &'a str,
    sender: &'a str,
}

impl Mailer {
    /// A mailer; links in its mails begin with `public_url`, never with what a request said.
    ///
    /// # Errors
    /// A sentence that names the setting when the sender is no mail address.
    pub fn new(transport: Transport, from: &str, public_url: String) -> Result<Self, String> {
        let from = from.parse().map_err(|_| format!("--mail-from must be a mail address, not {from:?}"))?;
        Ok(Self { transport, from, public_url })
    }

    /// Sends a mail.
    ///
    /// # Errors
    /// When the transport refuses it; the outbox tries again.
    pub async fn send(&self, mail: Mail) -> AppResult<()> {
        match &self.transport {
            Transport::Memory(kept) => {
                kept.lock().map_err(AppError::internal)?.push(mail);
                Ok(())
            }
            Transport::Smtp(server) => {
                server.send(self.compose(&mail)?).await.map_err(AppError::internal)?;
                Ok(())
            }
            Transport::Folder(folder) => {
                let (folder, bytes) = (folder.clone(), self.compose(&mail)?.formatted());
                tokio::task::spawn_blocking(move || write_file(&folder, &bytes)).await.map_err(AppError::internal)?
            }
        }
    }

    /// The mails kept in memory, oldest first; empty for any other transport.
    pub fn kept(&self) -> Vec<Mail> {
        match &self.transport {
            Transport::Memory(kept) => kept.lock().map(|kept| kept.clone()).unwrap_or_default(),
            Transport::Smtp(_) | Transport::Folder(_) => Vec::new(),
        }
    }

    fn compose(&self, mail: &Mail) -> AppResult<Message> {
        let url = mail.action.as_ref().map(|(_, path)| format!("{}{path}", self.public_url));
        let sender = self.from.name.as_deref().unwrap_or("Fairhall");
        let public_url = self.public_url.as_str();
        let html = LetterHtml { mail, url: url.clone(), public_url, sender }.render().map_err(AppError::internal)?;
        let text = LetterText { mail, url, public_url, sender }.render().map_err(AppError::internal)?;
        Message::builder()
            .from(self.from.clone())
            .to(mail.to.parse().map_err(AppError::internal)?)
            .subject(mail.subject.clone())
            .multipart(MultiPart::alternative_plain_html(text, html))
            .map_err(AppError::internal)
    }
}

fn write_file(folder: &std::path::Path, bytes: &[u8]) -> AppResult<()> {
    std::fs::create_dir_all(folder).map_err(AppError::internal)?;
    let path = folder.join(format!("{}.eml", uuid::Uuid::now_v7()));
    std::fs::write(path, bytes).map_err(AppError::internal)
}
