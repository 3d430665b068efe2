//! The demo's booths: published, with an approved revision, its texts, links and exhibits, and the
//! people at the stand. Called by [`super::fill`].

use chrono::Duration;
use diesel::prelude::*;

use super::{Moved, Seed, days, record_moves};
use crate::db::Conn;
use crate::db::schema::{booth_links, booth_revisions, booth_staff, booth_texts, booths, exhibits};
use crate::demo::content::{Bilingual, OrganizationSeed};
use crate::error::AppResult;
use crate::ids::{BoothRevisionId, ExhibitId, RowId};
use crate::insert_many;

pub(super) fn insert(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    for one in &seed.content.organizations {
        let revision = BoothRevisionId::new();
        insert_booth(conn, seed, one, &revision)?;
        insert_revision(conn, seed, one, &revision)?;
        insert_texts(conn, seed, one, &revision)?;
        insert_links(conn, seed, one, &revision)?;
        insert_exhibits(conn, seed, one, &revision)?;
        record(conn, seed, one, &revision)?;
    }
    insert_staff(conn, seed)
}

fn insert_booth(conn: &mut Conn, seed: &Seed, one: &OrganizationSeed, revision: &BoothRevisionId) -> AppResult<()> {
    let row = (
        booths::id.eq(seed.booth(&one.slug)?),
        booths::edition_id.eq(&seed.edition),
        booths::organization_id.eq(seed.organization(&one.slug)?),
        booths::slug.eq(&one.slug),
        booths::state.eq("published"),
        booths::published_revision_id.eq(Some(revision)),
        booths::hue.eq(i64::from(one.hue)),
        booths::version.eq(1_i64),
        booths::created_at.eq(seed.now - days(20)),
        booths::updated_at.eq(seed.now - days(9)),
    );
    diesel::insert_into(booths::table).values(row).execute(conn)?;
    Ok(())
}

fn insert_revision(conn: &mut Conn, seed: &Seed, one: &OrganizationSeed, id: &BoothRevisionId) -> AppResult<()> {
    let row = (
        booth_revisions::id.eq(id),
        booth_revisions::booth_id.eq(seed.booth(&one.slug)?),
        booth_revisions::number.eq(1_i64),
        booth_revisions::state.eq("approved"),
        booth_revisions::logo_file_id.eq(seed.pictures.logo(&one.slug)),
        booth_revisions::banner_file_id.eq(seed.pictures.banner(&one.slug)),
        booth_revisions::submitted_by.eq(Some(seed.owner_of(&one.slug)?)),
        booth_revisions::submitted_at.eq(Some(seed.now - days(10))),
        booth_revisions::decided_by.eq(Some(seed.person("organizer")?)),
        booth_revisions::decided_at.eq(Some(seed.now - days(9))),
        booth_revisions::comment.eq(remark(seed).map_or("", |remark| remark.en.as_str())),
        booth_revisions::version.eq(1_i64),
        booth_revisions::created_at.eq(seed.now - days(20)),
        booth_revisions::updated_at.eq(seed.now - days(9)),
    );
    diesel::insert_into(booth_revisions::table).values(row).execute(conn)?;
    Ok(())
}

/// The first remark is the approving one.
fn remark(seed: &Seed) -> Option<&Bilingual> {
    seed.content.review_comments.first()
}

fn insert_texts(conn: &mut Conn, seed: &Seed, one: &OrganizationSeed, id: &BoothRevisionId) -> AppResult<()> {
    let row = |locale: &'static str, pick: fn(&Bilingual) -> &str| {
        (
            booth_texts::id.eq(RowId::new()),
            booth_texts::revision_id.eq(id),
            booth_texts::locale.eq(locale),
            booth_texts::name.eq(pick(&one.name)),
            booth_texts::short_name.eq(pick(&one.fascia)),
            booth_texts::tagline.eq(pick(&one.tagline)),
            booth_texts::body.eq(pick(&one.text)),
            booth_texts::created_at.eq(seed.now),
        )
    };
    let rows = vec![row("en", |text| &text.en), row("zh-CN", |text| &text.zh)];
    insert_many!(conn, booth_texts::table, rows)?;
    Ok(())
}

fn insert_links(conn: &mut Conn, seed: &Seed, one: &OrganizationSeed, id: &BoothRevisionId) -> AppResult<()> {
    let rows: Vec<_> = (1_i64..)
        .zip(&one.links)
        .map(|(position, link)| {
            (
                booth_links::id.eq(RowId::new()),
                booth_links::revision_id.eq(id),
                booth_links::position.eq(position),
                booth_links::label.eq(format!("{} {}", link.title.en, link.title.zh)),
                booth_links::url.eq(&link.url),
                booth_links::created_at.eq(seed.now),
            )
        })
        .collect();
    insert_many!(conn, booth_links::table, rows)?;
    Ok(())
}

fn insert_exhibits(conn: &mut Conn, seed: &Seed, one: &OrganizationSeed, id: &BoothRevisionId) -> AppResult<()> {
    let rows: Vec<_> = (1_i64..)
        .zip(&one.exhibits)
        .map(|(position, exhibit)| {
            (
                exhibits::id.eq(ExhibitId::new()),
                exhibits::revision_id.eq(id),
                exhibits::position.eq(position),
                exhibits::name.eq(&exhibit.title.en),
                exhibits::name_zh.eq(&exhibit.title.zh),
                exhibits::summary.eq(&exhibit.summary.en),
                exhibits::summary_zh.eq(&exhibit.summary.zh),
                exhibits::created_at.eq(seed.now),
            )
        })
        .collect();
    insert_many!(conn, exhibits::table, rows)?;
    Ok(())
}

fn record(conn: &mut Conn, seed: &Seed, one: &OrganizationSeed, revision: &BoothRevisionId) -> AppResult<()> {
    let (owner, organizer) = (seed.owner_of(&one.slug)?, seed.person("organizer")?);
    let booth = seed.booth(&one.slug)?.as_str();
    let moved = |kind, thing, from, to, person, ago| {
        let reason = if to == "approved" { remark(seed).map_or("", |remark| remark.en.as_str()) } else { "" };
        Moved { kind, thing, from, to, person, reason, at: seed.now - days(ago) }
    };
    let (of_booth, of_revision) = ("booth", "booth_revision");
    let moves = [
        moved(of_booth, booth, "", "draft", owner, 20),
        moved(of_revision, revision.as_str(), "", "draft", owner, 20),
        moved(of_revision, revision.as_str(), "draft", "submitted", owner, 10),
        moved(of_revision, revision.as_str(), "submitted", "approved", organizer, 9),
        moved(of_booth, booth, "draft", "published", organizer, 9),
    ];
    record_moves(conn, &moves)
}

/// Everybody of the organization; two in three are there until the small hours after today.
fn insert_staff(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    let until = seed.today() + Duration::hours(28);
    let mut rows = Vec::new();
    for (turn, person) in seed.content.people.iter().enumerate() {
        let Some(booth) = seed.booths.get(&person.organization) else { continue };
        let title = if person.language == "zh-CN" { &person.title.zh } else { &person.title.en };
        rows.push((
            booth_staff::id.eq(RowId::new()),
            booth_staff::booth_id.eq(booth),
            booth_staff::person_id.eq(seed.person(&person.slug)?),
            booth_staff::title.eq(title),
            booth_staff::on_duty_until.eq((turn % 3 != 0).then_some(until)),
            booth_staff::created_at.eq(seed.now),
        ));
    }
    insert_many!(conn, booth_staff::table, rows)?;
    Ok(())
}
