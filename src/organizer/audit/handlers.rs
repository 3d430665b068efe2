//! Answers `/organizer/audit`.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::queries;
use super::views::IndexPage;
use crate::audit::Action;
use crate::db::Conn;
use crate::error::AppResult;
use crate::site::{Asker, Site, Viewer, Visit};
use crate::web::forms::Asked;
use crate::web::i18n::Locale;
use crate::web::paging::{Cursor, Page};
use crate::web::{render, text};

/// Entries on a page.
const ROWS_ON_A_PAGE: usize = 50;

/// What the trail is narrowed to.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// A kind of things.
    pub kind: String,
    /// Words of an entry, or a thing's id.
    pub q: String,
    /// The place in the list.
    pub page: String,
}

/// The actions whose name in this language holds these words.
fn actions_named(locale: Locale, words: &str) -> Vec<Action> {
    let words = text::fold(words);
    let is_named = |action: &Action| text::fold(locale.t(action.key())).contains(&words);
    Action::ALL.iter().copied().filter(is_named).collect()
}

/// `GET /organizer/audit`.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(wanted): Asked<Wanted>) -> AppResult<HttpResponse> {
    let (kind, words) = (text::clip(&wanted.kind, 40), text::clip(wanted.q.trim(), 100));
    let cursor = Cursor::read(&wanted.page);
    let asked = (kind.clone(), words.clone());
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::is_administrator)?;
        let limit = ROWS_ON_A_PAGE as i64 + 1;
        let named = actions_named(visit.locale, &asked.1);
        let rows = queries::list_entries(conn, &asked.0, (&asked.1, &named), cursor.as_ref(), limit)?;
        let place = |row: &queries::TrailEntry| (String::new(), row.id.to_string());
        let found = Page::of_rows(rows, ROWS_ON_A_PAGE, cursor.as_ref(), place);
        Ok((found, queries::list_kinds(conn)?))
    };
    let (page, (found, kinds)) = site.read(&asker, "organizer", read).await?;
    render::page(&IndexPage::new(page, kinds, kind, words, found))
}
