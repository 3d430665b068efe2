//! Answers at `/me/saved`.

use actix_web::{HttpResponse, web};

use super::forms::{ListForm, SaveForm, Tab};
use super::views::{SavedEntry, SavedPage, Shelf};
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::exhibition::booths;
use crate::forum::attending::queries::{Shown, list_kept};
use crate::forum::sessions::cards_of;
use crate::ids::SaveId;
use crate::pairing::projects;
use crate::recruitment::postings;
use crate::saves::queries::{count_saves, delete_save, insert_save, list_saves};
use crate::saves::{SaveKind, SavedThing};
use crate::site::{Asker, Site, Visit, gate};
use crate::web::forms::{Asked, Posted};
use crate::web::paging::PageNumber;
use crate::web::{render, text};

/// Things on a page.
const PAGE_SIZE: usize = 20;

/// What of these things the reader may see, in any order.
fn describe(conn: &mut Conn, visit: &Visit, kind: SaveKind, ids: &[String]) -> AppResult<Vec<SavedThing>> {
    match kind {
        SaveKind::Posting => postings::describe_saved(conn, visit, ids),
        SaveKind::Booth => booths::describe_saved(conn, visit, ids),
        SaveKind::Project => projects::describe_saved(conn, visit, ids),
    }
}

/// Whether the reader may see a thing that they want to keep. It is asked inside a write, so of the thing alone.
fn may_save(conn: &mut Conn, visit: &Visit, kind: SaveKind, form: &SaveForm) -> AppResult<bool> {
    match kind {
        SaveKind::Booth => Ok(booths::is_booth_public(conn, &visit.edition()?.id, &form.thing)?),
        SaveKind::Posting | SaveKind::Project => {
            Ok(!describe(conn, visit, kind, std::slice::from_ref(&form.thing))?.is_empty())
        }
    }
}

/// `GET /me/saved`.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(form): Asked<ListForm>) -> AppResult<HttpResponse> {
    let asked = form.clone();
    let read = move |conn: &mut Conn, visit: &Visit| {
        let counts = count_saves(conn, &visit.edition()?.id, &visit.viewer()?.person)?;
        let has = |kind: &SaveKind| counts.iter().any(|(counted, n)| counted == kind && *n > 0);
        let tab = match (asked.tab(), SaveKind::ALL.iter().copied().find(has)) {
            (Some(tab), _) => tab,
            (None, Some(kind)) => Tab::Things(kind),
            (None, None) => Tab::Sessions(None, Shown::Coming),
        };
        let shelf = match tab {
            Tab::Things(kind) => list_things(conn, visit, kind, &asked)?,
            Tab::Sessions(..) => list_sessions(conn, visit, tab, &asked)?,
        };
        Ok((tab, counts, shelf, visit.edition()?.time_zone))
    };
    let (page, (tab, counts, shelf, zone)) = site.read(&asker, "me", read).await?;
    render::page(&SavedPage::new(page, (tab, form), counts, shelf, zone))
}

fn list_things(conn: &mut Conn, visit: &Visit, kind: SaveKind, form: &ListForm) -> AppResult<Shelf> {
    let saves = list_saves(conn, &visit.edition()?.id, &visit.viewer()?.person, kind)?;
    let ids: Vec<String> = saves.iter().map(|save| save.thing.clone()).collect();
    let mut things = describe(conn, visit, kind, &ids)?;
    let entry = |save: crate::saves::model::Save| {
        let place = things.iter().position(|thing| thing.id == save.thing);
        let thing = place.map(|place| things.swap_remove(place));
        SavedEntry { kind, thing_id: save.thing, saved_at: save.created_at, thing }
    };
    let all: Vec<SavedEntry> = saves.into_iter().map(entry).collect();
    let found: Vec<SavedEntry> = all.into_iter().filter(|entry| entry.holds(&form.q)).collect();
    let (number, total) = (PageNumber::read(&form.page, PAGE_SIZE), found.len() as u64);
    let shown = found.into_iter().skip(number.offset()).take(PAGE_SIZE).collect();
    Ok(Shelf::Things(number.page(shown, total)))
}

fn list_sessions(conn: &mut Conn, visit: &Visit, tab: Tab, form: &ListForm) -> AppResult<Shelf> {
    let Tab::Sessions(kind, shown) = tab else { return Err(AppError::NotFound) };
    let own = (&visit.edition()?.id, &visit.viewer()?.person);
    let words = text::word_patterns(&form.q);
    let at = PageNumber::read(&form.page, PAGE_SIZE);
    let mut found = list_kept(conn, own, (kind, shown, visit.now), &words, at)?;
    let (rows, kinds): (Vec<_>, Vec<_>) = std::mem::take(&mut found.items).into_iter().unzip();
    let cards = cards_of(conn, visit, &rows)?;
    Ok(Shelf::Sessions(found.map(drop), cards.into_iter().zip(kinds).collect()))
}

/// `POST /me/saved`: keeps what its reader may see. Safe to repeat.
pub async fn create(site: web::Data<Site>, asker: Asker, posted: Posted<SaveForm>) -> AppResult<HttpResponse> {
    let (form, id) = (posted.form, SaveId::new());
    let back = render::local_path(&form.back).to_owned();
    let save = move |conn: &mut Conn, visit: &Visit| {
        let person = &visit.writer()?.person;
        let kind: SaveKind = form.kind.parse().map_err(|()| AppError::NotFound)?;
        let edition = &visit.edition()?.id;
        gate::require_current(conn, edition)?;
        if !may_save(conn, visit, kind, &form)? {
            return Err(AppError::NotFound);
        }
        let is_new = insert_save(conn, &id, (edition, person), (kind, &form.thing), visit.now)?;
        if is_new && kind == SaveKind::Posting {
            postings::saved::await_end(conn, id.as_str(), &form.thing, visit.now)?;
        }
        Ok(())
    };
    site.write(&asker, save).await?;
    Ok(site.done(back, "flash-saved"))
}

/// `POST /me/saved/removal`: lets go of a thing, whatever has become of it. Safe to repeat.
pub async fn destroy(site: web::Data<Site>, asker: Asker, posted: Posted<SaveForm>) -> AppResult<HttpResponse> {
    let form = posted.form;
    let back = render::local_path(&form.back).to_owned();
    let remove = move |conn: &mut Conn, visit: &Visit| {
        let person = &visit.viewer()?.person;
        let kind: SaveKind = form.kind.parse().map_err(|()| AppError::NotFound)?;
        Ok(delete_save(conn, person, kind, &form.thing)?)
    };
    site.write(&asker, remove).await?;
    Ok(site.done(back, "flash-unsaved"))
}
