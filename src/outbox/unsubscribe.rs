//! The links at the foot of mails that end them (RFC 8058): each names a person and what to end, and
//! is signed, so that it works for who holds the mail and for nobody else, without signing in.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::settings::{MailChoice, find_choice, list_choices, save_choice};
use super::topics::NoticeTopic;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{people, settings};
use crate::db::secrets::{is_signed, keep_secret, make_secret, sign};
use crate::error::{AppError, AppResult};
use crate::ids::PersonId;

/// Where the key stands that signs the links: 32 random bytes, made when first needed.
const SECRET: &str = "unsubscribe_secret";

/// Which mails a link ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Those of a topic.
    Topic(NoticeTopic),
    /// The daily digest.
    Digest,
}

/// What a link says.
#[derive(Debug, Clone)]
pub struct Subscription {
    /// Whose mails.
    pub person: PersonId,
    /// Which of them.
    pub ending: Ending,
}

/// When mails of a topic came before they were ended.
pub type Before = (NoticeTopic, MailChoice);

impl Ending {
    fn as_str(self) -> &'static str {
        match self {
            Self::Topic(topic) => topic.as_str(),
            Self::Digest => "digest",
        }
    }

    fn read(text: &str) -> Option<Self> {
        match text {
            "digest" => Some(Self::Digest),
            topic => topic.parse().ok().filter(|topic: &NoticeTopic| topic.can_be_turned_off()).map(Self::Topic),
        }
    }

    /// The Fluent key of what is ended.
    pub fn key(self) -> &'static str {
        match self {
            Self::Topic(topic) => topic.key(),
            Self::Digest => "notice-mail-digest-name",
        }
    }
}

impl Subscription {
    /// The path that ends it, for a mail to its person.
    ///
    /// # Errors
    /// What the database said.
    pub fn path(&self, conn: &mut Conn, now: Instant) -> AppResult<String> {
        let secret = keep_secret(conn, SECRET, now, make_secret)?;
        let mark = sign(&secret, &self.signed());
        Ok(format!("/unsubscriptions/{}.{}.{mark}", self.person, self.ending.as_str()))
    }

    /// What a token from such a path says.
    ///
    /// # Errors
    /// 404 when it is none of ours, or its person is gone.
    pub fn read(conn: &mut Conn, token: &str) -> AppResult<Self> {
        let mut parts = token.split('.');
        let (Some(person), Some(ending), Some(mark), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(AppError::NotFound);
        };
        let person = person.parse().map_err(|_| AppError::NotFound)?;
        let found = Self { person, ending: Ending::read(ending).ok_or(AppError::NotFound)? };
        let secret: String = settings::table.find(SECRET).select(settings::value).first(conn)?;
        if !is_signed(&secret, &found.signed(), mark) {
            return Err(AppError::NotFound);
        }
        if diesel::select(exists(people::table.find(&found.person))).get_result(conn)? {
            Ok(found)
        } else {
            Err(AppError::NotFound)
        }
    }

    fn signed(&self) -> String {
        format!("unsubscribe\n{}\n{}", self.person, self.ending.as_str())
    }

    /// Whether these mails come.
    ///
    /// # Errors
    /// What the database said.
    pub fn is_on(&self, conn: &mut Conn) -> QueryResult<bool> {
        match self.ending {
            Ending::Topic(topic) => Ok(find_choice(conn, &self.person, topic)? != MailChoice::None),
            Ending::Digest => Ok(list_choices(conn, &self.person)?.iter().any(|(_, mail)| *mail == MailChoice::Digest)),
        }
    }

    /// Ends these mails, and gives when they came before. Safe to repeat.
    ///
    /// # Errors
    /// What the database said.
    pub fn end(&self, conn: &mut Conn, now: Instant) -> QueryResult<Vec<Before>> {
        let choices = list_choices(conn, &self.person)?;
        let ended: Vec<Before> = choices.into_iter().filter(|before| self.ends(before)).collect();
        for (topic, _) in &ended {
            save_choice(conn, &self.person, *topic, MailChoice::None, now)?;
        }
        Ok(ended)
    }

    fn ends(&self, (topic, mail): &Before) -> bool {
        match self.ending {
            Ending::Topic(its) => *topic == its && *mail != MailChoice::None,
            Ending::Digest => *mail == MailChoice::Digest,
        }
    }

    /// Begins them again as they came before, where they are still ended; a topic of which nobody
    /// knows how it came comes at once.
    ///
    /// # Errors
    /// What the database said.
    pub fn resume(&self, conn: &mut Conn, before: &[Before], now: Instant) -> QueryResult<()> {
        let own: Vec<Before> = before.iter().copied().filter(|before| self.ends(before)).collect();
        let wanted = match self.ending {
            Ending::Topic(topic) if own.is_empty() => vec![(topic, MailChoice::AtOnce)],
            _ => own,
        };
        for (topic, mail) in wanted {
            if find_choice(conn, &self.person, topic)? == MailChoice::None {
                save_choice(conn, &self.person, topic, mail, now)?;
            }
        }
        Ok(())
    }
}
