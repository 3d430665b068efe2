//! Reads the TOML files that are built into the program. `Content::load` is the only way in;
//! a file that does not fit its struct is an error that names the file, never a panic.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::postings::{Positions, PostingSeed, compose};
use super::projects::{self, ProjectSeed, Themes};
use super::{
    AnnouncementSeed, ArticleSeed, AskedSeed, Bilingual, Content, ConversationSeed, DealingsSeed, DeskSeed,
    EditionSeed, FairSeed, HallSeed, HappeningsSeed, LetterSeed, OrganizationSeed, PageSeed, PersonSeed, PrivateSeed,
    ProgrammeSeed, TalkSeed, ZoneSeed,
};

/// A content file that cannot be read; only a mistake in the file itself leads here.
#[derive(Debug, thiserror::Error)]
#[error("the demo content {file} cannot be read: {source}")]
pub struct ContentError {
    /// The file's name.
    pub file: &'static str,
    /// What is wrong in it.
    pub source: toml::de::Error,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EventFile {
    editions: Vec<EditionSeed>,
    zones: Vec<ZoneSeed>,
    halls: Vec<HallSeed>,
    announcements: Vec<AnnouncementSeed>,
    newcomer: OrganizationSeed,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OrganizationsFile {
    organizations: Vec<OrganizationSeed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PeopleFile {
    people: Vec<PersonSeed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ApplicationsFile {
    rejection_reasons: Vec<Bilingual>,
    review_comments: Vec<Bilingual>,
    letters: Vec<LetterSeed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConversationsFile {
    conversations: Vec<ConversationSeed>,
    private: Vec<PrivateSeed>,
    talks: Vec<TalkSeed>,
    asked: Vec<AskedSeed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FairsFile {
    fairs: Vec<FairSeed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ArticlesFile {
    articles: Vec<ArticleSeed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PagesFile {
    pages: Vec<PageSeed>,
}

macro_rules! embedded {
    ($name:literal) => {
        read($name, include_str!($name))
    };
}

impl Content {
    /// Reads everything. Costs a few milliseconds; call it once.
    ///
    /// # Errors
    /// Names the file whose TOML does not fit its struct.
    pub fn load() -> Result<Self, ContentError> {
        let event: EventFile = embedded!("event.toml")?;
        let people: PeopleFile = embedded!("people.toml")?;
        let applications: ApplicationsFile = embedded!("applications.toml")?;
        let conversations: ConversationsFile = embedded!("conversations.toml")?;
        let pages: PagesFile = embedded!("pages.toml")?;
        let fairs: FairsFile = embedded!("fairs.toml")?;
        let positions: Positions = embedded!("positions.toml")?;
        let themes: Themes = embedded!("projects.toml")?;
        let dealings: DealingsSeed = embedded!("dealings.toml")?;
        let happenings: HappeningsSeed = embedded!("happenings.toml")?;
        let programme: ProgrammeSeed = embedded!("forum.toml")?;
        let articles: ArticlesFile = embedded!("articles.toml")?;
        let desk: DeskSeed = embedded!("enquiries.toml")?;
        Ok(Self {
            editions: event.editions,
            zones: event.zones,
            halls: event.halls,
            organizations: read_organizations()?,
            newcomer: event.newcomer,
            people: people.people,
            letters: applications.letters,
            rejection_reasons: applications.rejection_reasons,
            review_comments: applications.review_comments,
            conversations: conversations.conversations,
            private: conversations.private,
            talks: conversations.talks,
            asked: conversations.asked,
            pages: pages.pages,
            announcements: event.announcements,
            fairs: fairs.fairs,
            themes: themes.themes,
            dealings,
            programme,
            articles: articles.articles,
            desk,
            happenings,
            positions,
        })
    }

    /// The 240 postings, five an organization, in the order of the organizations.
    #[must_use]
    pub fn postings(&self) -> Vec<PostingSeed> {
        compose(&self.positions, &self.organizations)
    }

    /// The 60 projects, three a theme, in the order of the themes.
    #[must_use]
    pub fn projects(&self) -> Vec<ProjectSeed> {
        projects::compose(&self.themes, &self.organizations)
    }
}

fn read_organizations() -> Result<Vec<OrganizationSeed>, ContentError> {
    let files: [Result<OrganizationsFile, ContentError>; 5] = [
        embedded!("organizations-a1.toml"),
        embedded!("organizations-a2.toml"),
        embedded!("organizations-b.toml"),
        embedded!("organizations-c.toml"),
        embedded!("organizations-d.toml"),
    ];
    let mut organizations = Vec::new();
    for file in files {
        organizations.extend(file?.organizations);
    }
    Ok(organizations)
}

fn read<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, ContentError> {
    toml::from_str(text).map_err(|source| ContentError { file, source })
}
