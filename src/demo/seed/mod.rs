//! Puts the demo edition into an empty installation, in one transaction: either all of it stands
//! there, marked as a demo, or nothing. Called by [`super::start`] only; never touches an
//! installation in which somebody has an account.

mod appeals;
mod applications;
mod chat;
mod copies;
mod crowd;
mod dealings;
mod decisions;
mod earlier;
mod edition;
mod enquiries;
mod exhibition;
mod fairs;
mod floor;
mod happenings;
mod hiring;
mod keeping;
mod leads;
pub mod more;
mod own;
mod people;
mod pictures;
mod postings;
mod programme;
mod projects;
mod reactions;
mod reports;
mod requests;
mod service;
mod talk;
pub mod visits;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{Duration, NaiveTime};
use diesel::prelude::*;

use super::content::{Content, FairSeed, PersonSeed, PostingSeed, ProjectSeed};
use super::start::MARK;
use crate::accounts::passwords::{self, Password};
use crate::accounts::people::queries::has_people;
use crate::clock::Instant;
use crate::db::schema::{search_changes, settings, transitions};
use crate::db::{Conn, Topic, raise};
use crate::error::{AppError, AppResult};
use crate::ids::{BoothId, EditionId, FairId, OrganizationId, PersonId, PostingId, ProjectId, TransitionId};
use crate::insert_many;
use crate::site::Site;
use pictures::Pictures;

/// The password of everybody in the demo; documented, so it opens nothing that matters.
pub const PASSWORD: &str = "fairhall-demo";
/// Rows a statement: below SQLite's limit of values even for the widest table.
const BATCH: usize = 500;

/// What all parts of the seeding share: the words, the pictures and who has which id.
struct Seed {
    content: Content,
    postings: Vec<(PostingId, PostingSeed)>,
    projects: Vec<(ProjectId, ProjectSeed)>,
    fairs: Vec<(FairId, FairSeed)>,
    pictures: Pictures,
    password_hash: String,
    now: Instant,
    edition: EditionId,
    people: HashMap<String, PersonId>,
    organizations: HashMap<String, OrganizationId>,
    booths: HashMap<String, BoothId>,
}

impl Seed {
    /// Midnight of the day of seeding, in UTC.
    fn today(&self) -> Instant {
        self.now.date().and_time(NaiveTime::MIN)
    }

    fn person(&self, slug: &str) -> AppResult<&PersonId> {
        self.people.get(slug).ok_or_else(|| missing("person", slug))
    }

    fn organization(&self, slug: &str) -> AppResult<&OrganizationId> {
        self.organizations.get(slug).ok_or_else(|| missing("organization", slug))
    }

    fn booth(&self, slug: &str) -> AppResult<&BoothId> {
        self.booths.get(slug).ok_or_else(|| missing("booth", slug))
    }

    /// Who signs for an organization: its owner, else the organizer.
    fn owner_of(&self, organization: &str) -> AppResult<&PersonId> {
        let is_owner = |person: &&PersonSeed| person.organization == organization && person.part == "owner";
        let owner = self.content.people.iter().find(is_owner);
        self.person(owner.map_or("organizer", |person| person.slug.as_str()))
    }
}

fn missing(what: &str, slug: &str) -> AppError {
    AppError::internal(format!("the demo content names the {what} {slug} and does not describe it"))
}

/// A move in a lifecycle, long done.
struct Moved<'a> {
    kind: &'static str,
    thing: &'a str,
    from: &'static str,
    to: &'static str,
    person: &'a PersonId,
    reason: &'a str,
    at: Instant,
}

