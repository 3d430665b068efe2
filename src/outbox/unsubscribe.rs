//! The links at the foot of mails that end them (RFC 8058): each names a person and what to end, and
//! is signed, so that it works for who holds the mail and for nobody else, without signing in.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::searches::{Rhythm, find_rhythm, set_rhythm};
use super::settings::{MailChoice, find_choice, list_choices, save_choice};
use super::topics::NoticeTopic;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{people, settings};
use crate::db::secrets::{is_signed, keep_secret, make_secret, sign};
use crate::error::{AppError, AppResult};
use crate::ids::{PersonId, SearchId};

/// Where the key stands that signs the links: 32 random bytes, made when first needed.
const SECRET: &str = "unsubscribe_secret";

/// What the path of every link begins with; its token follows.
pub(super) const LINKS: &str = "/unsubscriptions/";

/// Which mails a link ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// Those of a topic.
    Topic(NoticeTopic),
    /// The daily digest.
    Digest,
    /// Those of a saved search, and with them its notifications.
    Search(SearchId),
}

/// What a link says.
#[derive(Debug, Clone)]
pub struct Subscription {
    /// Whose mails.
    pub person: PersonId,
    /// Which of them.
    pub ending: Ending,
}

/// How mails came before they were ended, as a form sends it back: `topic:choice`, or `search:rhythm`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// Those of a topic.
    Topic(NoticeTopic, MailChoice),
    /// Those of the search that the link names.
    Search(Rhythm),
}

impl std::fmt::Display for Before {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Topic(topic, mail) => write!(f, "{topic}:{mail}"),
            Self::Search(rhythm) => write!(f, "search:{rhythm}"),
        }
    }
}

impl std::str::FromStr for Before {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        match text.split_once(':').ok_or(())? {
            ("search", rhythm) => rhythm.parse().map(Self::Search),
            (topic, mail) => Ok(Self::Topic(topic.parse()?, mail.parse()?)),
        }
    }
}

impl Ending {
    fn as_str(&self) -> std::borrow::Cow<'static, str> {
        match self {
            Self::Topic(topic) => topic.as_str().into(),
            Self::Digest => "digest".into(),
            Self::Search(search) => format!("search-{search}").into(),
        }
    }

    fn read(text: &str) -> Option<Self> {
        if let Some(search) = text.strip_prefix("search-") {
            return search.parse().ok().map(Self::Search);
        }
        match text {
            "digest" => Some(Self::Digest),
            topic => topic.parse().ok().filter(|topic: &NoticeTopic| topic.can_be_turned_off()).map(Self::Topic),
        }
    }

    /// The Fluent key of what is ended.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Topic(topic) => topic.key(),
            Self::Digest => "notice-mail-digest-name",
            Self::Search(_) => "notice-mail-search-name",
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
        Ok(format!("{LINKS}{}.{}.{mark}", self.person, self.ending.as_str()))
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
        match &self.ending {
            Ending::Topic(topic) => Ok(find_choice(conn, &self.person, *topic)? != MailChoice::None),
            Ending::Search(search) => {
                Ok(find_rhythm(conn, &self.person, search)?.is_some_and(|rhythm| rhythm != Rhythm::None))
            }
            Ending::Digest => Ok(list_choices(conn, &self.person)?.iter().any(|(_, mail)| *mail == MailChoice::Digest)),
        }
    }

    /// Ends these mails, and gives when they came before. Safe to repeat.
    ///
    /// # Errors
    /// What the database said.
    pub fn end(&self, conn: &mut Conn, now: Instant) -> QueryResult<Vec<Before>> {
        if let Ending::Search(search) = &self.ending {
            let before = find_rhythm(conn, &self.person, search)?.filter(|rhythm| *rhythm != Rhythm::None);
            set_rhythm(conn, (&self.person, search), Rhythm::None, now)?;
            return Ok(before.map(Before::Search).into_iter().collect());
        }
        let choices = list_choices(conn, &self.person)?;
        let ended: Vec<_> = choices.into_iter().filter(|(topic, mail)| self.ends(*topic, *mail)).collect();
        for (topic, _) in &ended {
            save_choice(conn, &self.person, *topic, MailChoice::None, now)?;
        }
        Ok(ended.into_iter().map(|(topic, mail)| Before::Topic(topic, mail)).collect())
    }

    fn ends(&self, topic: NoticeTopic, mail: MailChoice) -> bool {
        match self.ending {
            Ending::Topic(its) => topic == its && mail != MailChoice::None,
            Ending::Digest => mail == MailChoice::Digest,
            Ending::Search(_) => false,
        }
    }

    /// Begins them again as they came before, where they are still ended; a topic of which nobody
    /// knows how it came comes at once.
    ///
    /// # Errors
    /// What the database said.
    pub fn resume(&self, conn: &mut Conn, before: &[Before], now: Instant) -> QueryResult<()> {
        if let Ending::Search(search) = &self.ending {
            return self.resume_search(conn, search, before, now);
        }
        let own = before.iter().filter_map(|before| match before {
            Before::Topic(topic, mail) if self.ends(*topic, *mail) => Some((*topic, *mail)),
            _ => None,
        });
        let own: Vec<_> = own.collect();
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

    fn resume_search(&self, conn: &mut Conn, search: &SearchId, before: &[Before], now: Instant) -> QueryResult<()> {
        let rhythm = before.iter().find_map(|before| match before {
            Before::Search(rhythm) => Some(*rhythm),
            Before::Topic(..) => None,
        });
        match (find_rhythm(conn, &self.person, search)?, rhythm) {
            (Some(Rhythm::None), Some(rhythm)) => set_rhythm(conn, (&self.person, search), rhythm, now),
            _ => Ok(()),
        }
    }
}
