//! The demo's people, their organizations and who is a member of which. Called by [`super::fill`].

use diesel::prelude::*;

use super::Seed;
use crate::db::Conn;
use crate::db::schema::{members, organizations, people};
use crate::demo::content::{OrganizationSeed, PersonSeed};
use crate::error::AppResult;
use crate::ids::MemberId;
use crate::insert_many;
use crate::web::text;

pub(super) fn insert(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    insert_people(conn, seed, &seed.content.people)?;
    let all = seed.content.organizations.iter().chain([&seed.content.newcomer]);
    insert_organizations(conn, seed, all)?;
    insert_members(conn, seed)
}

pub(super) fn email(person: &PersonSeed) -> String {
    format!("{}@demo.fairhall.example", person.slug)
}

pub(super) fn insert_people(conn: &mut Conn, seed: &Seed, all: &[PersonSeed]) -> AppResult<()> {
    let mut rows = Vec::new();
    for person in all {
        let email = email(person);
        let chinese = person.language == "zh-CN";
        let (name, headline) =
            if chinese { (&person.name.zh, &person.title.zh) } else { (&person.name.en, &person.title.en) };
        rows.push((
            people::id.eq(seed.person(&person.slug)?),
            people::email_key.eq(text::email_key(&email)),
            people::email.eq(email),
            people::name.eq(name),
            people::password_hash.eq(&seed.password_hash),
            people::headline.eq(headline),
            people::country.eq(Some(&person.country)),
            people::locale.eq(&person.language),
            people::time_zone.eq(if chinese { "Asia/Shanghai" } else { "Europe/London" }),
            people::photo_file_id.eq(seed.pictures.portrait(&person.slug)),
            people::verified_at.eq(Some(seed.now)),
            people::created_at.eq(seed.now),
            people::updated_at.eq(seed.now),
        ));
    }
    insert_many!(conn, people::table, rows)?;
    Ok(())
}

pub(super) fn insert_organizations<'a>(
    conn: &mut Conn,
    seed: &Seed,
    all: impl Iterator<Item = &'a OrganizationSeed>,
) -> AppResult<()> {
    let mut rows = Vec::new();
    for one in all {
        rows.push((
            organizations::id.eq(seed.organization(&one.slug)?),
            organizations::slug.eq(&one.slug),
            organizations::name.eq(&one.name.en),
            organizations::name_key.eq(text::fold(&one.name.en)),
            organizations::name_zh.eq(&one.name.zh),
            organizations::country.eq(&one.country),
            organizations::city.eq(&one.city.en),
            organizations::website.eq(&one.website),
            organizations::about.eq(about(one)),
            organizations::state.eq("verified"),
            organizations::version.eq(1_i64),
            organizations::created_at.eq(seed.now),
            organizations::updated_at.eq(seed.now),
        ));
    }
    insert_many!(conn, organizations::table, rows)?;
    Ok(())
}

fn about(one: &OrganizationSeed) -> String {
    format!("{}\n\n{}", one.tagline.en, one.tagline.zh)
}

fn insert_members(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    let mut rows = Vec::new();
    for person in seed.content.people.iter().filter(|person| !person.organization.is_empty()) {
        let role = match person.part.as_str() {
            "owner" => "owner",
            "recruiter" => "recruiter",
            "partner" => "editor",
            _ => "representative",
        };
        rows.push((
            members::id.eq(MemberId::new()),
            members::organization_id.eq(seed.organization(&person.organization)?),
            members::person_id.eq(seed.person(&person.slug)?),
            members::role.eq(role),
            members::created_at.eq(seed.now),
            members::updated_at.eq(seed.now),
        ));
    }
    insert_many!(conn, members::table, rows)?;
    Ok(())
}
