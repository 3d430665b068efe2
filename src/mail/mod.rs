//! Sends mails: over SMTP, into a folder (the default), or into memory (tests). Called by the
//! outbox worker alone.

mod headers;

use std::path::PathBuf;
use std::sync::Mutex;

use askama::Template;
use headers::{ListUnsubscribe, OneClick};
use lettre::message::{Attachment, Mailbox, MultiPart};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use serde::{Deserialize, Serialize};

use crate::error::{AppError, AppResult};
use crate::web::i18n::Locale;
use crate::web::ics::{self, Event};

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
    /// Lists under headings; most mails have none.
    #[serde(default)]
    pub sections: Vec<Section>,
    /// The one action: label and path on this site (`/me/applications/…`).
    pub action: Option<(String, String)>,
    /// The path that ends mails of this kind, where they can be ended.
    #[serde(default)]
    pub unsubscribe: Option<String>,
    /// What is to stand in the reader's calendar; comes as a file.
    #[serde(default)]
    pub event: Option<Event>,
}

/// A list in a mail.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq)]
pub struct Section {
    /// What it is of.
    pub heading: String,
    /// What stands in it.
    pub entries: Vec<Entry>,
}

/// A line of a list.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq)]
pub struct Entry {
    /// What it says.
    pub text: String,
    /// Where it leads, a path on this site.
    pub path: String,
}

impl Mail {
    /// An empty mail to this address.
    pub fn to(locale: Locale, address: &str) -> Self {
        let to = address.to_owned();
        let (subject, paragraphs, sections) = (String::new(), Vec::new(), Vec::new());
        Self { to, locale, subject, paragraphs, sections, action: None, unsubscribe: None, event: None }
    }

    /// Every text that its reader sees, to be worded anew.
    pub fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let of_sections = self.sections.iter_mut().flat_map(|section| {
            std::iter::once(&mut section.heading).chain(section.entries.iter_mut().map(|entry| &mut entry.text))
        });
        let of_event = self.event.iter_mut().flat_map(|event| [&mut event.title, &mut event.detail]);
        std::iter::once(&mut self.subject).chain(&mut self.paragraphs).chain(of_sections).chain(of_event)
    }
}

/// Where mails go.
pub enum Transport {
    /// A server.
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    /// A folder; one `.eml` a mail.
    Folder(PathBuf),
    /// Kept, each with its id; for tests.
    Memory(Mutex<Vec<(String, Mail)>>),
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

    /// Sends a mail. `id` becomes its Message-ID: a mail that is sent again, since nobody knew that it
    /// had been, is recognised by the servers that take it (RFC 5322, 3.6.4).
    ///
    /// # Errors
    /// When the transport refuses it; the outbox tries again.
    pub async fn send(&self, id: &str, mail: Mail) -> AppResult<()> {
        match &self.transport {
            Transport::Memory(kept) => {
                kept.lock().map_err(AppError::internal)?.push((id.to_owned(), mail));
                Ok(())
            }
            Transport::Smtp(server) => {
                server.send(self.compose(id, &mail)?).await.map_err(AppError::internal)?;
                Ok(())
            }
            Transport::Folder(folder) => {
                let (folder, bytes) = (folder.clone(), self.compose(id, &mail)?.formatted());
                tokio::task::spawn_blocking(move || write_file(&folder, &bytes)).await.map_err(AppError::internal)?
            }
        }
    }

    /// The mails kept in memory, oldest first; empty for any other transport.
    pub fn kept(&self) -> Vec<Mail> {
        match &self.transport {
            Transport::Memory(kept) => {
                kept.lock().map(|kept| kept.iter().map(|(_, mail)| mail.clone()).collect()).unwrap_or_default()
            }
            Transport::Smtp(_) | Transport::Folder(_) => Vec::new(),
        }
    }

    /// The ids of the same mails.
    pub fn kept_ids(&self) -> Vec<String> {
        match &self.transport {
            Transport::Memory(kept) => {
                kept.lock().map(|kept| kept.iter().map(|(id, _)| id.clone()).collect()).unwrap_or_default()
            }
            Transport::Smtp(_) | Transport::Folder(_) => Vec::new(),
        }
    }

    fn compose(&self, id: &str, mail: &Mail) -> AppResult<Message> {
        let url = mail.action.as_ref().map(|(_, path)| format!("{}{path}", self.public_url));
        let sender = self.from.name.as_deref().unwrap_or("Fairhall");
        let public_url = self.public_url.as_str();
        let html = LetterHtml { mail, url: url.clone(), public_url, sender }.render().map_err(AppError::internal)?;
        let text = LetterText { mail, url, public_url, sender }.render().map_err(AppError::internal)?;
        let mut letter = Message::builder()
            .message_id(Some(format!("<{id}@{}>", self.from.email.domain())))
            .from(self.from.clone())
            .to(mail.to.parse().map_err(AppError::internal)?)
            .subject(mail.subject.clone());
        if let Some(path) = &mail.unsubscribe {
            letter = letter.header(ListUnsubscribe(format!("<{public_url}{path}>"))).header(OneClick);
        }
        let body = MultiPart::alternative_plain_html(text, html);
        let Some(event) = &mail.event else { return letter.multipart(body).map_err(AppError::internal) };
        let file = ics::write(&event.title, public_url, std::slice::from_ref(event));
        let mime = format!("{}; method=PUBLISH", ics::MIME).parse().map_err(AppError::internal)?;
        let file = Attachment::new("event.ics".to_owned()).body(file, mime);
        letter.multipart(MultiPart::mixed().multipart(body).singlepart(file)).map_err(AppError::internal)
    }
}

fn write_file(folder: &std::path::Path, bytes: &[u8]) -> AppResult<()> {
    std::fs::create_dir_all(folder).map_err(AppError::internal)?;
    let path = folder.join(format!("{}.eml", uuid::Uuid::now_v7()));
    std::fs::write(path, bytes).map_err(AppError::internal)
}
