//! What articles and enquiries are about: one short list for both, so that an answer stands beside its questions.

use crate::web::choice::Choice;
use crate::web::page::Page;

crate::text_enum! {
    /// What an article or an enquiry is about.
    pub enum Topic {
        /// Visa, entry and work permits.
        Entry = "entry",
        /// What a country or city does for talent.
        Policy = "policy",
        /// Booths and what belongs to them.
        Exhibiting = "exhibiting",
        /// Postings and applications.
        Applying = "applying",
        /// Projects, interest and meetings.
        Pairing = "pairing",
        /// Accounts, browsers, pictures.
        Technical = "technical",
        /// Everything else.
        General = "general",
    }
}

impl Topic {
    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Entry => "service-topic-entry",
            Self::Policy => "service-topic-policy",
            Self::Exhibiting => "service-topic-exhibiting",
            Self::Applying => "service-topic-applying",
            Self::Pairing => "service-topic-pairing",
            Self::Technical => "service-topic-technical",
            Self::General => "service-topic-general",
        }
    }

    /// Its icon.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Entry => "globe",
            Self::Policy => "scale",
            Self::Exhibiting => "store",
            Self::Applying => "briefcase",
            Self::Pairing => "handshake",
            Self::Technical => "settings",
            Self::General => "circle-help",
        }
    }
}

/// Every topic as an option, after one with this key for none of them; an empty key leaves that out.
pub fn topic_choices(page: &Page, chosen: &str, first_key: &str) -> Vec<Choice> {
    let first = (!first_key.is_empty()).then(|| Choice::new("", page.t(first_key), chosen.is_empty()));
    let option = |topic: &Topic| Choice::new(topic.as_str(), page.t(topic.key()), topic.as_str() == chosen);
    first.into_iter().chain(Topic::ALL.iter().map(option)).collect()
}
