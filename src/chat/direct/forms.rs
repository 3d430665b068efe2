//! What the forms of private rooms send.

use std::collections::BTreeSet;

use serde::Deserialize;
use uuid::Uuid;

use crate::chat::rooms::people::PEOPLE_MOST;
use crate::error::FieldErrors;
use crate::ids::PersonId;
use crate::live::MAX_BODY_CHARS;
use crate::web::check::Check;

/// Longest name of a group, in characters.
const NAME_MAX: usize = 60;
/// The most people that one form writes to.
const MOST_OTHERS: i64 = PEOPLE_MOST as i64 - 1;

/// What the list of conversations is narrowed to.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// `unread`, `blocked`, or nothing for every conversation.
    pub show: String,
    /// Words of messages or of names.
    pub q: String,
    /// The number of the page.
    pub page: String,
}

/// The form of a first message.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ContactForm {
    /// Who is written to; more than one make a group.
    pub person: Vec<String>,
    /// What the group calls itself.
    pub name: String,
    /// The message.
    pub body: String,
    /// What the page calls the message: the same form sent twice is one.
    pub key: String,
    /// Whether the page was that of a group.
    pub group: String,
}

/// A first message that holds what it promises.
#[derive(Debug, Clone)]
pub struct Contact {
    /// Who is written to, in the order of their ids.
    pub people: Vec<PersonId>,
    /// The name of a group; empty for two.
    pub name: String,
    /// The message.
    pub body: String,
    /// What the page calls the message.
    pub key: Uuid,
}

impl ContactForm {
    /// Whether a group is meant.
    pub fn is_group(&self) -> bool {
        self.group == "yes" || self.person.len() > 1
    }

    /// Who was named, once each; what is no id is left out.
    pub fn people(&self) -> BTreeSet<PersonId> {
        self.person.iter().filter_map(|id| id.parse().ok()).collect()
    }

    /// Reads the form as this person sent it.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self, me: &PersonId) -> Result<Contact, FieldErrors> {
        let mut check = Check::new();
        let body = check.text("body", &self.body, 1, MAX_BODY_CHARS);
        let name = if self.is_group() { check.line("name", &self.name, 1, NAME_MAX) } else { String::new() };
        let people: Vec<PersonId> = self.people().into_iter().filter(|one| one != me).collect();
        if people.is_empty() {
            check.error("person", "error-required");
        } else if people.len() >= PEOPLE_MOST {
            check.error_n("person", "error-direct-many", MOST_OTHERS);
        }
        let key = self.key.parse().unwrap_or_else(|_| Uuid::now_v7());
        check.finish(|| Some(Contact { people, name, body, key }))
    }
}

/// The form of a block.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct BlockForm {
    /// Who is not wanted.
    pub person: String,
    /// Where to go on.
    pub next: String,
}