fn record_moves(conn: &mut Conn, moves: &[Moved<'_>]) -> AppResult<()> {
    for some in moves.chunks(BATCH) {
        let rows: Vec<_> = some
            .iter()
            .map(|moved| {
                (
                    transitions::id.eq(TransitionId::new()),
                    transitions::thing_kind.eq(moved.kind),
                    transitions::thing_id.eq(moved.thing),
                    transitions::from_state.eq(moved.from),
                    transitions::to_state.eq(moved.to),
                    transitions::person_id.eq(Some(moved.person)),
                    transitions::reason.eq(moved.reason),
                    transitions::created_at.eq(moved.at),
                )
            })
            .collect();
        insert_many!(conn, transitions::table, rows)?;
    }
    Ok(())
}

/// Draws the pictures, writes the files and fills the tables.
///
/// # Errors
/// What the files or the database said; 409 when somebody has an account here.
pub async fn seed(site: &Site) -> AppResult<()> {
    let password_hash = passwords::hash(Password::typed(PASSWORD)).await?;
    let (files, now) = (site.files.clone(), site.clock.now());
    let drawing = move || {
        let content = Content::load().map_err(AppError::internal)?;
        let pictures = Pictures::draw(&content, &files)?;
        Ok::<_, AppError>(gather(content, pictures, password_hash, now))
    };
    let seed = tokio::task::spawn_blocking(drawing).await.map_err(AppError::internal)??;
    let seed = Arc::new(seed);
    site.db.write(move |conn| fill(conn, &seed)).await
}

fn gather(content: Content, pictures: Pictures, password_hash: String, now: Instant) -> Seed {
    let people = content.people.iter().map(|person| (person.slug.clone(), PersonId::new())).collect();
    let all = content.organizations.iter().chain([&content.newcomer]);
    let organizations = all.map(|one| (one.slug.clone(), OrganizationId::new())).collect();
    let booths = content.organizations.iter().map(|one| (one.slug.clone(), BoothId::new())).collect();
    let postings = content.postings().into_iter().map(|posting| (PostingId::new(), posting)).collect();
    let projects = content.projects().into_iter().map(|project| (ProjectId::new(), project)).collect();
    let fairs = content.fairs.iter().map(|fair| (FairId::new(), fair.clone())).collect();
    let edition = EditionId::new();
    Seed { content, postings, projects, fairs, pictures, password_hash, now, edition, people, organizations, booths }
}

fn fill(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    if has_people(conn)? {
        return Err(AppError::Conflict("error-changed-meanwhile"));
    }
    people::insert(conn, seed)?;
    edition::insert(conn, seed)?;
    pictures::insert(conn, seed)?;
    exhibition::insert(conn, seed)?;
    floor::insert(conn, seed, 1)?;
    postings::insert(conn, seed)?;
    fairs::insert(conn, seed)?;
    projects::insert(conn, seed)?;
    dealings::insert(conn, seed)?;
    decisions::insert(conn, seed)?;
    applications::insert(conn, seed)?;
    hiring::insert(conn, seed)?;
    own::insert(conn, seed)?;
    chat::insert(conn, seed)?;
    requests::insert(conn, seed)?;
    reactions::insert(conn, seed)?;
    reports::insert(conn, seed)?;
    appeals::insert(conn, seed)?;
    programme::insert(conn, seed)?;
    service::insert(conn, seed)?;
    enquiries::insert(conn, seed)?;
    happenings::insert(conn, seed)?;
    keeping::insert(conn, seed)?;
    leads::insert(conn, seed)?;
    note_changes(conn, seed)?;
    earlier::insert(conn, seed)?;
    mark(conn, seed)?;
    raise(Topic::Search);
    raise(Topic::Site);
    Ok(())
}

/// A link of the first start may have been printed; nobody needs it any more.
fn mark(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    diesel::delete(settings::table).execute(conn)?;
    diesel::insert_into(settings::table)
        .values((
            settings::name.eq(MARK),
            settings::value.eq(seed.now.date().to_string()),
            settings::updated_at.eq(seed.now),
        ))
        .execute(conn)?;
    Ok(())
}

fn note_changes(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    let booths = seed.booths.values().map(|id| ("booth", id.as_str()));
    let postings = seed.postings.iter().map(|(id, _)| ("posting", id.as_str()));
    let row = |(kind, id)| {
        (search_changes::kind.eq(kind), search_changes::thing_id.eq(id), search_changes::created_at.eq(seed.now))
    };
    let projects = seed.projects.iter().map(|(id, _)| ("project", id.as_str()));
    let fairs = seed.fairs.iter().map(|(id, _)| ("fair", id.as_str()));
    let all: Vec<_> = booths.chain(postings).chain(projects).chain(fairs).collect();
    for some in all.chunks(BATCH) {
        let rows: Vec<_> = some.iter().copied().map(row).collect();
        insert_many!(conn, search_changes::table, rows)?;
    }
    Ok(())
}

/// So many days before or after the instant.
fn days(count: u32) -> Duration {
    Duration::days(i64::from(count))
}
