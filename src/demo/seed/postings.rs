//! The demo's postings: live, each with an approved revision in both languages. Called by
//! [`super::fill`].

use chrono::Duration;
use diesel::prelude::*;

use super::{Moved, Seed, days, missing, record_moves};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{posting_revisions, posting_texts, postings};
use crate::demo::content::{OrganizationSeed, PostingSeed};
use crate::error::AppResult;
use crate::ids::{PostingId, PostingRevisionId, RowId};
use crate::insert_many;
use crate::recruitment::postings::model::place_key;
use crate::web::text::search_key;

pub(super) fn insert(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    let revisions: Vec<_> = seed.postings.iter().map(|_| PostingRevisionId::new()).collect();
    for ((id, posting), revision) in seed.postings.iter().zip(&revisions) {
        insert_posting(conn, seed, (id, posting), revision)?;
        insert_revision(conn, seed, (id, posting), revision)?;
        insert_texts(conn, seed, posting, revision)?;
        record(conn, seed, (id, posting))?;
    }
    Ok(())
}

/// When a posting was opened.
pub(super) fn opened_at(seed: &Seed, posting: &PostingSeed) -> Instant {
    seed.now - days(posting.posted_days_ago)
}

fn employer<'a>(seed: &'a Seed, posting: &PostingSeed) -> AppResult<&'a OrganizationSeed> {
    let found = seed.content.organizations.iter().find(|one| one.slug == posting.organization);
    found.ok_or_else(|| missing("organization", &posting.organization))
}

fn insert_posting(
    conn: &mut Conn,
    seed: &Seed,
    (id, posting): (&PostingId, &PostingSeed),
    revision: &PostingRevisionId,
) -> AppResult<()> {
    let row = (
        postings::id.eq(id),
        postings::edition_id.eq(&seed.edition),
        postings::organization_id.eq(seed.organization(&posting.organization)?),
        postings::slug.eq(&posting.slug),
        postings::state.eq("live"),
        postings::published_revision_id.eq(Some(revision)),
        postings::opens_at.eq(opened_at(seed, posting)),
        postings::closes_at.eq(seed.today() + days(posting.closes_in_days)),
        postings::apply_by.eq("here"),
        postings::apply_url.eq(""),
        postings::response_days.eq(14_i64),
        postings::version.eq(1_i64),
        postings::created_at.eq(opened_at(seed, posting)),
        postings::updated_at.eq(opened_at(seed, posting)),
    );
    diesel::insert_into(postings::table).values(row).execute(conn)?;
    Ok(())
}

fn insert_revision(
    conn: &mut Conn,
    seed: &Seed,
    (posting_id, posting): (&PostingId, &PostingSeed),
    id: &PostingRevisionId,
) -> AppResult<()> {
    let at = opened_at(seed, posting);
    let (places, words) = keys(seed, posting)?;
    let row = (
        posting_revisions::id.eq(id),
        posting_revisions::posting_id.eq(posting_id),
        posting_revisions::number.eq(1_i64),
        posting_revisions::state.eq("approved"),
        posting_revisions::field.eq(&posting.field),
        posting_revisions::employment_type.eq(&posting.employment),
        posting_revisions::education.eq(posting.education.to_string()),
        posting_revisions::language.eq(posting.languages.first().map_or("", |language| language.0.as_str())),
        posting_revisions::city.eq(&posting.city.en),
        posting_revisions::city_zh.eq(&posting.city.zh),
        posting_revisions::country.eq(&posting.country),
        posting_revisions::is_remote.eq(posting.remote),
        posting_revisions::salary_min.eq(Some(i64::from(posting.salary_min) * 100)),
        posting_revisions::salary_max.eq(Some(i64::from(posting.salary_max) * 100)),
        posting_revisions::salary_currency.eq(&posting.currency),
        posting_revisions::salary_unit.eq(&posting.salary_unit),
        posting_revisions::openings.eq(i64::from(posting.positions)),
        posting_revisions::search_key.eq(words),
        posting_revisions::place_key.eq(places),
        posting_revisions::submitted_by.eq(Some(seed.owner_of(&posting.organization)?)),
        posting_revisions::submitted_at.eq(Some(at - Duration::hours(20))),
        posting_revisions::decided_by.eq(Some(seed.person("organizer")?)),
        posting_revisions::decided_at.eq(Some(at)),
        posting_revisions::comment.eq(""),
        posting_revisions::version.eq(1_i64),
        posting_revisions::created_at.eq(at - days(1)),
        posting_revisions::updated_at.eq(at),
    );
    diesel::insert_into(posting_revisions::table).values(row).execute(conn)?;
    Ok(())
}

/// What its place, and what it as a whole is found by.
fn keys(seed: &Seed, posting: &PostingSeed) -> AppResult<(String, String)> {
    let employer = employer(seed, posting)?;
    let places = place_key(&posting.city.en, &posting.city.zh, &posting.country);
    let texts = [&posting.title, &posting.description, &employer.name];
    let words = texts.iter().flat_map(|text| [text.en.as_str(), text.zh.as_str()]).chain([places.as_str()]);
    let words = search_key(words);
    Ok((places, words))
}

fn insert_texts(conn: &mut Conn, seed: &Seed, posting: &PostingSeed, id: &PostingRevisionId) -> AppResult<()> {
    let row = |(locale, title, body)| {
        (
            posting_texts::id.eq(RowId::new()),
            posting_texts::revision_id.eq(id),
            posting_texts::locale.eq(locale),
            posting_texts::title.eq(title),
            posting_texts::body.eq(body),
            posting_texts::created_at.eq(opened_at(seed, posting)),
        )
    };
    let rows: Vec<_> = super::edition::in_both(&posting.title, &posting.description).map(row).into();
    insert_many!(conn, posting_texts::table, rows)?;
    Ok(())
}

fn record(conn: &mut Conn, seed: &Seed, (id, posting): (&PostingId, &PostingSeed)) -> AppResult<()> {
    let (owner, organizer) = (seed.owner_of(&posting.organization)?, seed.person("organizer")?);
    let at = opened_at(seed, posting);
    let moved = |from, to, person, at| Moved { kind: "posting", thing: id.as_str(), from, to, person, reason: "", at };
    record_moves(conn, &[moved("", "draft", owner, at - days(1)), moved("draft", "live", organizer, at)])
}
