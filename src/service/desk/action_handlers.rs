//! Answers the forms of agents on the page of an enquiry. What was typed stays, also where somebody was faster.

use actix_web::{HttpResponse, web};

use super::actions;
use super::forms::DeskForm;
use super::handlers::{draw, read_id};
use super::page_views::Problem;
use super::queries::find_of_edition;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::EnquiryEntryId;
use crate::lifecycle::{Mover, require_version};
use crate::service::enquiries::model::{Change, Enquiry};
use crate::service::enquiries::moves;
use crate::service::enquiries::queries::{change_enquiry, find_held, has_entry};
use crate::service::enquiries::telling::desk_link;
use crate::site::{Asker, Site, Viewer, Visit, ZoneKind, gate};
use crate::web::forms::Posted;
use crate::web::once;

type Form = Posted<DeskForm>;
type Id = web::Path<String>;

/// What an agent does: in the transaction that has checked right and version.
struct Act<'a> {
    visit: &'a Visit,
    viewer: &'a Viewer,
    form: &'a DeskForm,
}

impl Act<'_> {
    fn mover(&self) -> Mover<'_> {
        Mover { person: Some(&self.viewer.person), at: self.visit.now, reason: "" }
    }
}

/// Runs what an agent does and goes back to the page. `entry` is what the form writes, where it writes something:
/// sent twice it does nothing more.
async fn act(
    site: &Site,
    asker: &Asker,
    (id, form): (&str, DeskForm),
    (entry, flash): (Option<EnquiryEntryId>, &'static str),
    work: impl Fn(&mut Conn, &mut Enquiry, &Act<'_>) -> AppResult<()> + Send + 'static,
) -> AppResult<HttpResponse> {
    let id = read_id(id)?;
    let (of, typed) = (id.clone(), form.clone());
    let write = move |conn: &mut Conn, visit: &Visit| {
        let viewer = visit.staff(Viewer::may_serve)?;
        visit.writer()?;
        find_of_edition(conn, &visit.edition()?.id, &of)?;
        let mut enquiry = find_held(conn, &of)?;
        gate::require_not_shut(conn, &enquiry.edition_id, ZoneKind::Service)?;
        if let Some(entry) = &entry
            && has_entry(conn, &enquiry.id, entry)?
        {
            return Ok(());
        }
        require_version(enquiry.version, &typed.version)?;
        work(conn, &mut enquiry, &Act { visit, viewer, form: &typed })
    };
    match site.write(asker, write).await {
        Ok(()) => Ok(site.done(desk_link(&id), flash)),
        Err(AppError::Invalid(errors)) => draw(site, asker, id, form, Problem::Wrong(errors)).await,
        Err(AppError::Conflict("error-changed-meanwhile")) => draw(site, asker, id, form, Problem::Changed).await,
        Err(error) => Err(error),
    }
}

/// The id of what a form writes: the same for the same form.
fn entry_of(id: &str, form: &DeskForm) -> EnquiryEntryId {
    let made = once::id_of(&form.key, &(id, &form.body)).and_then(|id| id.to_string().parse().ok());
    made.unwrap_or_else(EnquiryEntryId::new)
}

/// `POST /service/desk/enquiries/{id}/answers`: or puts a canned reply into what is typed.
pub async fn answer(site: web::Data<Site>, asker: Asker, id: Id, posted: Form) -> AppResult<HttpResponse> {
    if !posted.form.insert.is_empty() {
        return draw(&site, &asker, read_id(&id)?, posted.form, Problem::None).await;
    }
    let entry = entry_of(&id, &posted.form);
    let of = entry.clone();
    let work = move |conn: &mut Conn, enquiry: &mut Enquiry, act: &Act<'_>| {
        let (body, then) = act.form.parse_answer()?;
        actions::answer(conn, enquiry, (&of, &body, then), &act.viewer.person, act.visit.now)
    };
    act(&site, &asker, (&id, posted.form), (Some(entry), "flash-enquiry-answered"), work).await
}

/// `POST /service/desk/enquiries/{id}/notes`.
pub async fn note(site: web::Data<Site>, asker: Asker, id: Id, posted: Form) -> AppResult<HttpResponse> {
    let entry = entry_of(&id, &posted.form);
    let of = entry.clone();
    let work = move |conn: &mut Conn, enquiry: &mut Enquiry, act: &Act<'_>| {
        let body = act.form.parse_note(1)?;
        actions::note(conn, enquiry, (&of, &body), &act.viewer.person, act.visit.now)
    };
    act(&site, &asker, (&id, posted.form), (Some(entry), "flash-enquiry-noted"), work).await
}

