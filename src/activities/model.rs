//! What an activity is: its row, its lifecycle, who signed up.

use diesel::prelude::*;

use crate::calendar::Span;
use crate::clock::Instant;
use crate::db::schema::{activities, activity_signups, activity_texts};
use crate::ids::{ActivityId, EditionId, OrganizationId, PersonId};
use crate::lifecycle::Lifecycle;
use crate::site::ZoneKind;
use crate::web::i18n::Locale;

/// The kind of activities in `slugs` and in the index.
pub const ACTIVITY: &str = "activity";

crate::text_enum! {
    /// The state of an activity.
    pub enum ActivityState {
        /// Being written.
        Draft = "draft",
        /// Announced; nobody signs up yet.
        Published = "published",
        /// One may sign up.
        Open = "open",
        /// Every seat is taken; one may wait.
        Full = "full",
        /// It goes on: from its beginning, by the clock.
        Running = "running",
        /// It was: once its time is over, by the clock, or when somebody says so.
        Held = "held",
        /// It does not take place.
        Cancelled = "cancelled",
    }
}

impl ActivityState {
    /// Those in which one may sign up.
    pub const TAKING: [Self; 2] = [Self::Open, Self::Full];

    /// Whether everybody reads it.
    pub fn is_public(self) -> bool {
        self != Self::Draft
    }

    /// Whether one may sign up, for a seat or to wait.
    pub fn takes_signups(self) -> bool {
        Self::TAKING.contains(&self)
    }

    /// Whether it may still be edited.
    pub fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::Published | Self::Open | Self::Full)
    }

    /// Whether it has a recap.
    pub fn has_recap(self) -> bool {
        matches!(self, Self::Running | Self::Held)
    }

    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "activity-state-draft",
            Self::Published => "activity-state-published",
            Self::Open => "activity-state-open",
            Self::Full => "activity-state-full",
            Self::Running => "activity-state-running",
            Self::Held => "activity-state-held",
            Self::Cancelled => "activity-state-cancelled",
        }
    }

    /// The Fluent key of the button that moves there.
    pub fn move_key(self) -> &'static str {
        match self {
            Self::Draft => "activity-move-draft",
            Self::Published => "activity-move-published",
            Self::Open => "activity-move-open",
            Self::Full => "activity-move-full",
            Self::Running => "activity-move-running",
            Self::Held => "activity-move-held",
            Self::Cancelled => "activity-move-cancelled",
        }
    }

    /// The kind of its badge.
    pub fn badge(self) -> &'static str {
        match self {
            Self::Draft => "off",
            Self::Published => "info",
            Self::Open | Self::Running => "ok",
            Self::Full => "wait",
            Self::Held => "zone",
            Self::Cancelled => "bad",
        }
    }

    /// Those to which somebody moves it by hand; whether it is full the seats say.
    pub fn by_hand(self) -> Vec<Self> {
        let is_seats = |to: &Self| matches!((self, to), (Self::Open, Self::Full) | (Self::Full, Self::Open));
        Self::ALL.iter().copied().filter(|to| self.may_become(*to) && !is_seats(to)).collect()
    }
}

impl Lifecycle for ActivityState {
    const THING: &'static str = "activity";
    const MOVES: &'static [(Self, Self)] = &[
        (Self::Draft, Self::Published),
        (Self::Published, Self::Draft),
        (Self::Published, Self::Open),
        (Self::Published, Self::Running),
        (Self::Open, Self::Full),
        (Self::Full, Self::Open),
        (Self::Open, Self::Running),
        (Self::Full, Self::Running),
        (Self::Running, Self::Held),
        (Self::Published, Self::Cancelled),
        (Self::Open, Self::Cancelled),
        (Self::Full, Self::Cancelled),
        (Self::Running, Self::Cancelled),
    ];

    fn text(self) -> &'static str {
        self.as_str()
    }
}

crate::text_enum! {
    /// What an activity is.
    pub enum ActivityKind {
        /// Employers and those who look for work.
        TalentDay = "talent_day",
        /// Projects shown to partners and investors.
        Roadshow = "roadshow",
        /// Rules and programmes explained by those who make them.
        Briefing = "briefing",
        /// A city shows itself.
        CityDay = "city_day",
    }
}

