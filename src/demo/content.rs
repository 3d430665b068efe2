//! The words of the demo edition: what the TOML files beside this one hold, for the seeder. No database,
//! clock or chance is touched: the same build always gives the same content.

mod describe;
mod enquiries;
mod load;
mod postings;
mod programme;
mod projects;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod voices;

use std::collections::BTreeMap;

use serde::Deserialize;

use super::art::FAMILIES;

pub use enquiries::{DeskSeed, EnquirySeed, EntrySeed, ReplySeed};
pub use load::ContentError;
pub use postings::PostingSeed;
pub use programme::{ActivitySeed, HappeningsSeed, NewsSeed, PartSeed, ProgrammeSeed, SessionSeed, SpeakerSeed};
pub use projects::{ProjectSeed, ThemeSeed};

/// One text in both interface languages.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// English.
    pub en: String,
    /// Simplified Chinese.
    pub zh: String,
}

/// An article of the help; a language without a text is left out.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArticleSeed {
    /// What it is about.
    pub topic: String,
    /// Its title.
    pub title: Bilingual,
    /// Its text, Markdown.
    pub body: Bilingual,
}

/// One edition of the conference; exactly one of them is current.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditionSeed {
    /// Its address, such as `20`.
    pub slug: String,
    /// Its ordinal number.
    pub number: u32,
    /// Whether it is served at `/`; the others are archived.
    pub current: bool,
    /// Its full name.
    pub name: Bilingual,
    /// Two or three sentences for the lobby.
    pub introduction: Bilingual,
}

/// One of the five zones.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ZoneSeed {
    /// `exhibition`, `pairing`, `recruitment`, `service` or `forum`.
    pub kind: String,
    /// Its official name.
    pub title: Bilingual,
    /// What one does there.
    pub introduction: Bilingual,
}

/// One job fair.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FairSeed {
    /// When it begins, in hours from midnight (UTC) of the day of seeding.
    pub starts_in_hours: i64,
    /// When it ends, in the same hours.
    pub ends_in_hours: i64,
    /// Whose postings are part of it: fields of OECD FORD.
    pub fields: Vec<String>,
    /// Its title.
    pub title: Bilingual,
    /// Markdown.
    pub introduction: Bilingual,
    /// What was said in its room.
    pub lines: Vec<LineSeed>,
}

/// One exhibition hall.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HallSeed {
    /// Its address.
    pub slug: String,
    /// Its letter, first part of the stand numbers (`A-07`).
    pub letter: String,
    /// How many stands are taken.
    pub places: u32,
    /// How many more are free, behind those.
    #[serde(default)]
    pub free: u32,
    /// Its theme.
    pub name: Bilingual,
    /// One paragraph.
    pub description: Bilingual,
}

/// A link on a booth.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkSeed {
    /// What it leads to.
    pub title: Bilingual,
    /// An address in a reserved domain (RFC 2606).
    pub url: String,
}

/// One thing shown at a booth.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExhibitSeed {
    /// Its name.
    pub title: Bilingual,
    /// Two or three sentences.
    pub summary: Bilingual,
}

/// One organization with its booth.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganizationSeed {
    /// Its address, also of its booth.
    pub slug: String,
    /// Slug of its hall; empty for the organization that has no booth yet.
    #[serde(default)]
    pub hall: String,
    /// Its stand in the hall, from 1; 0 where it has no booth yet.
    #[serde(default)]
    pub place: u32,
    /// `university`, `institute`, `laboratory`, `company`, `startup` or `city`.
    pub kind: String,
    /// Its registered name.
    pub name: Bilingual,
    /// The name on the stand: at most 14 characters in English, 6 in Chinese.
    pub fascia: Bilingual,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Where it is.
    pub city: Bilingual,
    /// One line.
    pub tagline: Bilingual,
    /// The booth's text, Markdown.
    pub text: Bilingual,
    /// Its home page, in a reserved domain.
    pub website: String,
    /// OECD FORD code of its main field, such as `2.2`.
    pub field: String,
    /// What it works on; decides which postings fit it.
    pub topics: Vec<String>,
    /// Hue of its colours, 0 to 359.
    pub hue: u16,
    /// Further addresses.
    #[serde(default)]
    pub links: Vec<LinkSeed>,
    /// One to three.
    #[serde(default)]
    pub exhibits: Vec<ExhibitSeed>,
}

impl OrganizationSeed {
    /// The seed for its mark and banner: its topics choose the family, its slug the cut.
    #[must_use]
    pub fn art_seed(&self) -> u64 {
        let slug: u64 = self.slug.bytes().map(u64::from).sum();
        let topic = self.topics.get(usize::from(slug.is_multiple_of(3) && self.topics.len() > 1));
        let families = topic.map_or([7, 12, 11], |topic| families_of(topic));
        let family = families.into_iter().nth(usize::from(self.hue) % 3).unwrap_or(0);
        family + FAMILIES * (slug + u64::from(self.hue))
    }
}

/// Three families of marks that suit a topic (the order of `art::marks`).
fn families_of(topic: &str) -> [u64; 3] {
    match topic {
        "robotics" => [2, 9, 11],
        "automation" | "computing" | "chips" => [4, 11, 13],
        "mechanics" | "aerospace" => [7, 8, 6],
        "precision" | "photonics" => [8, 13, 2],
        "materials" | "battery" => [0, 6, 9],
        "bio" | "pharma" => [5, 3, 0],
        "clinical" | "health" => [3, 5, 12],
        "ai" | "data" | "language" | "software" => [11, 2, 13],
        "energy" | "climate" => [12, 6, 1],
        "ocean" => [1, 10, 1],
        _ => [7, 12, 10],
    }
}

