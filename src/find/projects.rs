//! What projects are found by: title, teaser and facts. Never details nor attachments, so that nothing is
//! found by what not everybody may read.

use diesel::prelude::*;

use super::documents::{PROJECT, joined};
use super::kinds::{Row, Wanted, narrowed};
use crate::accounts::organizations::OrganizationBrief;
use crate::db::Conn;
use crate::db::schema::{organizations, project_revisions, projects};
use crate::error::AppResult;
use crate::pairing::codes;
use crate::pairing::projects::forms::{Facet, readiness_band};
use crate::pairing::projects::listing::list_teasers;
use crate::pairing::projects::model::{Budget, Project, ProjectFacts};
use crate::pairing::projects::views::{field_names, place};
use crate::search::{Document, Source, Text};
use crate::web::i18n::Locale;

/// The source of projects.
pub(super) struct Projects;

impl Source for Projects {
    fn kind(&self) -> &'static str {
        PROJECT
    }

    fn document(&self, conn: &mut Conn, id: &str) -> AppResult<Option<Document>> {
        let found: Option<(Project, ProjectFacts, OrganizationBrief)> = projects::table
            .inner_join(
                project_revisions::table.on(projects::published_revision_id.eq(project_revisions::id.nullable())),
            )
            .inner_join(organizations::table.on(projects::organization_id.eq(organizations::id)))
            .filter(projects::id.eq(id))
            .filter(projects::state.eq("published"))
            .filter(organizations::state.eq("verified"))
            .select((Project::as_select(), ProjectFacts::as_select(), OrganizationBrief::as_select()))
            .first(conn)
            .optional()?;
        let Some((project, facts, owner)) = found else { return Ok(None) };
        let texts = list_teasers(conn, std::slice::from_ref(&facts.id))?.into_iter().map(|text| {
            let body = joined([text.teaser.as_str(), &words(&facts, &owner, text.locale)]);
            Text { locale: text.locale, title: text.title, body }
        });
        let ends = ("ends", project.expires_at.and_utc().timestamp());
        Ok(Some(Document {
            texts: texts.collect(),
            facets: facets(&facts),
            numbers: std::iter::once(ends).chain(facts.readiness.map(|level| ("readiness", level))).collect(),
            dated: project.published_at.unwrap_or(project.created_at),
            from: None,
            until: Some(project.expires_at),
            edition: project.edition_id.to_string(),
        }))
    }

    fn all_ids(&self, conn: &mut Conn) -> AppResult<Vec<String>> {
        let approved = projects::table.filter(projects::published_revision_id.is_not_null());
        Ok(approved.select(projects::id).load(conn)?)
    }
}

fn words(facts: &ProjectFacts, owner: &OrganizationBrief, locale: Locale) -> String {
    let (place, fields) = (place(facts, locale), field_names(&facts.fields, locale).join(" "));
    joined([owner.name.as_str(), &owner.name_zh, &place, &fields, locale.t(facts.kind.key())])
}

/// A field of the second level is also found by its first.
fn facets(facts: &ProjectFacts) -> Vec<(&'static str, String)> {
    let mut facets = vec![
        (Facet::Kind.in_index(), facts.kind.to_string()),
        (Facet::Country.in_index(), facts.country.clone()),
        (Facet::Ip.in_index(), facts.ip_status.to_string()),
    ];
    let mut fields: Vec<&str> = Vec::new();
    for field in codes::unpack(&facts.fields) {
        let top = field.split('.').next().unwrap_or_default();
        fields.extend([field, top]);
    }
    fields.sort_unstable();
    fields.dedup();
    facets.extend(fields.into_iter().map(|field| (Facet::Field.in_index(), field.to_owned())));
    facets.extend(codes::unpack(&facts.partners).map(|code| (Facet::Partner.in_index(), code.to_owned())));
    facets.extend(codes::unpack(&facts.languages).map(|code| (Facet::Language.in_index(), code.to_owned())));
    let band = facts.readiness.and_then(readiness_band);
    facets.extend(band.map(|band| (Facet::Readiness.in_index(), band.to_owned())));
    if facts.budget != Budget::Untold {
        facets.push((Facet::Budget.in_index(), facts.budget.to_string()));
    }
    facets
}

/// The projects that are open.
///
/// # Errors
/// What the database said.
pub(super) fn list_public_projects(conn: &mut Conn, wanted: Wanted<'_>) -> QueryResult<Vec<Row>> {
    let public = projects::table
        .inner_join(organizations::table)
        .filter(projects::published_revision_id.is_not_null())
        .filter(projects::state.eq("published"))
        .filter(projects::expires_at.gt(wanted.now))
        .filter(organizations::state.eq("verified"))
        .select((projects::id, projects::slug, organizations::name, organizations::name_zh, projects::updated_at));
    narrowed!(public, projects, wanted).load(conn)
}
