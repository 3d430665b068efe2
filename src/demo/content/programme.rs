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
    /// The sessions.
    pub sessions: Vec<SessionSeed>,
}
