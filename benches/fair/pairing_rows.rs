//! The yardsticks of the pairing: a page of projects and a week of a calendar, each by one query.

use actix_web::{HttpResponse, web};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use fairhall::db::Db;
use fairhall::db::schema::{
    calendar_entries, editions, organizations, people, project_revisions, project_texts, projects,
};
use fairhall::error::AppResult;

use crate::yardstick::{Cells, draw};

/// Projects on a page of the list.
const PAGE_SIZE: i64 = 24;

/// `GET /rows/projects`: the newest open projects with what stands on their cards.
pub async fn projects(db: web::Data<Db>) -> AppResult<HttpResponse> {
    type Facts = (String, String, String, String, String);
    type More = (String, Option<i64>, String, NaiveDateTime);
    type Row = (Facts, More, (String, String, String));
    let rows = db.read(|conn| {
        let open = projects::table
            .inner_join(
                project_revisions::table.on(projects::published_revision_id.eq(project_revisions::id.nullable())),
            )
            .inner_join(organizations::table.on(projects::organization_id.eq(organizations::id)))
            .inner_join(project_texts::table.on(project_texts::revision_id.eq(project_revisions::id)));
        let edition: String = editions::table.filter(editions::is_current.eq(true)).select(editions::id).first(conn)?;
        let rows: Vec<Row> = open
            .filter(projects::edition_id.eq(edition))
            .filter(projects::state.eq("published"))
            .filter(organizations::state.eq("verified"))
            .filter(project_texts::locale.eq("en"))
            .order((projects::published_at.desc(), projects::id.desc()))
            .limit(PAGE_SIZE)
            .select((
                (
                    projects::slug,
                    project_revisions::kind,
                    project_revisions::fields,
                    project_revisions::country,
                    project_revisions::city,
                ),
                (
                    project_revisions::budget,
                    project_revisions::readiness,
                    project_revisions::partners,
                    projects::expires_at,
                ),
                (organizations::name, project_texts::title, project_texts::teaser),
            ))
            .load(conn)?;
        Ok(rows)
    });
    let cells = |(facts, (budget, level, partners, ends), (name, title, teaser)): Row| -> Cells {
        let (slug, kind, fields, country, city) = facts;
        let level = level.map_or_else(String::new, |level| level.to_string());
        vec![slug, kind, fields, country, city, budget, level, partners, ends.to_string(), name, title, teaser]
    };
    draw(rows.await?.into_iter().map(cells).collect())
}

/// `GET /rows/calendar/{name}`: what stands in the calendar of a person of the demo.
pub async fn calendar(db: web::Data<Db>, name: web::Path<String>) -> AppResult<HttpResponse> {
    type Row = (String, String, String, String, NaiveDateTime, NaiveDateTime);
    let email = format!("{name}@demo.fairhall.example");
    let rows: Vec<Row> = db
        .read(move |conn| {
            let of_person =
                calendar_entries::table.inner_join(people::table.on(calendar_entries::person_id.eq(people::id)));
            Ok(of_person
                .filter(people::email.eq(&email))
                .order(calendar_entries::starts_at)
                .select((
                    calendar_entries::id,
                    calendar_entries::kind,
                    calendar_entries::thing_id,
                    calendar_entries::title,
                    calendar_entries::starts_at,
                    calendar_entries::ends_at,
                ))
                .load(conn)?)
        })
        .await?;
    let cells =
        |(id, kind, thing, title, from, until): Row| vec![id, kind, thing, title, from.to_string(), until.to_string()];
    draw(rows.into_iter().map(cells).collect())
}
