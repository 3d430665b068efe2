//! The demo from the command line, and copies of what it holds (booths, postings, projects, sessions, articles …) in any
//! number, for load tests. Called on an empty installation or one that holds the demo; nothing else does. What has an
//! address is never made twice: a second run with the same count is refused.

use std::sync::Arc;

use clap::{Args, ValueEnum};
use diesel::prelude::*;

use super::copies::{
    hall_of, with_applicants, with_articles, with_enquiries, with_postings, with_projects, with_sessions,
};
use super::{Pictures, Seed, chat, crowd, enquiries, exhibition, floor, note_changes, people, pictures};
use super::{postings, programme, projects, service};
use crate::app::App;
use crate::clock::{Clock, Instant};
use crate::config::Config;
use crate::db::schema::{booths, editions, organizations, people as persons};
use crate::db::{Conn, Topic, raise};
use crate::demo::content::Content;
use crate::error::{AppError, AppResult};
use crate::ids::{BoothId, EditionId, OrganizationId, PersonId};
use crate::site::Site;
use crate::web::text;

/// Position of a hall of copies: behind those of the demo.
const BEHIND_ALL: i64 = 100;

/// What is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// A further hall `hall-of-COUNT`, every stand taken.
    Booths,
    /// Postings `copy-of-COUNT-1` to `copy-of-COUNT-COUNT` of the demo's organizations.
    Postings,
    /// Projects `copy-of-COUNT-1` to `copy-of-COUNT-COUNT` of the demo's organizations, all of them open.
    Projects,
    /// Applications of new people `applicant-COUNT-…@demo.fairhall.example` to the demo's postings.
    Applications,
    /// Messages, in turn in each booth's room. A second run says more.
    Messages,
    /// Sessions of the programme from tomorrow on, ten at once, on stages of their own.
    Sessions,
    /// Articles of the help.
    Articles,
    /// Enquiries that wait for the desk. A second run asks more.
    Enquiries,
}

/// What a folder is filled with beside the demo.
#[derive(Debug, Clone, Copy, Args)]
pub struct More {
    /// What to copy for load tests; without it the demo alone is made
    #[arg(long, value_enum, requires = "count")]
    only: Option<Kind>,
    /// How many copies
    #[arg(long, requires = "only", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    count: Option<u32>,
}

/// Copies to be made.
#[derive(Clone, Copy)]
struct Copies {
    only: Kind,
    count: u32,
}

impl Copies {
    fn many(&self) -> usize {
        usize::try_from(self.count).unwrap_or(usize::MAX)
    }
}

/// Who and what stands there already.
struct Known {
    edition: EditionId,
    people: Vec<(String, PersonId)>,
    organizations: Vec<(String, OrganizationId)>,
    password_hash: String,
}

/// Opens the installation, seeds the demo where it is empty, and adds copies. Listens to nobody.
///
/// # Errors
/// A sentence that says what is refused, or what failed.
pub async fn fill(mut config: Config, more: More) -> Result<(), String> {
    config.listen.set_port(0);
    let app = App::build(config, Clock::new(), None).await?;
    crate::demo::start::prepare(&app.site, true).await?;
    let (Some(only), Some(count)) = (more.only, more.count) else { return Ok(()) };
    fill_site(&app.site, Copies { only, count }).await.map_err(|error| match error {
        AppError::Conflict(_) => "copies with this --count stand there already; give another one".to_owned(),
        other => other.to_string(),
    })
}

/// Adds the copies to the current edition of a demo; 409 when copies stand under these addresses.
async fn fill_site(site: &Site, more: Copies) -> AppResult<()> {
    let known = site.db.read(load_known).await?;
    let (files, now) = (site.files.clone(), site.clock.now());
    let gathering = move || {
        let content = Content::load().map_err(AppError::internal)?;
        if more.only == Kind::Booths {
            let content = hall_of(content, more.count);
            let pictures = Pictures::draw(&content, &files)?;
            return Ok::<_, AppError>(gather_booths(content, pictures, known, now));
        }
        let seed = seed_of(content, Pictures::default(), known, now);
        Ok(match more.only {
            Kind::Postings => with_postings(seed, more.count),
            Kind::Projects => with_projects(seed, more.count),
            Kind::Applications => with_applicants(seed, more.many()),
            Kind::Sessions => with_sessions(seed, more.count),
            Kind::Articles => with_articles(seed, more.count),
            Kind::Enquiries => with_enquiries(seed, more.count),
            Kind::Booths | Kind::Messages => seed,
        })
    };
    let seed = tokio::task::spawn_blocking(gathering).await.map_err(AppError::internal)??;
    let seed = Arc::new(seed);
    site.db.write(move |conn| insert(conn, &seed, more)).await
}

