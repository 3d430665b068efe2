//! What activities are found by: their texts, how they went, host, place and kind; from their announcement on,
//! not once they are called off.

use diesel::prelude::*;

use super::documents::{BODY_MAX, joined};
use super::kinds::{Row, Wanted, narrowed};
use crate::activities::model::{ACTIVITY, Activity, ActivityState};
use crate::activities::queries::list_texts;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{activities, organizations};
use crate::error::AppResult;
use crate::search::{Document, Source, Text};
use crate::web::i18n::Locale;
use crate::web::markdown;

/// The states in which nobody finds it.
const HIDDEN: [ActivityState; 2] = [ActivityState::Draft, ActivityState::Cancelled];

/// The source of activities.
pub(super) struct Activities;

impl Source for Activities {
    fn kind(&self) -> &'static str {
        ACTIVITY
    }

    fn document(&self, conn: &mut Conn, id: &str) -> AppResult<Option<Document>> {
        let found: Option<(Activity, Option<String>, Option<String>)> = activities::table
            .left_join(organizations::table)
            .filter(activities::id.eq(id))
            .filter(activities::state.ne_all(HIDDEN))
            .select((Activity::as_select(), organizations::name.nullable(), organizations::name_zh.nullable()))
            .first(conn)
            .optional()?;
        let Some((activity, name, name_zh)) = found else { return Ok(None) };
        let hosts = [name.as_deref(), name_zh.as_deref(), Some(&activity.host), Some(&activity.host_zh)];
        let mut texts = Vec::new();
        for text in list_texts(conn, std::slice::from_ref(&activity.id))? {
            let Some(locale) = Locale::from_tag(&text.locale) else { continue };
            let told = [markdown::plain(&text.body, BODY_MAX), markdown::plain(&text.recap, BODY_MAX)];
            let facts = [text.outcome.as_str(), &activity.place, &activity.place_zh, locale.t(activity.kind.key())];
            let all = told.iter().map(String::as_str).chain(facts).chain(hosts.into_iter().flatten());
            texts.push(Text { locale, title: text.title.clone(), body: joined(all) });
        }
        Ok(Some(Document {
            texts,
            facets: Vec::new(),
            numbers: Vec::new(),
            dated: activity.starts_at,
            from: None,
            until: None,
            edition: activity.edition_id.to_string(),
        }))
    }

    fn all_ids(&self, conn: &mut Conn) -> AppResult<Vec<String>> {
        Ok(activities::table.filter(activities::state.ne_all(HIDDEN)).select(activities::id).load(conn)?)
    }
}

/// The activities that are public and take place, each with its host.
///
/// # Errors
/// What the database said.
pub(super) fn list_public_activities(conn: &mut Conn, wanted: Wanted<'_>) -> QueryResult<Vec<Row>> {
    type Found = (String, String, (String, String), (Option<String>, Option<String>), Instant);
    let public = activities::table.left_join(organizations::table).filter(activities::state.ne_all(HIDDEN)).select((
        activities::id,
        activities::slug,
        (activities::host, activities::host_zh),
        (organizations::name.nullable(), organizations::name_zh.nullable()),
        activities::updated_at,
    ));
    let rows: Vec<Found> = narrowed!(public, activities, wanted).load(conn)?;
    let row = |(id, slug, host, organization, changed_at): Found| {
        let (organization, organization_zh) = match organization {
            (Some(name), name_zh) => (name, name_zh.unwrap_or_default()),
            (None, _) => host,
        };
        Row { id, slug, organization, organization_zh, changed_at }
    };
    Ok(rows.into_iter().map(row).collect())
}
