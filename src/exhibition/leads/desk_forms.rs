//! What the exhibitor asks of the list, and writes to a card.

use serde::Deserialize;

use super::model::{Lead, Rating};
use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::web::check::Check;
use crate::web::dates;
use crate::web::limits::LEAD_TAGS;
use crate::web::tables::TableFormat;
use crate::web::text::{clip, fold};

/// Most characters of a tag.
const TAG_CHARS: usize = 30;

crate::text_enum! {
    /// In which order cards stand.
    pub enum Sort {
        /// The last left first.
        Newest = "newest",
        /// By name.
        Name = "name",
        /// The most promising first.
        Rating = "rating",
        /// The first to be followed up first.
        FollowUp = "follow_up",
    }
}

impl Sort {
    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Newest => "lead-sort-newest",
            Self::Name => "card-name",
            Self::Rating => "lead-rating",
            Self::FollowUp => "lead-follow-up",
        }
    }
}

crate::text_enum! {
    /// Which cards are meant by when they are to be followed up.
    pub enum Follow {
        /// The time has come.
        Due = "due",
        /// Planned and ahead.
        Ahead = "ahead",
        /// Not planned.
        Unplanned = "unplanned",
    }
}

impl Follow {
    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Due => "lead-follow-due",
            Self::Ahead => "lead-follow-ahead",
            Self::Unplanned => "lead-follow-unplanned",
        }
    }
}

/// The query of the list and of its download.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ListForm {
    /// Words.
    pub q: String,
    /// A rating.
    pub rating: String,
    /// A tag.
    pub tag: String,
    /// See [`Follow`].
    pub follow: String,
    /// See [`Sort`].
    pub sort: String,
    /// The slug of an edition; the current one where there is none.
    pub edition: String,
    /// Page number.
    pub page: String,
    /// Of a download.
    pub format: Option<TableFormat>,
}

/// What the list is narrowed to; what makes no sense narrows nothing.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Words.
    pub q: String,
    /// A rating.
    pub rating: Option<Rating>,
    /// The key of a tag, or nothing.
    pub tag: String,
    /// When it is to be followed up.
    pub follow: Option<Follow>,
    /// The order.
    pub sort: Sort,
    /// The slug of an edition, or nothing.
    pub edition: String,
}

impl ListForm {
    /// Reads the query.
    pub fn read(&self) -> Wanted {
        Wanted {
            q: clip(self.q.trim(), 100),
            rating: self.rating.parse().ok(),
            tag: fold(&clip(&self.tag, TAG_CHARS)),
            follow: self.follow.parse().ok(),
            sort: self.sort.parse().unwrap_or(Sort::Newest),
            edition: clip(&self.edition, 100),
        }
    }
}

impl Wanted {
    /// The parts of the address that say the same.
    pub fn kept(&self) -> [(&'static str, &str); 6] {
        [
            ("q", &self.q),
            ("rating", self.rating.map_or("", Rating::as_str)),
            ("tag", &self.tag),
            ("follow", self.follow.map_or("", Follow::as_str)),
            ("sort", if self.sort == Sort::Newest { "" } else { self.sort.as_str() }),
            ("edition", &self.edition),
        ]
    }

    /// Whether anything is left out.
    pub fn is_narrowed(&self) -> bool {
        self.kept().iter().take(4).any(|(_, value)| !value.is_empty())
    }
}

/// What the exhibitor writes to a card, as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct LeadForm {
    /// See [`Rating`].
    pub rating: String,
    /// Tags with commas between.
    pub tags: String,
    /// A note.
    pub remark: String,
    /// When to follow it up, in the writer's time zone.
    pub follow_up: String,
    /// The version that was seen.
    pub version: String,
}

/// The same, checked.
#[derive(Debug, Clone)]
pub struct ValidLead {
    /// The rating.
    pub rating: Rating,
    /// Tags, each once.
    pub tags: Vec<String>,
    /// A note.
    pub remark: String,
    /// When to follow it up.
    pub follow_up_at: Option<Instant>,
    /// The version that was seen.
    pub version: i64,
}

