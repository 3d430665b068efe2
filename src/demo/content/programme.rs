//! The words of the demo's forum: tracks, stages, speakers, sessions.

use serde::Deserialize;

use super::Bilingual;

/// A track or a stage.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartSeed {
    /// What sessions name it by.
    pub slug: String,
    /// Its name.
    pub name: Bilingual,
}

/// Somebody who speaks.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpeakerSeed {
    /// What sessions name them by, and their address.
    pub slug: String,
    /// Slug of the person whose account it is; nothing for most.
    #[serde(default)]
    pub person: String,
    /// Full name.
    pub name: String,
    /// Where they come from.
    pub affiliation: Bilingual,
    /// Who they are.
    pub biography: Bilingual,
}

/// A session.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionSeed {
    /// Days after the day of seeding.
    pub day: i64,
    /// Hour of that day, in UTC.
    pub hour: i64,
    /// How long it is.
    pub minutes: i64,
    /// Slug of its track.
    pub track: String,
    /// Slug of its stage, or nothing.
    pub stage: String,
    /// The language that is spoken.
    pub language: String,
    /// Whom it speaks to; nothing for everybody.
    #[serde(default)]
    pub level: String,
    /// Slugs of who speaks.
    pub speakers: Vec<String>,
    /// The state it is in; nothing for the programme.
    #[serde(default)]
    pub state: String,
    /// Why it was rejected or cancelled.
    #[serde(default)]
    pub reason: Option<Bilingual>,
    /// The title.
    pub title: Bilingual,
    /// What it is about.
    pub body: Bilingual,
    /// What it is found by.
    pub tags: Vec<String>,
}

/// A poll.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PollSeed {
    /// What is asked.
    pub question: Bilingual,
    /// What one may choose.
    pub options: Vec<Bilingual>,
}

/// An activity.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActivitySeed {
    /// Days after the day of seeding.
    pub day: i64,
    /// Hour of that day, in UTC.
    pub hour: i64,
    /// How long it is.
    pub hours: i64,
    /// What it is.
    pub kind: String,
    /// Its zone.
    pub zone: String,
    /// Its state.
    pub state: String,
    /// How many may come; nothing for everybody.
    #[serde(default)]
    pub seats: Option<i64>,
    /// Slug of the organization that hosts it, or nothing.
    #[serde(default)]
    pub organization: String,
    /// The host where that is none here.
    #[serde(default)]
    pub host: Option<Bilingual>,
    /// Why it was cancelled.
    #[serde(default)]
    pub reason: Option<Bilingual>,
    /// The title.
    pub title: Bilingual,
    /// What it is about.
    pub body: Bilingual,
    /// How it went.
    #[serde(default)]
    pub recap: Option<Bilingual>,
    /// What came of it.
    #[serde(default)]
    pub outcome: Option<Bilingual>,
}

/// A news item.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewsSeed {
    /// Days after the day of seeding.
    pub day: i64,
    /// Hour of that day, in UTC.
    pub hour: i64,
    /// Whether people talk about it.
    #[serde(default)]
    pub room: bool,
    /// The state it is in; nothing for published.
    #[serde(default)]
    pub state: String,
    /// The title.
    pub title: Bilingual,
    /// A sentence.
    pub summary: Bilingual,
    /// The text.
    pub body: Bilingual,
}

/// Activities and news.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HappeningsSeed {
    /// The activities.
    pub activities: Vec<ActivitySeed>,
    /// The news.
    pub news: Vec<NewsSeed>,
}

/// The whole programme.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeSeed {
    /// The tracks, in their order.
    pub tracks: Vec<PartSeed>,
    /// The stages, in their order.
    pub stages: Vec<PartSeed>,
    /// Who speaks.
    pub speakers: Vec<SpeakerSeed>,
    /// What is asked, each in turn.
    pub questions: Vec<Bilingual>,
    /// What is voted about, each in turn.
    pub polls: Vec<PollSeed>,
    /// The sessions.
    pub sessions: Vec<SessionSeed>,
}
