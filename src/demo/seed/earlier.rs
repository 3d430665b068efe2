//! The demo's earlier edition: one hall of it and something of every zone, as they stood a year ago. Called by
//! [`super::fill`].

use chrono::Duration;

use super::{Seed, edition, exhibition, floor, happenings, note_changes, postings, programme, projects, service};
use crate::db::Conn;
use crate::demo::content::Content;
use crate::error::AppResult;
use crate::ids::{BoothId, EditionId, PostingId, ProjectId};

/// How long before the current edition, in days: on the same days of the week.
const AGO: i64 = 364;
/// How much there is of what the whole edition had, of each.
const POSTINGS: usize = 16;
const PROJECTS: usize = 8;
const ARTICLES: usize = 12;
const NEWS: usize = 4;

pub(super) fn insert(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    let Some(own) = seed.content.editions.iter().find(|edition| !edition.current) else { return Ok(()) };
    let earlier = a_year_before(seed);
    edition::insert_one(conn, &earlier, own)?;
    edition::insert_zones(conn, &earlier)?;
    exhibition::insert(conn, &earlier)?;
    floor::insert(conn, &earlier, 1)?;
    postings::insert(conn, &earlier)?;
    projects::insert(conn, &earlier)?;
    programme::insert(conn, &earlier)?;
    service::insert(conn, &earlier)?;
    happenings::insert(conn, &earlier)?;
    note_changes(conn, &earlier)
}

/// What the earlier edition is made of: new things of the same people and organizations.
fn a_year_before(seed: &Seed) -> Seed {
    let content = content_of(&seed.content);
    let is_here = |organization: &str| content.organizations.iter().any(|one| one.slug == organization);
    let of_postings = seed.postings.iter().filter(|(_, posting)| is_here(&posting.organization));
    let of_projects = seed.projects.iter().filter(|(_, project)| project.state == "published");
    Seed {
        postings: of_postings.take(POSTINGS).map(|(_, posting)| (PostingId::new(), posting.clone())).collect(),
        projects: of_projects.take(PROJECTS).map(|(_, project)| (ProjectId::new(), project.clone())).collect(),
        fairs: Vec::new(),
        pictures: seed.pictures.clone(),
        password_hash: seed.password_hash.clone(),
        now: seed.now - Duration::days(AGO),
        edition: EditionId::new(),
        people: seed.people.clone(),
        organizations: seed.organizations.clone(),
        booths: content.organizations.iter().map(|one| (one.slug.clone(), BoothId::new())).collect(),
        content,
    }
}

/// The last hall with its exhibitors, what took place, and some of the help and the news.
fn content_of(content: &Content) -> Content {
    let mut few = content.clone();
    few.halls = content.halls.last().cloned().into_iter().collect();
    few.organizations.retain(|one| few.halls.iter().any(|hall| hall.slug == one.hall));
    // Those of the first day: nobody is reminded of what began before.
    few.programme.sessions.retain(|session| session.day < 0 && session.state.is_empty());
    let sessions = few.programme.sessions.clone();
    few.programme.speakers.retain(|speaker| sessions.iter().any(|session| session.speakers.contains(&speaker.slug)));
    few.happenings.activities.retain(|activity| activity.state == "held");
    few.happenings.news.retain(|news| news.state.is_empty());
    few.happenings.news.truncate(NEWS);
    few.articles.truncate(ARTICLES);
    few
}