impl LeadForm {
    /// The form of what stands, for a reader in this time zone.
    pub fn of(lead: &Lead, tags: &[String], zone: chrono_tz::Tz) -> Self {
        Self {
            rating: lead.rated().as_str().to_owned(),
            tags: tags.join(", "),
            remark: lead.remark.clone(),
            follow_up: lead.follow_up_at.map(|at| dates::input(at, zone)).unwrap_or_default(),
            version: lead.version.to_string(),
        }
    }

    /// Checks the form. What was planned before may lie in the past by now; what is new may not.
    ///
    /// # Errors
    /// The fields that are wrong.
    pub fn parse(&self, planned: Option<Instant>, zone: chrono_tz::Tz, now: Instant) -> Result<ValidLead, FieldErrors> {
        let mut check = Check::new();
        let rating = check.choice("rating", &self.rating);
        let tags = read_tags(&mut check, &self.tags);
        let remark = check.text("remark", &self.remark, 0, 4_000);
        let typed = check.optional_local_date_time("follow_up", &self.follow_up, zone);
        let is_as_it_was = planned.is_some_and(|at| dates::input(at, zone) == self.follow_up.trim());
        let follow_up_at = if is_as_it_was { planned } else { typed };
        if !is_as_it_was && typed.is_some_and(|at| at <= now) {
            check.error("follow_up", "error-follow-up-past");
        }
        let version = check.int("version", &self.version, 0..=i64::MAX);
        check.finish(|| Some(ValidLead { rating: rating?, tags, remark, follow_up_at, version: version? }))
    }
}

/// The tags between commas, also Chinese ones; two that differ in case alone are one.
fn read_tags(check: &mut Check, typed: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for one in typed.split([',', '，', '、', ';', '；']) {
        let tag = check.line("tags", one, 0, TAG_CHARS);
        if !tag.is_empty() && !tags.iter().any(|known| fold(known) == fold(&tag)) {
            tags.push(tag);
        }
    }
    if tags.len() > LEAD_TAGS {
        check.error_n("tags", "error-lead-tags", i64::try_from(LEAD_TAGS).unwrap_or(i64::MAX));
    }
    tags
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use proptest::prelude::*;

    use super::*;

    fn form(tags: &str, follow_up: &str) -> LeadForm {
        LeadForm {
            rating: "warm".into(),
            tags: tags.into(),
            follow_up: follow_up.into(),
            version: "1".into(),
            ..LeadForm::default()
        }
    }

    fn instant(text: &str) -> Instant {
        Instant::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn tags_are_told_apart_by_commas_and_each_is_kept_once() {
        let read = |tags: &str| form(tags, "").parse(None, chrono_tz::UTC, instant("2026-12-01 08:00"));
        assert_eq!(read("Laser, 光学，laser ,, Fibre").unwrap().tags, ["Laser", "光学", "Fibre"]);
        assert!(read(&"x".repeat(31)).is_err());
        assert!(read(&(0..11).map(|n| format!("t{n}")).collect::<Vec<_>>().join(",")).is_err());
    }

    #[test]
    fn a_new_follow_up_lies_ahead_and_an_old_one_may_stay() {
        let (now, zone) = (instant("2026-12-01 08:00"), chrono_tz::Asia::Shanghai);
        let at = |typed: &str, planned| form("", typed).parse(planned, zone, now).map(|valid| valid.follow_up_at);
        assert_eq!(at("2026-12-01T16:01", None), Ok(Some(instant("2026-12-01 08:01"))));
        assert!(at("2026-12-01T16:00", None).is_err());
        let planned = Some(instant("2026-11-30 01:00"));
        assert_eq!(at("2026-11-30T09:00", planned), Ok(planned));
        assert_eq!(at("", planned), Ok(None));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_forms_panic(typed in prop::collection::vec("\\PC{0,40}|[\\x00-\\x7f]{0,40}", 5)) {
            let at = |n: usize| typed.get(n).cloned().unwrap_or_default();
            let form = LeadForm { rating: at(0), tags: at(1), remark: at(2), follow_up: at(3), version: at(4) };
            let _ = form.parse(None, chrono_tz::UTC, instant("2026-12-01 08:00"));
            let list = ListForm { q: at(0), rating: at(1), tag: at(2), follow: at(3), sort: at(4), ..ListForm::default() };
            prop_assert!(list.read().q.chars().count() <= 100);
        }
    }
}
