//! The sitemap (sitemaps.org, with the languages as Google documents them): every public address of the current
//! edition and of the archives, from the same statements as the search.

use askama::Template;
use diesel::QueryResult;

use super::kinds::{self, Wanted, Which};
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::EditionId;
use crate::search::{Query, Search};
use crate::site::snapshot::find_edition;
use crate::site::{Visit, archive};
use crate::web::dates;
use crate::web::i18n::Locale;

/// Things in one part: each has an address in two languages, and a part is kept at 5,000 addresses.
pub(super) const PART: i64 = 2_500;
/// The part of the places themselves.
const PLACES: &str = "places";

/// One page in its languages.
#[derive(Debug, Clone)]
pub(super) struct Place {
    path: String,
    changed_at: Option<Instant>,
}

/// `urlset`.
#[derive(Template)]
#[template(path = "find/sitemap.xml")]
pub(super) struct Sitemap {
    pub site: String,
    /// The languages that are offered.
    pub languages: &'static [Locale],
    pub places: Vec<Place>,
}

impl Place {
    fn last_changed(&self) -> Option<String> {
        self.changed_at.map(dates::machine)
    }
}

/// `sitemapindex`.
#[derive(Template)]
#[template(path = "find/sitemap_index.xml")]
pub(super) struct SitemapIndex {
    pub site: String,
    pub parts: Vec<String>,
}

/// What the address `/sitemap.xml` gives.
pub(super) enum Whole {
    Small(Vec<Place>),
    Parts(Vec<String>),
}

/// An edition that is read by everybody.
pub(super) struct Section {
    /// Its slug.
    pub slug: String,
    edition: EditionId,
    /// Whether it is not the current one.
    pub is_archive: bool,
    now: Instant,
}

impl Section {
    fn prefix(&self) -> String {
        if self.is_archive { format!("/editions/{}", self.slug) } else { String::new() }
    }

    fn places(&self, visit: &Visit) -> Vec<Place> {
        let zones = ["/exhibition", "/pairing", "/recruitment", "/service", "/forum", "/activities", "/news"];
        let shown = zones.into_iter().filter(|place| !self.is_archive || archive::has_place(place));
        let prefix = self.prefix();
        let home = if prefix.is_empty() { "/".to_owned() } else { prefix.clone() };
        let changed_at = self.is_archive.then_some(self.now.min(visit.now));
        let all = std::iter::once(home).chain(shown.map(|place| format!("{prefix}{place}")));
        all.map(|path| Place { path, changed_at }).collect()
    }

    fn slice(&self, conn: &mut Conn, kind: &kinds::Kind, offset: i64, most: i64) -> AppResult<Vec<Place>> {
        let prefix = self.prefix();
        let place = |row: kinds::Row| Place {
            path: format!("{prefix}{}{}", kind.place, row.slug),
            changed_at: Some(row.changed_at.min(self.now)),
        };
        Ok(self.list(conn, kind, Which::Slice(offset, most))?.into_iter().map(place).collect())
    }

    /// What everybody reads of a kind in it.
    ///
    /// # Errors
    /// What the database said.
    pub fn list(&self, conn: &mut Conn, kind: &kinds::Kind, which: Which<'_>) -> QueryResult<Vec<kinds::Row>> {
        kinds::list_public(conn, kind, Wanted { edition: &self.edition, now: self.now, which })
    }
}

/// The current edition and those before it.
///
/// # Errors
/// 404 where there is none; what the database said.
pub(super) fn sections(conn: &mut Conn, visit: &Visit) -> AppResult<Vec<Section>> {
    let current = visit.edition()?;
    let (slug, edition) = (current.slug.clone(), current.id.clone());
    let mut sections = vec![Section { slug, edition, is_archive: false, now: visit.now }];
    for earlier in &visit.snapshot.earlier {
        let Some(edition) = find_edition(conn, Some(&earlier.slug))? else { continue };
        let last = edition.closes_at - chrono::Duration::seconds(1);
        let now = visit.now.min(last);
        sections.push(Section { slug: edition.slug, edition: edition.id, is_archive: true, now });
    }
    Ok(sections)
}

/// Everything where it fits into one part, else the parts. How many things there are of a kind, the index knows.
///
/// # Errors
/// What the database or the index said.
pub(super) fn load_whole(conn: &mut Conn, visit: &Visit, search: &Search) -> AppResult<Whole> {
    let sections = sections(conn, visit)?;
    let mut places: Vec<Place> = Vec::new();
    for section in &sections {
        places.extend(section.places(visit));
        for kind in kinds::kinds_of(section.is_archive) {
            let rest = PART + 1 - places.len() as i64;
            if rest > 0 {
                places.extend(section.slice(conn, kind, 0, rest)?);
            }
        }
    }
    if places.len() as i64 <= PART {
        return Ok(Whole::Small(places));
    }
    let mut parts = Vec::new();
    for section in &sections {
        let slug = &section.slug;
        parts.push(format!("/sitemaps/{slug}/{PLACES}/1.xml"));
        let query = Query { limit: 1, ..Query::of_edition(section.edition.as_str(), section.now, visit.locale) };
        let counts = search.group(&query)?.groups;
        for kind in kinds::kinds_of(section.is_archive) {
            let total = counts.iter().find(|group| group.kind == kind.name).map_or(0, |group| group.total);
            let last = total.div_ceil(PART.unsigned_abs());
            parts.extend((1..=last).map(|number| format!("/sitemaps/{slug}/{}/{number}.xml", kind.name)));
        }
    }
    Ok(Whole::Parts(parts))
}

/// One part.
///
/// # Errors
/// 404 where there is none.
pub(super) fn load_part(
    conn: &mut Conn,
    visit: &Visit,
    (edition, kind, number): (&str, &str, i64),
) -> AppResult<Vec<Place>> {
    let sections = sections(conn, visit)?;
    let section = sections.iter().find(|section| section.slug == edition).ok_or(AppError::NotFound)?;
    let places = match kinds::kinds_of(section.is_archive).find(|one| one.name == kind) {
        Some(kind) => section.slice(conn, kind, (number - 1).saturating_mul(PART), PART)?,
        None if kind == PLACES && number == 1 => section.places(visit),
        None => Vec::new(),
    };
    if places.is_empty() { Err(AppError::NotFound) } else { Ok(places) }
}
