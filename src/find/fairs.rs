//! What job fairs are found by: title and introduction, from their publication on; not once they are
//! called off.

use diesel::prelude::*;
use diesel::sql_types;

use super::documents::{BODY_MAX, FAIR};
use super::kinds::{Row, Wanted, narrowed};
use crate::db::Conn;
use crate::db::schema::fairs;
use crate::error::AppResult;
use crate::ids::FairId;
use crate::recruitment::fairs::FairState;
use crate::recruitment::fairs::model::Fair;
use crate::recruitment::fairs::queries::list_texts;
use crate::search::{Document, Source, Text};
use crate::web::markdown;

/// The source of fairs.
pub(super) struct Fairs;

impl Source for Fairs {
    fn kind(&self) -> &'static str {
        FAIR
    }

    fn document(&self, conn: &mut Conn, id: &str) -> AppResult<Option<Document>> {
        let found: Option<Fair> = fairs::table
            .filter(fairs::id.eq(id))
            .filter(fairs::state.eq(FairState::Published))
            .select(Fair::as_select())
            .first(conn)
            .optional()?;
        let Some(fair) = found else { return Ok(None) };
        let texts = list_texts(conn, std::slice::from_ref(&fair.id))?.into_iter().map(|text| Text {
            locale: text.locale,
            title: text.title,
            body: markdown::plain(&text.introduction, BODY_MAX),
        });
        Ok(Some(Document {
            texts: texts.collect(),
            facets: Vec::new(),
            numbers: Vec::new(),
            dated: fair.starts_at,
            from: None,
            until: None,
            edition: fair.edition_id.to_string(),
        }))
    }

    fn all_ids(&self, conn: &mut Conn) -> AppResult<Vec<String>> {
        let public = fairs::table.filter(fairs::state.eq(FairState::Published));
        let ids: Vec<FairId> = public.select(fairs::id).load(conn)?;
        Ok(ids.iter().map(ToString::to_string).collect())
    }
}

/// The fairs that are public. They belong to no organization.
///
/// # Errors
/// What the database said.
pub(super) fn list_public_fairs(conn: &mut Conn, wanted: Wanted<'_>) -> QueryResult<Vec<Row>> {
    let nobody = || "".into_sql::<sql_types::Text>();
    let public = fairs::table.filter(fairs::state.eq(FairState::Published)).select((
        fairs::id,
        fairs::slug,
        nobody(),
        nobody(),
        fairs::updated_at,
    ));
    narrowed!(public, fairs, wanted).load(conn)
}
