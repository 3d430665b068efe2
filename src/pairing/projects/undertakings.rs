//! Undertakings of confidentiality: who ticks one reads the attachments of a project that says so. What is
//! stored is when, and the SHA-256 of the text that was shown.

use diesel::prelude::*;
use serde::Deserialize;

use super::model::{Disclosure, Project, text_in};
use super::queries::{find_facts, find_project, list_texts};
use super::steps::{Step, find_step, list_hosts};
use crate::db::Conn;
use crate::db::schema::undertakings;
use crate::error::{AppError, AppResult};
use crate::ids::RowId;
use crate::outbox::{self, Notice};
use crate::site::viewer::hash_token;
use crate::site::{Visit, ZoneKind, gate};
use crate::web::check::Check;
use crate::web::i18n::Locale;

/// The version of the text: raised whenever a word of it changes in a language.
pub const VERSION: u32 = 1;

/// The box under the text.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct UndertakingForm {
    /// Ticked: anything.
    pub agree: String,
}

/// What is hashed: the version, the language and the text as it is shown.
pub fn wording(locale: Locale) -> String {
    format!("{VERSION} {} {}", locale.tag(), locale.t("undertaking-text"))
}

/// Writes down that a person has undertaken to keep a project confidential, and tells who answers for it.
/// Safe to repeat.
///
/// # Errors
/// 404 for what they may not read; the box where it was not ticked; refused where the zone is not open.
pub fn undertake(conn: &mut Conn, visit: &Visit, slug: &str, form: &UndertakingForm) -> AppResult<()> {
    let writer = visit.writer()?;
    let edition = visit.edition()?;
    let (project, owner) = find_project(conn, &edition.id, slug)?.ok_or(AppError::NotFound)?;
    let step = find_step(conn, &project, &owner, visit)?;
    if step < Step::Details {
        return Err(AppError::NotFound);
    }
    gate::require_open(conn, &edition.id, ZoneKind::Pairing, visit.now)?;
    let mut check = Check::new();
    check.ticked("agree", &form.agree);
    check.finish(|| Some(()))?;
    if step > Step::Details {
        return Ok(());
    }
    let revision = project.published_revision_id.clone().ok_or(AppError::NotFound)?;
    if find_facts(conn, &revision)?.disclosure != Disclosure::Undertaking {
        return Err(AppError::Conflict("error-undertaking-not-asked"));
    }
    let row = (
        undertakings::id.eq(RowId::new()),
        undertakings::project_id.eq(&project.id),
        undertakings::person_id.eq(&writer.person),
        undertakings::text_hash.eq(hash_token(&wording(visit.locale))),
        undertakings::created_at.eq(visit.now),
    );
    let unique = (undertakings::project_id, undertakings::person_id);
    crate::upsert!(conn, undertakings::table, row, unique, undertakings::project_id.eq(&project.id))?;
    tell_hosts(conn, visit, &project, &revision)
}

fn tell_hosts(
    conn: &mut Conn,
    visit: &Visit,
    project: &Project,
    revision: &crate::ids::ProjectRevisionId,
) -> AppResult<()> {
    let texts = list_texts(conn, std::slice::from_ref(revision))?;
    let name = visit.writer()?.name.clone();
    let link = format!("/pairing/projects/{}", project.slug);
    for host in list_hosts(conn, project)? {
        outbox::notify(conn, &host, "project.undertaken", &link, visit.now, |locale| {
            let title = text_in(&texts, locale).map_or("", |text| text.title.as_str());
            Notice {
                subject: locale.tf("notice-project-undertaken", &[("person", &name), ("project", title)]),
                detail: String::new(),
            }
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever changes the text raises the version and these sums.
    #[test]
    fn the_text_that_was_ticked_is_known_by_its_version() {
        let sum = |locale: &Locale| hash_token(&wording(*locale)).chars().take(12).collect::<String>();
        let sums = Locale::ALL.iter().map(sum).collect::<Vec<_>>();
        assert_eq!((VERSION, sums.join(" ").as_str()), (1, "15f5e74434c7 bc8265a11148"));
    }
}
