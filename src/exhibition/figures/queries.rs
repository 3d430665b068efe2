//! What is counted of an organization, by the days of the event's clocks.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;
use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{applications, booths, document_downloads, leads, live_requests, postings, visit_days};
use crate::ids::OrganizationId;
use crate::site::Edition;
use crate::web::local_days::day_of;

/// Most rows that are counted one by one.
const COUNTED: i64 = 50_000;
/// Most days that are told of.
const DAYS: usize = 400;

/// What came of a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Visits of the booth's page.
    pub visits: i64,
    /// Documents read.
    pub documents: i64,
    /// Cards left that are still held.
    pub leads: i64,
    /// Live requests that somebody talked to.
    pub answered: i64,
    /// Live requests that nobody took in time.
    pub missed: i64,
    /// Applications to postings.
    pub applications: i64,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.visits += other.visits;
        self.documents += other.documents;
        self.leads += other.leads;
        self.answered += other.answered;
        self.missed += other.missed;
        self.applications += other.applications;
    }
}

/// The figures of an edition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// Every day from the first to the last, also those without anything; the last 400.
    pub days: Vec<(NaiveDate, Counts)>,
    /// All of them together.
    pub total: Counts,
}

type Days = BTreeMap<NaiveDate, Counts>;

/// Counts what came of an organization in an edition until now.
///
/// # Errors
/// What the database said.
pub fn count_figures(
    conn: &mut Conn,
    edition: &Edition,
    organization: &OrganizationId,
    now: Instant,
) -> QueryResult<Figures> {
    let mut days = Days::new();
    let own_booths = booths::table
        .filter(booths::edition_id.eq(&edition.id))
        .filter(booths::organization_id.eq(organization))
        .select(booths::id);
    let of_visits = visit_days::table.filter(visit_days::booth_id.eq_any(own_booths));
    let seen: Vec<(String, i64)> = of_visits.select((visit_days::day, visit_days::visits)).load(conn)?;
    let of_documents = document_downloads::table
        .filter(document_downloads::booth_id.eq_any(own_booths))
        .group_by(document_downloads::day);
    let read: Vec<(String, i64)> =
        of_documents.select((document_downloads::day, diesel::dsl::count_star())).load(conn)?;
    add_days(&mut days, seen, |counts, n| counts.visits += n);
    add_days(&mut days, read, |counts, n| counts.documents += n);
    let left: Vec<Instant> = leads::table
        .filter(leads::edition_id.eq(&edition.id))
        .filter(leads::organization_id.eq(organization))
        .order(leads::id.desc())
        .limit(COUNTED)
        .select(leads::created_at)
        .load(conn)?;
    let sent: Vec<Instant> = applications::table
        .inner_join(postings::table)
        .filter(postings::edition_id.eq(&edition.id))
        .filter(postings::organization_id.eq(organization))
        .filter(applications::state.ne("draft"))
        .order(applications::id.desc())
        .limit(COUNTED)
        .select(applications::submitted_at)
        .load(conn)?;
    add_instants(&mut days, edition.time_zone, left, |counts| counts.leads += 1);
    add_instants(&mut days, edition.time_zone, sent, |counts| counts.applications += 1);
    add_requests(conn, &mut days, edition, organization)?;
    Ok(gather(days, edition, now))
}

fn add_requests(conn: &mut Conn, days: &mut Days, edition: &Edition, organization: &OrganizationId) -> QueryResult<()> {
    let mut list = |states: &[&str]| -> QueryResult<Vec<Instant>> {
        live_requests::table
            .filter(live_requests::edition_id.eq(&edition.id))
            .filter(live_requests::organization_id.eq(organization))
            .filter(live_requests::state.eq_any(states.iter().copied()))
            .order(live_requests::id.desc())
            .limit(COUNTED)
            .select(live_requests::created_at)
            .load(conn)
    };
    let (answered, missed) = (list(&["active", "answered"])?, list(&["missed", "converted"])?);
    add_instants(days, edition.time_zone, answered, |counts| counts.answered += 1);
    add_instants(days, edition.time_zone, missed, |counts| counts.missed += 1);
    Ok(())
}

fn add_days(days: &mut Days, rows: Vec<(String, i64)>, add: impl Fn(&mut Counts, i64)) {
    for (day, n) in rows {
        if let Ok(day) = day.parse() {
            add(days.entry(day).or_default(), n);
        }
    }
}

fn add_instants(days: &mut Days, zone: Tz, rows: Vec<Instant>, add: impl Fn(&mut Counts)) {
    rows.into_iter().for_each(|at| add(days.entry(day_of(at, zone)).or_default()));
}

/// Every day of the edition until today, and those before and after on which something was counted.
fn gather(counted: Days, edition: &Edition, now: Instant) -> Figures {
    let day = |at| day_of(at, edition.time_zone);
    let (opens, today) = (day(edition.opens_at), day(now.min(edition.closes_at)));
    let first = counted.keys().next().copied().unwrap_or(opens).min(opens).min(today);
    let last = counted.keys().next_back().copied().unwrap_or(today).max(today);
    let mut total = Counts::default();
    counted.values().for_each(|counts| total += *counts);
    let begin = last - chrono::Days::new(DAYS as u64 - 1);
    let days = first.max(begin).iter_days().take_while(|day| *day <= last);
    let days = days.map(|day| (day, counted.get(&day).copied().unwrap_or_default())).collect();
    Figures { days, total }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_without_anything_stand_between_those_with_something() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap_or_default();
        let mut days = Days::new();
        add_days(&mut days, vec![("2026-11-30".to_owned(), 4), ("no day".to_owned(), 9)], |counts, n| {
            counts.visits += n;
        });
        let at = |text: &str| Instant::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap_or_default();
        let late = vec![at("2026-12-01 23:00")];
        add_instants(&mut days, chrono_tz::Asia::Shanghai, late, |counts| counts.leads += 1);
        let edition = Edition {
            id: crate::ids::EditionId::new(),
            slug: String::new(),
            state: crate::site::edition::EditionState::Open,
            opens_at: at("2026-11-28 02:00"),
            closes_at: at("2026-12-20 02:00"),
            time_zone: chrono_tz::Asia::Shanghai,
            accent: String::new(),
            version: 1,
            texts: crate::site::edition::Texts::default(),
            zones: Vec::new(),
        };
        let figures = gather(days, &edition, at("2026-12-02 03:00"));
        let told: Vec<_> = figures.days.iter().map(|(day, counts)| (*day, counts.visits, counts.leads)).collect();
        assert_eq!(told.first(), Some(&(day("2026-11-28"), 0, 0)));
        assert_eq!(
            told.get(2..),
            Some(&[(day("2026-11-30"), 4, 0), (day("2026-12-01"), 0, 0), (day("2026-12-02"), 0, 1)][..])
        );
        assert_eq!((figures.total.visits, figures.total.leads), (4, 1));
    }
}
