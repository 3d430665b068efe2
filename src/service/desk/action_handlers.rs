//! Answers the forms of agents on the page of an enquiry. What was typed stays, also where somebody was faster.

use actix_web::{HttpResponse, web};

use super::actions;
use super::forms::DeskForm;
use super::handlers::{draw, read_id};
use super::page_views::Problem;
use super::queries::find_of_edition;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{EnquiryEntryId, EnquiryId};
use crate::lifecycle::{Mover, require_version};
use crate::service::enquiries::model::{Change, Enquiry};
use crate::service::enquiries::queries::{change_enquiry, find_held, has_entry};
use crate::service::enquiries::telling::desk_link;
use crate::service::enquiries::{moves, take_files, write_with};
use crate::site::files::NewFile;
use crate::site::{Asker, Site, Viewer, Visit, ZoneKind, gate};
use crate::web::forms::{Posted, Upload};
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

/// What a form of an agent writes into the history.
#[derive(Clone)]
struct Written {
    /// The same for the same form: sent twice it is one.
    entry: EnquiryEntryId,
    files: Vec<NewFile>,
}

/// An enquiry at which this visitor may do something.
fn find_to_act(conn: &mut Conn, visit: &Visit, id: &EnquiryId) -> AppResult<Enquiry> {
    visit.staff(Viewer::may_serve)?;
    visit.writer()?;
    let enquiry = find_of_edition(conn, &visit.edition()?.id, id)?;
    gate::require_not_shut(conn, &enquiry.edition_id, ZoneKind::Service)?;
    Ok(enquiry)
}

/// Runs what an agent does and goes back to the page. `written` is what the form writes, where it writes something.
async fn act(
    site: &Site,
    asker: &Asker,
    (id, form): (&str, DeskForm),
    (written, flash): (Option<Written>, &'static str),
    work: impl Fn(&mut Conn, &mut Enquiry, &Act<'_>) -> AppResult<()> + Send + 'static,
) -> AppResult<HttpResponse> {
    let id = read_id(id)?;
    let (of, typed) = (id.clone(), form.clone());
    let entry = written.as_ref().map(|written| written.entry.clone());
    let write = move |conn: &mut Conn, visit: &Visit| {
        find_to_act(conn, visit, &of)?;
        let mut enquiry = find_held(conn, &of)?;
        if let Some(entry) = &entry
            && has_entry(conn, &enquiry.id, entry)?
        {
            return Ok((false, ()));
        }
        require_version(enquiry.version, &typed.version)?;
        work(conn, &mut enquiry, &Act { visit, viewer: visit.viewer()?, form: &typed })?;
        Ok((true, ()))
    };
    let files = written.map(|written| written.files).unwrap_or_default();
    match write_with(site, asker, &files, write).await {
        Ok(()) => Ok(site.done(desk_link(&id), flash)),
        Err(error) => draw_problem(site, asker, (id, form), error).await,
    }
}

/// The page again with what was typed, where that helps.
async fn draw_problem(
    site: &Site,
    asker: &Asker,
    (id, form): (EnquiryId, DeskForm),
    error: AppError,
) -> AppResult<HttpResponse> {
    match error {
        AppError::Invalid(errors) => draw(site, asker, id, form, Problem::Wrong(errors)).await,
        AppError::Conflict("error-changed-meanwhile" | "error-enquiry-closed") => {
            draw(site, asker, id, form, Problem::Changed).await
        }
        error => Err(error),
    }
}

/// Takes the files of a field, and finds the id of what the form writes. `parse` says whether the rest is as it should be.
async fn take(
    site: &Site,
    asker: &Asker,
    (id, form, words): (&str, &DeskForm, &str),
    (field, uploads): (&'static str, Vec<Upload>),
    parse: fn(&DeskForm) -> Result<(), FieldErrors>,
) -> AppResult<Written> {
    let (of, typed) = (read_id(id)?, form.clone());
    let made = once::id_of(&form.key, &(id, field, words, &uploads));
    let entry = made.and_then(|id| id.to_string().parse().ok()).unwrap_or_else(EnquiryEntryId::new);
    let check = move |conn: &mut Conn, visit: &Visit| {
        find_to_act(conn, visit, &of)?;
        Ok(parse(&typed)?)
    };
    Ok(Written { entry, files: take_files(site, asker, (field, uploads), check).await? })
}

/// `POST /service/desk/enquiries/{id}/answers`: or puts a canned reply into what is typed.
pub async fn answer(site: web::Data<Site>, asker: Asker, id: Id, posted: Form) -> AppResult<HttpResponse> {
    let Posted { form, mut files } = posted;
    if !form.insert.is_empty() {
        return draw(&site, &asker, read_id(&id)?, form, Problem::None).await;
    }
    let uploads = ("files", files.take_all("files"));
    let written =
        match take(&site, &asker, (&id, &form, &form.body), uploads, |form| form.parse_answer().map(drop)).await {
            Ok(written) => written,
            Err(error) => return draw_problem(&site, &asker, (read_id(&id)?, form), error).await,
        };
    let new = written.clone();
    let work = move |conn: &mut Conn, enquiry: &mut Enquiry, act: &Act<'_>| {
        let (body, then) = act.form.parse_answer()?;
        let said = (&new.entry, body.as_str(), new.files.as_slice());
        actions::answer(conn, enquiry, said, then, &act.viewer.person, act.visit.now)
    };
    act(&site, &asker, (&id, form), (Some(written), "flash-enquiry-answered"), work).await
}

/// `POST /service/desk/enquiries/{id}/notes`.
pub async fn note(site: web::Data<Site>, asker: Asker, id: Id, posted: Form) -> AppResult<HttpResponse> {
    let Posted { form, mut files } = posted;
    let uploads = ("note_files", files.take_all("note_files"));
    let written = match take(&site, &asker, (&id, &form, &form.note), uploads, |form| form.parse_note().map(drop)).await
    {
        Ok(written) => written,
        Err(error) => return draw_problem(&site, &asker, (read_id(&id)?, form), error).await,
    };
    let new = written.clone();
    let work = move |conn: &mut Conn, enquiry: &mut Enquiry, act: &Act<'_>| {
        let note = act.form.parse_note()?;
        let said = (&new.entry, note.as_str(), new.files.as_slice());
        actions::note(conn, enquiry, said, &act.viewer.person, act.visit.now)
    };
    act(&site, &asker, (&id, form), (Some(written), "flash-enquiry-noted"), work).await
}

/// `POST /service/desk/enquiries/{id}/assignment`.
pub async fn assign(site: web::Data<Site>, asker: Asker, id: Id, posted: Form) -> AppResult<HttpResponse> {
    let work = |conn: &mut Conn, enquiry: &mut Enquiry, act: &Act<'_>| {
        let (person, note) = act.form.parse_assignment()?;
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
    act(&site, &asker, (&id, posted.form), (None, "flash-desk-resolved"), work).await
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
