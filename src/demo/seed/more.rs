//! Copies of the demo's booths, postings, projects, applications and messages in any number, for load tests.
//! The command line calls it on an installation that holds the demo; nothing else does. What has an
//! address is never made twice: a second run with the same count is refused.

use std::sync::Arc;

use clap::{Args, ValueEnum};
use diesel::prelude::*;

use super::{Pictures, Seed, chat, crowd, exhibition, floor, note_changes, people, pictures, postings, projects};
use crate::app::App;
use crate::clock::{Clock, Instant};
use crate::config::Config;
use crate::db::schema::{booths, editions, organizations, people as persons};
use crate::db::{Conn, Topic, raise};
use crate::demo::content::{Bilingual, Content, HallSeed, OrganizationSeed};
use crate::error::{AppError, AppResult};
use crate::ids::{BoothId, EditionId, OrganizationId, PersonId, PostingId, ProjectId};
use crate::site::Site;

/// Position of a hall of copies: behind those of the demo.
const BEHIND_ALL: i64 = 100;

/// What is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// A further hall `hall-of-COUNT`, every stand taken.
    Booths,
    /// Postings `copy-1` to `copy-COUNT` of the demo's organizations.
    Postings,
    /// Projects `copy-of-COUNT-1` to `copy-of-COUNT-COUNT` of the demo's organizations, all of them open.
    Projects,
    /// Applications of new people `applicant-COUNT-…@demo.fairhall.example` to the demo's postings.
    Applications,
    /// Messages, in turn in each booth's room. A second run says more.
    Messages,
}

/// What a folder for load tests is filled with.
#[derive(Debug, Clone, Copy, Args)]
pub struct More {
    /// What to make
    #[arg(long, value_enum)]
    only: Kind,
    /// How many of them
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    count: u32,
}

impl More {
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
    fill_site(&app.site, more).await.map_err(|error| match error {
        AppError::Conflict(_) => "copies with this --count stand there already; give another one".to_owned(),
        other => other.to_string(),
    })
}

/// Adds the copies to the current edition of a demo; 409 when copies stand under these addresses.
async fn fill_site(site: &Site, more: More) -> AppResult<()> {
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

/// The content of one hall with so many copies of the demo's organizations, and nobody in it.
fn hall_of(mut content: Content, count: u32) -> Content {
    let slug = format!("hall-of-{count}");
    let copy = |(place, one): (u32, &OrganizationSeed)| OrganizationSeed {
        slug: format!("{slug}-{place}"),
        hall: slug.clone(),
        place,
        name: numbered(&one.name, count, place),
        ..one.clone()
    };
    let copies = (1..=count).zip(content.organizations.iter().cycle()).map(copy).collect();
    content.organizations = copies;
    content.halls = vec![HallSeed {
        letter: format!("H{count}"),
        places: count,
        free: 0,
        name: Bilingual { en: format!("Hall of {count}"), zh: format!("{count} 号展位厅") },
        description: Bilingual { en: "Copies for load tests.".into(), zh: "压力测试用副本。".into() },
        slug,
    }];
    content.people.clear();
    content.letters.clear();
    content.conversations.clear();
    content.private.clear();
    content.talks.clear();
    content.asked.clear();
    content
}

fn numbered(name: &Bilingual, count: u32, place: u32) -> Bilingual {
    Bilingual { en: format!("{} {count}-{place}", name.en), zh: format!("{} {count}-{place}", name.zh) }
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

fn with_postings(mut seed: Seed, count: u32) -> Seed {
    let originals = seed.content.postings();
    let copies = (1..=count).zip(originals.iter().cycle());
    seed.postings = copies
        .map(|(number, one)| {
            let mut copy = one.clone();
            copy.slug = format!("copy-{number}");
            (PostingId::new(), copy)
        })
        .collect();
    seed
}

fn with_projects(mut seed: Seed, count: u32) -> Seed {
    let originals = seed.content.projects();
    let copies = (1..=count).zip(originals.iter().cycle());
    seed.projects = copies
        .map(|(number, one)| {
            let mut copy = one.clone();
            copy.slug = format!("copy-of-{count}-{number}");
            copy.title =
                Bilingual { en: format!("{} {number}", one.title.en), zh: format!("{} {number}", one.title.zh) };
            (copy.state, copy.disclosure) = ("published", "");
            (ProjectId::new(), copy)
        })
        .collect();
    seed
}

fn with_applicants(mut seed: Seed, count: usize) -> Seed {
    let applicants = crowd::applicants(&seed.content, count);
    seed.people.extend(applicants.into_iter().map(|person| (person.slug, PersonId::new())));
    seed
}

fn insert(conn: &mut Conn, seed: &Seed, more: More) -> AppResult<()> {
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
    }
    note_changes(conn, seed)?;
    raise(Topic::Search);
    Ok(())
}

fn refuse_repetition(conn: &mut Conn, seed: &Seed, more: More) -> AppResult<()> {
    use crate::db::schema::{postings, projects};
    let of_booths: i64 =
        booths::table.filter(booths::slug.eq_any(seed.booths.keys().take(1))).count().get_result(conn)?;
    let first = seed.postings.first().map(|(_, posting)| posting.slug.as_str()).unwrap_or_default();
    let of_postings: i64 = postings::table.filter(postings::slug.eq(first)).count().get_result(conn)?;
    let first = seed.projects.first().map(|(_, project)| project.slug.as_str()).unwrap_or_default();
    let of_projects: i64 = projects::table.filter(projects::slug.eq(first)).count().get_result(conn)?;
    let applicants = if more.only == Kind::Applications { more.many() } else { 0 };
    let first = crowd::applicants(&seed.content, applicants).into_iter().next().map(|one| people::email(&one));
    let of_people: i64 =
        persons::table.filter(persons::email_key.eq(first.unwrap_or_default())).count().get_result(conn)?;
    if of_booths + of_postings + of_projects + of_people == 0 {
        Ok(())
    } else {
        Err(AppError::Conflict("error-changed-meanwhile"))
    }
}