impl ActivityKind {
    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::TalentDay => "activity-kind-talent-day",
            Self::Roadshow => "activity-kind-roadshow",
            Self::Briefing => "activity-kind-briefing",
            Self::CityDay => "activity-kind-city-day",
        }
    }
}

crate::text_enum! {
    /// Whether somebody has a seat.
    pub enum SignupState {
        /// They come.
        Coming = "coming",
        /// They wait for a seat.
        Waiting = "waiting",
    }
}

/// An activity.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = activities)]
pub struct Activity {
    /// Its id.
    pub id: ActivityId,
    /// The edition.
    pub edition_id: EditionId,
    /// Its part of the address.
    pub slug: String,
    /// Its state.
    pub state: ActivityState,
    /// What it is.
    pub kind: ActivityKind,
    /// The zone whose managers make it.
    pub zone: ZoneKind,
    /// The organization that hosts it.
    pub organization_id: Option<OrganizationId>,
    /// The host where that is none here.
    pub host: String,
    /// The same in Chinese.
    pub host_zh: String,
    /// Where it is; empty where it is online.
    pub place: String,
    /// The same in Chinese.
    pub place_zh: String,
    /// When it begins.
    pub starts_at: Instant,
    /// When it ends.
    pub ends_at: Instant,
    /// How many may come; none for everybody.
    pub seats: Option<i64>,
    /// The beginning for which those who come were reminded.
    pub reminded_for: Option<Instant>,
    /// What words find it by in the database.
    pub search_key: String,
    /// Counts its changes.
    pub version: i64,
    /// When it was made.
    pub created_at: Instant,
    /// When it was changed last.
    pub updated_at: Instant,
}

impl Activity {
    /// When it is.
    pub fn span(&self) -> Span {
        Span { starts_at: self.starts_at, ends_at: self.ends_at }
    }

    /// Whether people sign up, leave and move up: it is open for that and has not begun, also where the task that
    /// begins it has not run yet.
    pub fn takes_signups(&self, now: Instant) -> bool {
        self.state.takes_signups() && self.starts_at > now
    }

    /// The address of its page.
    pub fn link(&self) -> String {
        format!("/activities/{}", self.slug)
    }
}

/// The text of an activity in one language.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = activity_texts)]
pub struct ActivityText {
    /// Whose it is.
    pub activity_id: ActivityId,
    /// The language.
    pub locale: String,
    /// The title.
    pub title: String,
    /// What it is about, Markdown.
    pub body: String,
    /// How it went, Markdown.
    pub recap: String,
    /// What came of it, a line.
    pub outcome: String,
}

impl ActivityText {
    /// The language of the text, for its `lang`.
    pub fn lang(&self) -> &'static str {
        Locale::from_tag(&self.locale).unwrap_or(Locale::En).tag()
    }
}

/// The text of an activity in the reader's language, or in another one.
pub fn text_in<'a>(texts: &'a [ActivityText], activity: &ActivityId, locale: Locale) -> Option<&'a ActivityText> {
    let own = || texts.iter().filter(|text| text.activity_id == *activity);
    own().find(|text| text.lang() == locale.tag()).or_else(|| own().next())
}

/// Somebody who signed up.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = activity_signups)]
pub struct Signup {
    /// Who.
    pub person_id: PersonId,
    /// Whether they have a seat.
    pub state: SignupState,
    /// Their place in the order.
    pub turn: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_an_activitys_moves_is_this() {
        let table: Vec<String> = ActivityState::MOVES.iter().map(|(from, to)| format!("{from} → {to}")).collect();
        assert_eq!(
            table.join("\n"),
            "draft → published\npublished → draft\npublished → open\npublished → running\nopen → full\n\
             full → open\nopen → running\nfull → running\nrunning → held\npublished → cancelled\n\
             open → cancelled\nfull → cancelled\nrunning → cancelled"
        );
    }

    #[test]
    fn whether_it_is_full_nobody_says_by_hand() {
        assert_eq!(ActivityState::Open.by_hand(), [ActivityState::Running, ActivityState::Cancelled]);
        assert_eq!(ActivityState::Full.by_hand(), [ActivityState::Running, ActivityState::Cancelled]);
    }
}
