//! The yardsticks of long lists: the rows of a page by one query, with the counts that stand above it.

use actix_web::{HttpResponse, web};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use fairhall::db::Db;
use fairhall::db::schema::{
    applications, audit_entries, editions, leads, notifications, organizations, people, posting_revisions,
    posting_texts, postings,
};
use fairhall::error::AppResult;

use crate::yardstick::{Cells, draw};

/// Rows on a page of each.
const POSTINGS: i64 = 20;
const NOTIFICATIONS: i64 = 30;
const PEOPLE: i64 = 25;
const APPLICATIONS: i64 = 30;
const LEADS: i64 = 30;
const ENTRIES: i64 = 50;

/// `GET /rows/recruitment`: the newest live postings with what stands on their cards.
pub async fn recruitment(db: web::Data<Db>) -> AppResult<HttpResponse> {
    type Facts = (String, String, String, String, bool, NaiveDateTime);
    type Row = (Facts, (Option<i64>, Option<i64>, String), (String, String, String));
    let read = db.read(|conn| {
        let edition: String = editions::table.filter(editions::is_current.eq(true)).select(editions::id).first(conn)?;
        let rows: Vec<Row> = postings::table
            .inner_join(
                posting_revisions::table.on(postings::published_revision_id.eq(posting_revisions::id.nullable())),
            )
            .inner_join(organizations::table.on(postings::organization_id.eq(organizations::id)))
            .inner_join(posting_texts::table.on(posting_texts::revision_id.eq(posting_revisions::id)))
            .filter(postings::edition_id.eq(edition))
            .filter(postings::state.eq("live"))
            .filter(organizations::state.eq("verified"))
            .filter(posting_texts::locale.eq("en"))
            .order((postings::opens_at.desc(), postings::id.desc()))
            .limit(POSTINGS)
            .select((
                (
                    postings::slug,
                    posting_revisions::field,
                    posting_revisions::city,
                    posting_revisions::country,
                    posting_revisions::is_remote,
                    postings::closes_at,
                ),
                (posting_revisions::salary_min, posting_revisions::salary_max, posting_revisions::salary_currency),
                (organizations::name, posting_texts::title, posting_texts::body),
            ))
            .load(conn)?;
        Ok(rows)
    });
    let cells = |((slug, field, city, country, remote, closes), (least, most, money), (name, title, body)): Row| {
        let pay = [least, most].map(|pay| pay.unwrap_or(0).to_string());
        let facts = [slug, field, city, country, remote.to_string(), closes.to_string(), money, name, title, body];
        facts.into_iter().chain(pay).collect::<Cells>()
    };
    draw(read.await?.into_iter().map(cells).collect())
}

/// `GET /rows/notifications/{name}`: the newest of somebody of the demo.
pub async fn told(db: web::Data<Db>, name: web::Path<String>) -> AppResult<HttpResponse> {
    type Row = (String, String, String, Option<NaiveDateTime>, NaiveDateTime);
    let read = db.read(move |conn| {
        let rows: Vec<Row> = notifications::table
            .inner_join(people::table)
            .filter(people::email.eq(format!("{name}@demo.fairhall.example")))
            .order(notifications::id.desc())
            .limit(NOTIFICATIONS)
            .select((
                notifications::id,
                notifications::subject,
                notifications::detail,
                notifications::read_at,
                notifications::created_at,
            ))
            .load(conn)?;
        Ok(rows)
    });
    let cells = |(id, subject, detail, read, at): Row| -> Cells {
        vec![id, subject, detail, read.is_some().to_string(), at.to_string()]
    };
    draw(read.await?.into_iter().map(cells).collect())
}

