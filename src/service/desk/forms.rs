//! What the forms of agents send.

use serde::Deserialize;

use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::ids::{CannedReplyId, EnquiryId, PersonId};
use crate::service::enquiries::EnquiryState;
use crate::service::enquiries::model::Priority;
use crate::service::topics::Topic;
use crate::web::check::Check;
use crate::web::i18n::Locale;
use crate::web::text;

/// Longest answer or note, in characters.
const BODY_CHARS: usize = 4_000;
/// The most days that an enquiry is set aside.
const SNOOZE_DAYS: i64 = 60;

/// The query of the queue.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct QueueForm {
    /// Words.
    pub q: String,
    /// A state, `all`, or nothing for what is to be answered.
    pub state: String,
    /// A [`Topic`].
    pub topic: String,
    /// The tag of a language.
    pub language: String,
    /// A [`Priority`].
    pub priority: String,
    /// `mine`, `nobody`, or nothing for everybody's.
    pub whose: String,
    /// `newest`, `priority`, or nothing for who waits longest.
    pub sort: String,
    /// The number of the page.
    pub page: String,
}

/// Whose enquiries are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Everybody's.
    All,
    /// The reader's own.
    Mine,
    /// Those that nobody looks after.
    Nobody,
}

/// The order of the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Who waits longest at the head.
    Waiting,
    /// The newest at the head.
    Newest,
    /// The most urgent at the head, of those who waits longest.
    Priority,
}

/// What the queue is narrowed to.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Words.
    pub words: String,
    /// States; none for all.
    pub states: Vec<EnquiryState>,
    /// One topic.
    pub topic: Option<Topic>,
    /// One language.
    pub language: Option<Locale>,
    /// One priority.
    pub priority: Option<Priority>,
    /// Whose.
    pub whose: Whose,
    /// In which order.
    pub order: Order,
}

impl QueueForm {
    /// Reads it; what makes no sense narrows nothing.
    pub fn read(&self) -> Wanted {
        let states = match (self.state.as_str(), self.state.parse::<EnquiryState>()) {
            ("all", _) => Vec::new(),
            (_, Ok(state)) => vec![state],
            _ => EnquiryState::IN_QUEUE.to_vec(),
        };
        Wanted {
            words: text::clip(self.q.trim(), 100),
            states,
            topic: self.topic.parse().ok(),
            language: Locale::ALL.iter().copied().find(|locale| locale.tag() == self.language),
            priority: self.priority.parse().ok(),
            whose: match self.whose.as_str() {
                "mine" => Whose::Mine,
                "nobody" => Whose::Nobody,
                _ => Whose::All,
            },
            order: match self.sort.as_str() {
                "newest" => Order::Newest,
                "priority" => Order::Priority,
                _ => Order::Waiting,
            },
        }
    }

    /// What its address keeps.
    pub fn kept(&self) -> [(&'static str, &str); 7] {
        [
            ("q", &self.q),
            ("state", &self.state),
            ("topic", &self.topic),
            ("language", &self.language),
            ("priority", &self.priority),
            ("whose", &self.whose),
            ("sort", &self.sort),
        ]
    }

    /// Whether anything is narrowed.
    pub fn is_narrowed(&self) -> bool {
        self.kept().iter().any(|(name, value)| *name != "sort" && !value.is_empty())
    }
}

/// Any form of an enquiry at the desk: each reads the fields that are its own.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DeskForm {
    /// The version that was seen.
    pub version: String,
    /// An answer.
    pub body: String,
    /// A note.
    pub note: String,
    /// A note to whom it is handed.
    pub handover: String,
    /// What the page calls the form of an answer or a note: sent twice it is one.
    pub key: String,
    /// After an answer: `pending`, `resolved` or `open`.
    pub then: String,
    /// Not empty: put a canned reply into the answer.
    pub insert: String,
    /// Which one.
    pub reply: String,
    /// Who is to look after it; empty for nobody.
    pub person: String,
    /// A [`Topic`].
    pub topic: String,
    /// The tag of a language.
    pub language: String,
    /// A [`Priority`].
    pub priority: String,
    /// Until when it is set aside.
    pub until: String,
    /// The enquiry that it goes on in.
    pub target: String,
}

/// What becomes of an enquiry with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// Whoever asked is to answer.
    Pending,
    /// It is resolved.
    Resolved,
    /// The desk does more.
    Open,
}

impl DeskForm {
    /// An answer, and what becomes of the enquiry.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse_answer(&self) -> Result<(String, Then), FieldErrors> {
        let mut check = Check::new();
        let body = check.text("body", &self.body, 1, BODY_CHARS);
        let then = match self.then.as_str() {
            "resolved" => Then::Resolved,
            "open" => Then::Open,
            _ => Then::Pending,
        };
        check.finish(|| Some((body, then)))
    }

    /// A note among agents.
    ///
    /// # Errors
    /// The field `note`.
    pub fn parse_note(&self) -> Result<String, FieldErrors> {
        let mut check = Check::new();
        let note = check.text("note", &self.note, 1, BODY_CHARS);
        check.finish(|| Some(note))
    }

    /// Who is to look after it, and a note to them, which may be left empty.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse_assignment(&self) -> Result<(Option<PersonId>, String), FieldErrors> {
        let mut check = Check::new();
        let person = check.optional_choice::<PersonId>("person", &self.person);
        let note = check.text("handover", &self.handover, 0, BODY_CHARS);
        check.finish(|| Some((person, note)))
    }

    /// Topic, language and priority.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse_triage(&self) -> Result<(Topic, Locale, Priority), FieldErrors> {
        let mut check = Check::new();
        let topic = check.choice::<Topic>("topic", &self.topic);
        let priority = check.choice::<Priority>("priority", &self.priority);
        let language = Locale::ALL.iter().copied().find(|locale| locale.tag() == self.language);
        if language.is_none() {
            check.error("language", "error-choice");
        }
        check.finish(|| Some((topic?, language?, priority?)))
    }

    /// Until when it is set aside, in this time zone.
    ///
    /// # Errors
    /// The field `until`.
    pub fn parse_until(&self, zone: chrono_tz::Tz, now: Instant) -> Result<Instant, FieldErrors> {
        let mut check = Check::new();
        let until = check.local_date_time("until", &self.until, zone);
        if until.is_some_and(|until| until <= now || until > now + chrono::Duration::days(SNOOZE_DAYS)) {
            check.error_n("until", "error-snooze", SNOOZE_DAYS);
        }
        check.finish(|| until)
    }

    /// Where it goes on.
    ///
    /// # Errors
    /// The field `target`.
    pub fn parse_target(&self) -> Result<EnquiryId, FieldErrors> {
        let mut check = Check::new();
        let target = check.choice::<EnquiryId>("target", &self.target);
        check.finish(|| target)
    }

    /// The canned reply that is to be put into the answer.
    pub fn wanted_reply(&self) -> Option<CannedReplyId> {
        if self.insert.is_empty() { None } else { self.reply.parse().ok() }
    }
}