/// One person. Everybody's address is `{slug}@demo.fairhall.example`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonSeed {
    /// Local part of the address; the documented accounts are called by their part.
    pub slug: String,
    /// `organizer`, `moderator`, `agent`, `owner`, `recruiter`, `staff`, `seeker`, `partner` or `speaker`.
    pub part: String,
    /// Name in Latin letters and in Chinese characters.
    pub name: Bilingual,
    /// Function or profession.
    pub title: Bilingual,
    /// Slug of the organization; empty for who belongs to none.
    #[serde(default)]
    pub organization: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Seed of the portrait that fits this person.
    pub portrait: u64,
    /// Preferred interface language: `en` or `zh-CN`.
    pub language: String,
}

/// A text written by one person in one language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterSeed {
    /// `en` or `zh-CN`.
    pub language: String,
    /// Slug of the person who wrote it.
    pub author: String,
    /// One line for the top of the résumé.
    pub headline: String,
    /// The letter, Markdown.
    pub body: String,
    /// Lines of the résumé, ASCII only.
    pub resume: Vec<String>,
}

/// One line of a chat.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineSeed {
    /// Slug of the speaker.
    pub who: String,
    /// Minutes after the line before.
    pub after: u32,
    /// What was said.
    pub text: String,
    /// Who has reported it as advertising; a moderator finds the report waiting.
    #[serde(default)]
    pub reported_by: String,
    /// Who answered it with which sign: the sign, then the people.
    #[serde(default)]
    pub reactions: BTreeMap<String, Vec<String>>,
}

/// One conversation in a booth's room.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConversationSeed {
    /// Slug of the organization whose booth it happened at.
    pub organization: String,
    /// In the order in which they were said.
    pub lines: Vec<LineSeed>,
}

/// One private conversation.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrivateSeed {
    /// What a group calls itself; nothing for two people.
    #[serde(default)]
    pub name: String,
    /// In the order in which they were said, by everybody who is in it.
    pub lines: Vec<LineSeed>,
}

/// What was written about an application.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TalkSeed {
    /// Slug of the organization; its latest application of the applicant is meant.
    pub organization: String,
    /// Slug of the applicant.
    pub applicant: String,
    /// In the order in which they were said, by the applicant and the recruiters.
    pub lines: Vec<LineSeed>,
}

/// What people write to each other about projects; each line is used in turn.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DealingsSeed {
    /// With an interest.
    pub interests: Vec<Bilingual>,
    /// Why one was declined.
    pub reasons: Vec<Bilingual>,
    /// With the request for a meeting.
    pub requests: Vec<Bilingual>,
    /// Beside an agreement, a pilot, and nothing, in this order.
    pub notes: Vec<Bilingual>,
}

/// A question to a desk, and how it went.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskedSeed {
    /// Slug of the organization that was asked.
    pub organization: String,
    /// `booth` or `recruitment`.
    pub desk: String,
    /// Who talked with them; nobody where the question waits.
    #[serde(default)]
    pub agent: String,
    /// So many hours ago.
    pub hours: u32,
    /// So long two talked; 0 where the question waits.
    pub minutes: u32,
    /// What was said, first by who asked.
    pub lines: Vec<LineSeed>,
}

/// One of the organizer's own pages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageSeed {
    /// `about`, `organizers-and-hosts`, `privacy`, `terms`, `accessibility` or `imprint`.
    pub slug: String,
    /// Its heading.
    pub title: Bilingual,
    /// Markdown.
    pub body: Bilingual,
}

/// One announcement.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnnouncementSeed {
    /// One line.
    pub title: Bilingual,
    /// One or two sentences.
    pub body: Bilingual,
    /// How long it is shown.
    pub shown_days: u32,
}

/// Everything the demo edition says.
#[derive(Debug, Clone)]
pub struct Content {
    /// The current edition first.
    pub editions: Vec<EditionSeed>,
    /// In their official order.
    pub zones: Vec<ZoneSeed>,
    /// In the order of their letters.
    pub halls: Vec<HallSeed>,
    /// The 48 with a booth, by hall and stand.
    pub organizations: Vec<OrganizationSeed>,
    /// The one that has been verified and has no booth yet.
    pub newcomer: OrganizationSeed,
    /// The documented accounts first.
    pub people: Vec<PersonSeed>,
    /// Letters of application.
    pub letters: Vec<LetterSeed>,
    /// Reasons given on a rejection.
    pub rejection_reasons: Vec<Bilingual>,
    /// Remarks of reviewers on a revision.
    pub review_comments: Vec<Bilingual>,
    /// Chat history of booths.
    pub conversations: Vec<ConversationSeed>,
    /// Private conversations, among them some of the people whose accounts the demo names.
    pub private: Vec<PrivateSeed>,
    /// What applicants and recruiters wrote to each other.
    pub talks: Vec<TalkSeed>,
    /// Questions to desks.
    pub asked: Vec<AskedSeed>,
    /// The organizer's own pages.
    pub pages: Vec<PageSeed>,
    /// Announcements, the most important first.
    pub announcements: Vec<AnnouncementSeed>,
    /// Job fairs, in the order of their beginnings.
    pub fairs: Vec<FairSeed>,
    /// What the projects are about.
    pub themes: Vec<ThemeSeed>,
    /// What people write to each other about projects.
    pub dealings: DealingsSeed,
    /// The forum.
    pub programme: ProgrammeSeed,
    /// The articles of the help.
    pub articles: Vec<ArticleSeed>,
    /// Enquiries to the help desk, and its canned replies.
    pub desk: DeskSeed,
    /// Activities and news.
    pub happenings: HappeningsSeed,
    positions: postings::Positions,
}
