//! The demo's projects: in every state, in both languages, some with an attachment and with people who have
//! undertaken confidentiality. Called by [`super::fill`], and with copies for load tests.

use chrono::Duration;
use diesel::prelude::*;

use super::{BATCH, Moved, Seed, days, record_moves};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{project_files, project_revisions, project_texts, projects, undertakings};
use crate::demo::art;
use crate::demo::content::ProjectSeed;
use crate::error::{AppError, AppResult};
use crate::ids::{PersonId, ProjectId, ProjectRevisionId, RowId};
use crate::insert_many;
use crate::pairing::codes;
use crate::pairing::projects::undertakings::wording;
use crate::site::files::{FileKind, NewFile, insert_file};
use crate::site::viewer::hash_token;
use crate::web::documents::prepare_pdf;
use crate::web::i18n::Locale;
use crate::web::text::search_key;

/// A project on its way into the tables.
struct Place<'a> {
    id: &'a ProjectId,
    one: &'a ProjectSeed,
    revision: ProjectRevisionId,
    owner: &'a PersonId,
    at: Instant,
}

impl Place<'_> {
    /// Whether its first revision was approved.
    fn is_approved(&self) -> bool {
        !matches!(self.one.state, "draft" | "submitted" | "changes_requested")
    }

    fn state(&self) -> &'static str {
        if self.is_approved() { self.one.state } else { "draft" }
    }

    fn revision_state(&self) -> &'static str {
        if self.is_approved() { "approved" } else { self.one.state }
    }
}

pub(super) fn insert(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    for (n, some) in seed.projects.chunks(BATCH / 25).enumerate() {
        let places: Vec<Place<'_>> = (n * (BATCH / 25)..)
            .zip(some)
            .map(|(place, (id, one))| {
                let owner = seed.owner_of(&one.organization)?;
                let at = seed.now - days(u32::try_from(place % 40 + 2).unwrap_or(2));
                Ok(Place { id, one, revision: ProjectRevisionId::new(), owner, at })
            })
            .collect::<AppResult<_>>()?;
        insert_projects(conn, seed, &places)?;
        insert_revisions(conn, seed, &places)?;
        insert_texts(conn, &places)?;
        for place in &places {
            insert_attachment(conn, seed, place)?;
        }
        record(conn, seed, &places)?;
    }
    Ok(())
}

