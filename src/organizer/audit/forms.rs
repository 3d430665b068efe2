//! What the trail is narrowed to.

use chrono_tz::Tz;
use serde::Deserialize;

use crate::accounts::setup::forms::start_of;
use crate::audit::Action;
use crate::clock::Instant;
use crate::web::check::Check;
use crate::web::i18n::Locale;
use crate::web::text;

/// What was asked.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// Words of the name of who did it, or their mail address.
    pub who: String,
    /// An [`Action`], or nothing.
    pub what: String,
    /// A kind of things, or nothing.
    pub kind: String,
    /// Words of an entry, or a thing's id.
    pub q: String,
    /// The first day, of the reader's clocks.
    pub from: String,
    /// The last day.
    pub until: String,
    /// The place in the list.
    pub page: String,
}

/// What it comes to for a reader.
#[derive(Debug, Clone, Default)]
pub struct Narrow {
    /// Words of who did it.
    pub who: String,
    /// The action.
    pub what: Option<Action>,
    /// The kind of the things.
    pub kind: String,
    /// Words.
    pub words: String,
    /// The actions whose name in the reader's language holds the words.
    pub named: Vec<Action>,
    /// From when.
    pub from: Option<Instant>,
    /// Until when, without that instant.
    pub until: Option<Instant>,
}

impl Wanted {
    /// Reads it; what is no day or no action is not asked for.
    pub fn narrow(&self, locale: Locale, zone: Tz) -> Narrow {
        let words = text::clip(self.q.trim(), 100);
        let day = |typed: &str| Check::new().date("from", typed);
        Narrow {
            who: text::clip(self.who.trim(), 100),
            what: self.what.parse().ok(),
            kind: text::clip(&self.kind, 40),
            named: if words.is_empty() { Vec::new() } else { actions_named(locale, &words) },
            from: day(&self.from).and_then(|day| start_of(day, zone)),
            until: day(&self.until).and_then(|day| start_of(day.succ_opt()?, zone)),
            words,
        }
    }

    /// What the addresses of other pages keep.
    pub fn kept(&self) -> [(&'static str, &str); 6] {
        [
            ("who", &self.who),
            ("what", &self.what),
            ("kind", &self.kind),
            ("q", &self.q),
            ("from", &self.from),
            ("until", &self.until),
        ]
    }
}

/// The actions whose name in this language holds these words.
fn actions_named(locale: Locale, words: &str) -> Vec<Action> {
    let words = text::fold(words);
    let is_named = |action: &Action| text::fold(locale.t(action.key())).contains(&words);
    Action::ALL.iter().copied().filter(is_named).collect()
}
