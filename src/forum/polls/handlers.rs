//! Answers those who vote, and those who make polls.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::{MoveForm, PollForm, VoteForm};
use super::model::{Poll, PollState};
use super::queries;
use super::views::EditPage;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::forum::questions::draw_desk;
use crate::forum::taking_part::{find_hosted, find_of, require_host, require_participant};
use crate::forum::talk::{self, find_talk_room};
use crate::ids::{PollId, PollOptionId};
use crate::lifecycle::{Mover, require_version};
use crate::live::Talk;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Posted;
use crate::web::render;

/// The form of a new poll, on the desk of its session.
pub type NewPoll = PollForm;

/// `POST /forum/sessions/{slug}/polls`: a draft.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    posted: Posted<PollForm>,
) -> AppResult<HttpResponse> {
    let (slug, form, id) = (slug.into_inner(), posted.form, PollId::new());
    let (address, typed) = (slug.clone(), form.clone());
    let store = move |conn: &mut Conn, visit: &Visit| {
        let session = find_hosted(conn, visit, &address)?;
        let me = require_host(conn, visit, &session)?;
        let (question, options) = typed.parse()?;
        let poll = Poll {
            id: id.clone(),
            session_id: session.id.clone(),
            state: PollState::Draft,
            question,
            version: 1,
            created_at: visit.now,
            updated_at: visit.now,
        };
        queries::insert_poll(conn, &poll, &options, Mover { person: Some(&me), at: visit.now, reason: "" })?;
        Ok(find_talk_room(conn, &session)?)
    };
    let stored = site.write(&asker, store).await;
    if let Ok(room) = &stored {
        talk::tell(&site, room.as_ref(), Talk::Desk);
    }
    match stored {
        Ok(_) => Ok(site.done(format!("/forum/sessions/{slug}/desk#polls"), "flash-poll-saved")),
        Err(AppError::Invalid(errors)) => {
            draw_desk(&site, &asker, slug, form, errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// `GET /forum/polls/{id}`: the form of a draft.
pub async fn edit(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    draw(&site, &asker, &id, None, FieldErrors::new(), StatusCode::OK).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    id: &str,
    typed: Option<PollForm>,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let id: PollId = id.parse().map_err(|_| AppError::NotFound)?;
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.viewer()?;
        let poll = queries::find_poll(conn, &id)?;
        let session = find_of(conn, visit, &poll.session_id)?;
        find_hosted(conn, visit, &session.slug)?;
        let options = queries::list_options(conn, std::slice::from_ref(&poll.id))?;
        Ok((session, PollForm::of(&poll, &options), poll))
    };
    let (page, (session, present, poll)) = site.read(asker, "forum", read).await?;
    let form = typed.unwrap_or(present);
    render::page_with(status, &EditPage { page, link: format!("{}/desk", session.link()), poll, form, errors })
}

/// `POST /forum/polls/{id}`.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<PollForm>,
) -> AppResult<HttpResponse> {
    let (id, form) = (id.into_inner(), posted.form);
    let (poll, typed): (PollId, _) = (id.parse().map_err(|_| AppError::NotFound)?, form.clone());
    let store = move |conn: &mut Conn, visit: &Visit| {
        visit.viewer()?;
        let poll = queries::find_poll(conn, &poll)?;
        let session = find_of(conn, visit, &poll.session_id)?;
        require_host(conn, visit, &session)?;
        require_version(poll.version, &typed.version)?;
        queries::update_poll(conn, &poll, &typed.parse()?, visit.now)?;
        Ok((session.link(), find_talk_room(conn, &session)?))
    };
    let stored = site.write(&asker, store).await;
    if let Ok((_, room)) = &stored {
        talk::tell(&site, room.as_ref(), Talk::Desk);
    }
    match stored {
        Ok((link, _)) => Ok(site.done(format!("{link}/desk#polls"), "flash-poll-saved")),
        Err(AppError::Invalid(errors)) => {
            draw(&site, &asker, &id, Some(form), errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// `POST /forum/polls/{id}/moves`.
pub async fn move_poll(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<MoveForm>,
) -> AppResult<HttpResponse> {
    let (id, form): (PollId, _) = (id.parse().map_err(|_| AppError::NotFound)?, posted.form);
    let change = move |conn: &mut Conn, visit: &Visit| {
        visit.viewer()?;
        let poll = queries::find_poll(conn, &id)?;
        let session = find_of(conn, visit, &poll.session_id)?;
        let me = require_host(conn, visit, &session)?;
        let to = form.parse()?;
        require_version(poll.version, &form.version)?;
        queries::move_poll(conn, &poll, to, Mover { person: Some(&me), at: visit.now, reason: "" })?;
        let is_shown = [poll.state, to].iter().any(|state| PollState::SHOWN.contains(state));
        Ok((session.link(), find_talk_room(conn, &session)?, talk::audience(is_shown)))
    };
    let (link, room, audience) = site.write(&asker, change).await?;
    talk::tell(&site, room.as_ref(), audience);
    Ok(site.done(format!("{link}/desk#polls"), "flash-poll-moved"))
}

/// `POST /forum/polls/{id}/votes`.
pub async fn vote(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<VoteForm>,
) -> AppResult<HttpResponse> {
    let id: PollId = id.parse().map_err(|_| AppError::NotFound)?;
    let vote = move |conn: &mut Conn, visit: &Visit| {
        visit.viewer()?;
        let poll = queries::find_poll(conn, &id)?;
        let session = find_of(conn, visit, &poll.session_id)?;
        let person = require_participant(conn, visit, &session)?;
        if !PollState::SHOWN.contains(&poll.state) {
            return Err(AppError::NotFound);
        }
        let option: PollOptionId =
            posted.form.option.parse().map_err(|_| FieldErrors::one("option", "error-required"))?;
        queries::insert_vote(conn, (&id, &option), &person, visit.now)?;
        Ok((session.link(), find_talk_room(conn, &session)?))
    };
    let (link, room) = site.write(&asker, vote).await?;
    talk::tell(&site, room.as_ref(), Talk::Shown);
    Ok(site.done(format!("{link}#polls"), "flash-poll-voted"))
}