fn insert_projects(conn: &mut Conn, seed: &Seed, places: &[Place<'_>]) -> AppResult<()> {
    let partner = seed.person("partner").ok();
    let own = seed.content.people.iter().find(|person| person.slug == "partner").map(|one| one.organization.as_str());
    let mut rows = Vec::new();
    for place in places {
        let ends = match place.one.state {
            "expired" => seed.now - days(1),
            _ => seed.today() + days(30 + u32::try_from(place.one.slug.len() % 60).unwrap_or(0)),
        };
        rows.push((
            projects::id.eq(place.id),
            projects::edition_id.eq(&seed.edition),
            projects::organization_id.eq(seed.organization(&place.one.organization)?),
            projects::contact_id.eq(partner.filter(|_| own == Some(place.one.organization.as_str()))),
            projects::slug.eq(&place.one.slug),
            projects::state.eq(place.state()),
            projects::published_revision_id.eq(Some(&place.revision).filter(|_| place.is_approved())),
            projects::published_at.eq(Some(place.at).filter(|_| place.is_approved())),
            projects::expires_at.eq(ends),
            projects::version.eq(1_i64),
            projects::created_at.eq(place.at - days(2)),
            projects::updated_at.eq(place.at),
        ));
    }
    insert_many!(conn, projects::table, rows)?;
    Ok(())
}

fn insert_revisions(conn: &mut Conn, seed: &Seed, places: &[Place<'_>]) -> AppResult<()> {
    let organizer = seed.person("organizer")?;
    let mut rows = Vec::new();
    for place in places {
        let (one, decided) = (place.one, !matches!(place.one.state, "draft" | "submitted"));
        let words = [&one.title, &one.teaser, &one.city].into_iter().flat_map(|text| [text.en.as_str(), &text.zh]);
        let comment = seed.content.review_comments.first().filter(|_| one.state == "changes_requested");
        rows.push((
            (
                project_revisions::id.eq(&place.revision),
                project_revisions::project_id.eq(place.id),
                project_revisions::number.eq(1_i64),
                project_revisions::state.eq(place.revision_state()),
                project_revisions::kind.eq(one.kind),
                project_revisions::fields.eq(codes::pack(&one.fields)),
                project_revisions::readiness.eq(one.level),
                project_revisions::ip_status.eq(one.ip),
                project_revisions::partners.eq(codes::pack(&one.partners)),
                project_revisions::budget.eq(one.budget),
                project_revisions::languages.eq(codes::pack(&["en", "zh"])),
                project_revisions::city.eq(&one.city.en),
                project_revisions::city_zh.eq(&one.city.zh),
                project_revisions::country.eq(&one.country),
            ),
            (
                project_revisions::disclosure.eq(if one.disclosure.is_empty() { "accepted" } else { one.disclosure }),
                project_revisions::search_key.eq(search_key(words)),
                project_revisions::submitted_by.eq(Some(place.owner).filter(|_| one.state != "draft")),
                project_revisions::submitted_at.eq(Some(place.at - days(1)).filter(|_| one.state != "draft")),
                project_revisions::decided_by.eq(Some(organizer).filter(|_| decided)),
                project_revisions::decided_at.eq(Some(place.at).filter(|_| decided)),
                project_revisions::comment.eq(comment.map_or("", |comment| comment.en.as_str())),
                project_revisions::version.eq(1_i64),
                project_revisions::created_at.eq(place.at - days(2)),
                project_revisions::updated_at.eq(place.at),
            ),
        ));
    }
    insert_many!(conn, project_revisions::table, rows)?;
    Ok(())
}

fn insert_texts(conn: &mut Conn, places: &[Place<'_>]) -> AppResult<()> {
    let mut rows = Vec::new();
    for place in places {
        let one = place.one;
        for locale in Locale::ALL {
            let of = |text: &crate::demo::content::Bilingual| match locale {
                Locale::En => text.en.clone(),
                Locale::ZhCn => text.zh.clone(),
            };
            rows.push((
                project_texts::id.eq(RowId::new()),
                project_texts::revision_id.eq(&place.revision),
                project_texts::locale.eq(locale.tag()),
                project_texts::title.eq(of(&one.title)),
                project_texts::teaser.eq(of(&one.teaser)),
                project_texts::details.eq(of(&one.details)),
                project_texts::created_at.eq(place.at),
            ));
        }
    }
    insert_many!(conn, project_texts::table, rows)?;
    Ok(())
}

/// A page about the project, where it has an attachment, and who has undertaken to keep it confidential.
fn insert_attachment(conn: &mut Conn, seed: &Seed, place: &Place<'_>) -> AppResult<()> {
    if place.one.disclosure.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> =
        place.one.details.en.lines().map(|line| line.trim_start_matches('#').trim().to_owned()).collect();
    let content = art::resume_pdf(&place.one.title.en, "Confidential: measurements and terms", &lines);
    let prepared = prepare_pdf(content.into()).map_err(|_| AppError::internal("the page is no PDF"))?;
    let file = NewFile::inline(FileKind::Project, format!("{}.pdf", place.one.slug), prepared)?;
    insert_file(conn, &file, place.owner, Some(seed.organization(&place.one.organization)?), place.at)?;
    diesel::insert_into(project_files::table)
        .values((
            project_files::id.eq(RowId::new()),
            project_files::revision_id.eq(&place.revision),
            project_files::file_id.eq(&file.id),
            project_files::position.eq(0_i64),
            project_files::created_at.eq(place.at),
        ))
        .execute(conn)?;
    if place.one.disclosure == "undertaking" && place.state() == "published" && place.one.slug.len().is_multiple_of(2) {
        diesel::insert_into(undertakings::table)
            .values((
                undertakings::id.eq(RowId::new()),
                undertakings::project_id.eq(place.id),
                undertakings::person_id.eq(seed.person("seeker")?),
                undertakings::text_hash.eq(hash_token(&wording(Locale::ZhCn))),
                undertakings::created_at.eq(seed.now - Duration::hours(5)),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// How each came where it stands.
fn record(conn: &mut Conn, seed: &Seed, places: &[Place<'_>]) -> AppResult<()> {
    let organizer = seed.person("organizer")?;
    let mut moves = Vec::new();
    for place in places {
        let thing = place.id.as_str();
        let moved = |from, to, person, at| Moved { kind: "project", thing, from, to, person, reason: "", at };
        moves.push(moved("", "draft", place.owner, place.at - days(2)));
        if place.is_approved() {
            moves.push(moved("draft", "published", organizer, place.at));
        }
        match place.state() {
            "closed" => {
                moves.push(moved("published", "matched", place.owner, place.at + Duration::hours(20)));
                moves.push(moved("matched", "closed", place.owner, place.at + Duration::hours(40)));
            }
            "suspended" => moves.push(moved("published", "suspended", organizer, place.at + Duration::hours(9))),
            state @ ("matched" | "withdrawn" | "expired") => {
                moves.push(moved("published", state, place.owner, place.at + Duration::hours(20)));
            }
            _ => {}
        }
        let revision = place.revision.as_str();
        let of_revision = |from, to, person, at| Moved {
            kind: "project_revision",
            thing: revision,
            from,
            to,
            person,
            reason: "",
            at,
        };
        moves.push(of_revision("", "draft", place.owner, place.at - days(2)));
        if place.revision_state() != "draft" {
            moves.push(of_revision("draft", "submitted", place.owner, place.at - days(1)));
        }
        if matches!(place.revision_state(), "approved" | "changes_requested") {
            moves.push(of_revision("submitted", place.revision_state(), organizer, place.at));
        }
    }
    record_moves(conn, &moves)
}
