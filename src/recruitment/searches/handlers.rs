//! Answers under `/me/searches`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::SavedForm;
use super::model::SavedSearch;
use super::queries;
use super::views::{Asking, SearchEntry, SearchFormPage, SearchesPage};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{FairId, SearchId};
use crate::outbox::searches::Rhythm;
use crate::recruitment::fairs::FairState;
use crate::recruitment::fairs::queries::find_any_fair;
use crate::recruitment::postings::forms::SearchForm;
use crate::site::{Asker, Site, Visit, gate};
use crate::web::forms::{Asked, Posted};
use crate::web::render;

/// The searches.
pub async fn index(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let read = |conn: &mut Conn, visit: &Visit| {
        let searches = queries::list_searches(conn, &visit.edition()?.id, &visit.viewer()?.person)?;
        searches.iter().map(|search| SearchEntry::load(conn, visit, search)).collect::<AppResult<Vec<_>>>()
    };
    let (page, entries) = site.read(&asker, "me", read).await?;
    render::page(&SearchesPage { page, entries })
}

/// The fair of a form, where one is named: one that everybody may see.
fn fair_of(conn: &mut Conn, visit: &Visit, form: &SavedForm) -> AppResult<Option<FairId>> {
    if form.fair.is_empty() {
        return Ok(None);
    }
    let fair = find_any_fair(conn, &form.fair)?.ok_or(AppError::NotFound)?;
    let is_public = fair.edition_id == visit.edition()?.id && fair.state != FairState::Draft;
    if is_public { Ok(Some(fair.id)) } else { Err(AppError::NotFound) }
}

async fn draw_new(site: &Site, asker: &Asker, form: SavedForm, errors: FieldErrors) -> AppResult<SearchFormPage> {
    let typed = form.clone();
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.viewer()?;
        let fair = fair_of(conn, visit, &typed)?;
        Asking::load(conn, visit, &SearchForm::of_query(&typed.query), fair.as_ref())
    };
    let (page, asking) = site.read(asker, "me", read).await?;
    Ok(SearchFormPage { page, form, asking, id: None, is_conflict: false, errors })
}

/// What the address of the form of a new search says beside the search itself.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct FairForm {
    /// The id of the fair whose postings are searched, or empty.
    pub fair: String,
}

/// The form for a search as it stands on its page.
pub async fn new(
    site: web::Data<Site>,
    asker: Asker,
    Asked(search): Asked<SearchForm>,
    Asked(FairForm { fair }): Asked<FairForm>,
) -> AppResult<HttpResponse> {
    let form = SavedForm { query: search.query(), fair, rhythm: Rhythm::Daily.to_string(), ..SavedForm::default() };
    let mut drawn = draw_new(&site, &asker, form, FieldErrors::new()).await?;
    drawn.form.name = drawn.asking.suggested_name(drawn.page.locale);
    render::page(&drawn)
}

/// Saves a search. Sent twice, the second does nothing.
pub async fn create(site: web::Data<Site>, asker: Asker, posted: Posted<SavedForm>) -> AppResult<HttpResponse> {
    let (form, id) = (posted.form, SearchId::new());
    let typed = form.clone();
    let save = move |conn: &mut Conn, visit: &Visit| {
        let person = visit.writer()?.person.clone();
        let edition = visit.edition()?.id.clone();
        gate::require_current(conn, &edition)?;
        let fair_id = fair_of(conn, visit, &typed)?;
        let valid = typed.parse()?;
        let search = SavedSearch {
            id: id.clone(),
            person_id: person,
            edition_id: edition,
            name: valid.name,
            query: SearchForm::of_query(&typed.query).query(),
            fair_id,
            rhythm: valid.rhythm,
            begins_at: visit.now,
            checked_at: visit.now,
            next_at: None,
            version: 1,
            created_at: visit.now,
            updated_at: visit.now,
        };
        queries::insert_search(conn, &search)
    };
    match site.write(&asker, save).await {
        Ok(()) => Ok(site.done("/me/searches", "flash-search-saved")),
        Err(AppError::Invalid(errors)) => render::invalid(&draw_new(&site, &asker, form, errors).await?),
        Err(error) => Err(error),
    }
}

async fn draw_edit(
    site: &Site,
    asker: &Asker,
    id: String,
    typed: Option<SavedForm>,
    errors: FieldErrors,
) -> AppResult<SearchFormPage> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        let search = queries::find_own(conn, &visit.viewer()?.person, &id)?;
        let asking = Asking::load(conn, visit, &search.form(), search.fair_id.as_ref())?;
        Ok((search, asking))
    };
    let (page, (search, asking)) = site.read(asker, "me", read).await?;
    let stored = SavedForm {
        name: search.name,
        rhythm: search.rhythm.to_string(),
        version: search.version,
        ..SavedForm::default()
    };
    let form = typed.unwrap_or(stored);
    Ok(SearchFormPage { page, form, asking, id: Some(search.id), is_conflict: false, errors })
}

/// The form with what stands.
pub async fn edit(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    render::page(&draw_edit(&site, &asker, id.into_inner(), None, FieldErrors::new()).await?)
}

/// Saves the name and the rhythm.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<SavedForm>,
) -> AppResult<HttpResponse> {
    let (id, form) = (id.into_inner(), posted.form);
    let (typed, address) = (form.clone(), id.clone());
    let save = move |conn: &mut Conn, visit: &Visit| {
        let search = queries::find_own(conn, &visit.writer()?.person, &address)?;
        let valid = typed.parse()?;
        queries::update_search(conn, &search, &valid, typed.version, visit.now)
    };
    match site.write(&asker, save).await {
        Ok(()) => Ok(site.done("/me/searches", "flash-search-saved")),
        Err(AppError::Invalid(errors)) => render::invalid(&draw_edit(&site, &asker, id, Some(form), errors).await?),
        Err(AppError::Conflict(_)) => {
            let mut page = draw_edit(&site, &asker, id, None, FieldErrors::new()).await?;
            page.form = SavedForm { version: page.form.version, ..form };
            page.is_conflict = true;
            render::page_with(StatusCode::CONFLICT, &page)
        }
        Err(error) => Err(error),
    }
}

/// Deletes a search. Safe to repeat.
pub async fn destroy(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    let id = id.into_inner();
    let remove = move |conn: &mut Conn, visit: &Visit| {
        let person = &visit.viewer()?.person;
        let search = queries::find_own(conn, person, &id)?;
        Ok(queries::delete_search(conn, person, search.id.as_str())?)
    };
    site.write(&asker, remove).await?;
    Ok(site.done("/me/searches", "flash-search-deleted"))
}