fn load_known(conn: &mut Conn) -> AppResult<Known> {
    Ok(Known {
        edition: editions::table.filter(editions::is_current.eq(true)).select(editions::id).first(conn)?,
        people: persons::table.select((persons::email, persons::id)).load(conn)?,
        organizations: organizations::table.select((organizations::slug, organizations::id)).load(conn)?,
        password_hash: persons::table.order(persons::id).select(persons::password_hash).first(conn)?,
    })
}

fn seed_of(content: Content, pictures: Pictures, known: Known, now: Instant) -> Seed {
    let slug = |email: &str| email.split('@').next().unwrap_or_default().to_owned();
    Seed {
        content,
        pictures,
        now,
        edition: known.edition,
        people: known.people.into_iter().map(|(email, id)| (slug(&email), id)).collect(),
        organizations: known.organizations.into_iter().collect(),
        postings: Vec::new(),
        projects: Vec::new(),
        fairs: Vec::new(),
        booths: std::collections::HashMap::new(),
        password_hash: known.password_hash,
    }
}

fn gather_booths(content: Content, pictures: Pictures, known: Known, now: Instant) -> Seed {
    let slugs: Vec<_> = content.organizations.iter().map(|one| one.slug.clone()).collect();
    let mut seed = seed_of(content, pictures, known, now);
    seed.organizations = slugs.iter().map(|slug| (slug.clone(), OrganizationId::new())).collect();
    seed.booths = slugs.into_iter().map(|slug| (slug, BoothId::new())).collect();
    seed
}

fn insert(conn: &mut Conn, seed: &Seed, more: Copies) -> AppResult<()> {
    refuse_repetition(conn, seed, more)?;
    match more.only {
        Kind::Booths => {
            people::insert_organizations(conn, seed, seed.content.organizations.iter())?;
            pictures::insert(conn, seed)?;
            exhibition::insert(conn, seed)?;
            floor::insert(conn, seed, BEHIND_ALL)?;
            chat::insert(conn, seed)?;
        }
        Kind::Postings => postings::insert(conn, seed)?,
        Kind::Projects => projects::insert(conn, seed)?,
        Kind::Applications => crowd::insert_applications(conn, seed, more.many())?,
        Kind::Messages => crowd::insert_messages(conn, seed, more.many())?,
        Kind::Sessions => programme::insert(conn, seed)?,
        Kind::Articles => service::insert(conn, seed)?,
        Kind::Enquiries => enquiries::insert_enquiries(conn, seed)?,
    }
    note_changes(conn, seed)?;
    raise(Topic::Search);
    Ok(())
}

/// 409 where the first of what has an address of its own stands there already.
fn refuse_repetition(conn: &mut Conn, seed: &Seed, more: Copies) -> AppResult<()> {
    use crate::db::schema::{articles, postings, projects, sessions};
    let content = &seed.content;
    let count: i64 = match more.only {
        Kind::Booths => {
            let first = seed.booths.keys().take(1);
            booths::table.filter(booths::slug.eq_any(first)).count().get_result(conn)?
        }
        Kind::Postings => {
            let first = seed.postings.first().map(|(_, posting)| posting.slug.clone());
            postings::table.filter(postings::slug.nullable().eq(first)).count().get_result(conn)?
        }
        Kind::Projects => {
            let first = seed.projects.first().map(|(_, project)| project.slug.clone());
            projects::table.filter(projects::slug.nullable().eq(first)).count().get_result(conn)?
        }
        Kind::Applications => {
            let first = crowd::applicants(content, more.many()).first().map(people::email);
            persons::table.filter(persons::email_key.nullable().eq(first)).count().get_result(conn)?
        }
        Kind::Sessions => {
            let first = content.programme.sessions.first().map(|one| text::slug(&one.title.en));
            sessions::table.filter(sessions::slug.nullable().eq(first)).count().get_result(conn)?
        }
        Kind::Articles => {
            let first = content.articles.first().map(|one| text::slug(&one.title.en));
            articles::table.filter(articles::slug.nullable().eq(first)).count().get_result(conn)?
        }
        Kind::Messages | Kind::Enquiries => 0,
    };
    if count == 0 { Ok(()) } else { Err(AppError::Conflict("error-changed-meanwhile")) }
}