/// `GET /rows/people`: the first people by name, and how many there are.
pub async fn everybody(db: web::Data<Db>) -> AppResult<HttpResponse> {
    type Row = (String, String, String, Option<NaiveDateTime>, NaiveDateTime);
    let read = db.read(|conn| {
        let present = || people::table.filter(people::erased_at.is_null());
        let total: i64 = present().count().get_result(conn)?;
        let rows: Vec<Row> = present()
            .order((people::name, people::id))
            .limit(PEOPLE)
            .select((people::id, people::name, people::email, people::verified_at, people::created_at))
            .load(conn)?;
        Ok((total, rows))
    });
    let (total, rows) = read.await?;
    let cells = |(id, name, email, verified, at): Row| -> Cells {
        vec![id, name, email, verified.is_some().to_string(), at.to_string()]
    };
    draw(std::iter::once(vec![total.to_string()]).chain(rows.into_iter().map(cells)).collect())
}

/// `GET /rows/received/{slug}`: the newest applications to an organization, and how many are in each state.
pub async fn received(db: web::Data<Db>, slug: web::Path<String>) -> AppResult<HttpResponse> {
    type Row = (String, String, Option<String>, String, String, NaiveDateTime);
    let read = db.read(move |conn| {
        let sent = || {
            applications::table
                .inner_join(postings::table.inner_join(organizations::table))
                .inner_join(people::table)
                .filter(organizations::slug.eq(slug.as_str()))
                .filter(applications::state.ne("draft"))
        };
        let states: Vec<(String, i64)> =
            sent().group_by(applications::state).select((applications::state, diesel::dsl::count_star())).load(conn)?;
        let rows: Vec<Row> = sent()
            .order(applications::id.desc())
            .limit(APPLICATIONS)
            .select((
                applications::id,
                postings::slug,
                postings::published_revision_id,
                people::name,
                applications::state,
                applications::submitted_at,
            ))
            .load(conn)?;
        Ok((states, rows))
    });
    let (states, rows) = read.await?;
    let cells = |(id, posting, revision, name, state, at): Row| -> Cells {
        vec![id, posting, revision.unwrap_or_default(), name, state, at.to_string()]
    };
    let states = states.into_iter().map(|(state, count)| vec![state, count.to_string()]);
    draw(states.chain(rows.into_iter().map(cells)).collect())
}

/// `GET /rows/leads/{slug}`: the newest cards that an organization holds, and how many it holds.
pub async fn cards(db: web::Data<Db>, slug: web::Path<String>) -> AppResult<HttpResponse> {
    type Row = (String, String, String, String, i64, String, NaiveDateTime);
    let read = db.read(move |conn| {
        let held = || leads::table.inner_join(organizations::table).filter(organizations::slug.eq(slug.as_str()));
        let total: i64 = held().count().get_result(conn)?;
        let rows: Vec<Row> = held()
            .order((leads::shared_at.desc(), leads::id.desc()))
            .limit(LEADS)
            .select((
                leads::id,
                leads::name,
                leads::affiliation,
                leads::country,
                leads::rating,
                leads::remark,
                leads::shared_at,
            ))
            .load(conn)?;
        Ok((total, rows))
    });
    let (total, rows) = read.await?;
    let cells = |(id, name, house, country, rating, remark, at): Row| -> Cells {
        vec![id, name, house, country, rating.to_string(), remark, at.to_string()]
    };
    draw(std::iter::once(vec![total.to_string()]).chain(rows.into_iter().map(cells)).collect())
}

/// `GET /rows/audit`: the newest entries of the trail, each with who did it.
pub async fn trail(db: web::Data<Db>) -> AppResult<HttpResponse> {
    type Row = (String, Option<String>, String, String, String, String, NaiveDateTime);
    let read = db.read(|conn| {
        let rows: Vec<Row> = audit_entries::table
            .left_join(people::table.on(audit_entries::person_id.eq(people::id.nullable())))
            .order(audit_entries::id.desc())
            .limit(ENTRIES)
            .select((
                audit_entries::id,
                people::name.nullable(),
                audit_entries::action,
                audit_entries::thing_id,
                audit_entries::before,
                audit_entries::after,
                audit_entries::created_at,
            ))
            .load(conn)?;
        Ok(rows)
    });
    let cells = |(id, name, action, thing, before, after, at): Row| -> Cells {
        vec![id, name.unwrap_or_default(), action, thing, before, after, at.to_string()]
    };
    draw(read.await?.into_iter().map(cells).collect())
}