/// `POST /service/desk/enquiries/{id}/assignment`.
pub async fn assign(site: web::Data<Site>, asker: Asker, id: Id, posted: Form) -> AppResult<HttpResponse> {
    let work = |conn: &mut Conn, enquiry: &mut Enquiry, act: &Act<'_>| {
        let (person, note) = (act.form.parse_person()?, act.form.parse_note(0)?);
        actions::assign(conn, enquiry, (person, &note), act.viewer, act.visit.now)
    };
    act(&site, &asker, (&id, posted.form), (None, "flash-enquiry-assigned"), work).await
}

/// `POST /service/desk/enquiries/{id}/triage`: topic, language and priority.
pub async fn sort(site: web::Data<Site>, asker: Asker, id: Id, posted: Form) -> AppResult<HttpResponse> {
    let work = |conn: &mut Conn, enquiry: &mut Enquiry, act: &Act<'_>| {
        let (topic, language, priority) = act.form.parse_triage()?;
        let change = Change {
            topic: Some(topic),
            locale: Some(language.tag().to_owned()),
            priority: Some(priority),
            ..Change::default()
        };
        change_enquiry(conn, enquiry, &change, act.visit.now)
    };
    act(&site, &asker, (&id, posted.form), (None, "flash-enquiry-sorted"), work).await
}

/// `POST /service/desk/enquiries/{id}/snooze`.
pub async fn snooze(site: web::Data<Site>, asker: Asker, id: Id, posted: Form) -> AppResult<HttpResponse> {
    let work = |conn: &mut Conn, enquiry: &mut Enquiry, act: &Act<'_>| {
        let until = act.form.parse_until(act.visit.time_zone(), act.visit.now)?;
        moves::snooze(conn, enquiry, until, act.mover())
    };
    act(&site, &asker, (&id, posted.form), (None, "flash-enquiry-snoozed"), work).await
}

/// `POST /service/desk/enquiries/{id}/resolution`.
pub async fn resolve(site: web::Data<Site>, asker: Asker, id: Id, posted: Form) -> AppResult<HttpResponse> {
    let work =
        |conn: &mut Conn, enquiry: &mut Enquiry, act: &Act<'_>| actions::resolve_and_tell(conn, enquiry, act.mover());
    act(&site, &asker, (&id, posted.form), (None, "flash-enquiry-resolved"), work).await
}

/// `POST /service/desk/enquiries/{id}/reopening`.
pub async fn reopen(site: web::Data<Site>, asker: Asker, id: Id, posted: Form) -> AppResult<HttpResponse> {
    let work = |conn: &mut Conn, enquiry: &mut Enquiry, act: &Act<'_>| actions::reopen(conn, enquiry, act.mover());
    act(&site, &asker, (&id, posted.form), (None, "flash-enquiry-reopened"), work).await
}

/// `POST /service/desk/enquiries/{id}/merger`.
pub async fn merge(site: web::Data<Site>, asker: Asker, id: Id, posted: Form) -> AppResult<HttpResponse> {
    let work = |conn: &mut Conn, enquiry: &mut Enquiry, act: &Act<'_>| {
        let target = act.form.parse_target()?;
        actions::merge(conn, enquiry, &target, act.mover())
    };
    act(&site, &asker, (&id, posted.form), (None, "flash-enquiry-merged"), work).await
}
