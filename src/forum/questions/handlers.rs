//! Answers those who ask and vote, and those who moderate.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::{AskForm, MoveForm, PinForm};
use super::model::{Question, QuestionState};
use super::queries;
use super::views::DeskPage;
use crate::chat::messages::words::has_unwanted;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::forum::polls::handlers::NewPoll;
use crate::forum::polls::queries::list_polls;
use crate::forum::sessions::queries::{find_readable, list_speaking_people, title_of};
use crate::forum::sessions::views::Typed;
use crate::forum::sessions::{self, cards_of};
use crate::forum::taking_part::{find_hosted, find_of, require_host, require_participant};
use crate::forum::talk::{self, find_talk_room};
use crate::ids::QuestionId;
use crate::lifecycle::{Mover, require_version};
use crate::live::Talk;
use crate::outbox::{self, Notice};
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Posted;
use crate::web::i18n::Locale;
use crate::web::limits::Rate;
use crate::web::once;
use crate::web::render;

/// `POST /forum/sessions/{slug}/questions`.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    posted: Posted<AskForm>,
) -> AppResult<HttpResponse> {
    let (slug, form) = (slug.into_inner(), posted.form);
    let made = once::id_of(&form.key, &(&slug, &form.question));
    let id: QuestionId = made.and_then(|id| id.to_string().parse().ok()).unwrap_or_else(QuestionId::new);
    let (address, typed, limits) = (slug.clone(), form.clone(), site.limits.clone());
    let ask = move |conn: &mut Conn, visit: &Visit| {
        let session = find_readable(conn, visit, &address)?;
        let person = require_participant(conn, visit, &session)?;
        let body = typed.parse()?;
        if has_unwanted(conn, &session.edition_id, &body)? {
            return Err(FieldErrors::one("question", "error-question-word").into());
        }
        limits.check_in_work(Rate::Message, person.as_str())?;
        let question = Question {
            id: id.clone(),
            session_id: session.id.clone(),
            person_id: person,
            state: QuestionState::Queued,
            is_pinned: false,
            body,
            votes: 0,
            version: 1,
            created_at: visit.now,
            updated_at: visit.now,
        };
        if queries::insert_question(conn, &question)? {
            tell_speakers(conn, &session, &question)?;
        }
        Ok(find_talk_room(conn, &session)?)
    };
    let asked = site.write(&asker, ask).await;
    if let Ok(room) = &asked {
        talk::tell(&site, room.as_ref(), Talk::Desk);
    }
    match asked {
        Ok(_) => Ok(site.done(format!("/forum/sessions/{slug}#questions"), "flash-question-asked")),
        Err(AppError::Invalid(errors)) => {
            let typed = Typed { errors, question: form.question, ..Typed::default() };
            sessions::draw(&site, &asker, slug, typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// Tells the speakers who have an account that something is asked, once until they have looked.
fn tell_speakers(conn: &mut Conn, session: &sessions::Session, question: &Question) -> AppResult<()> {
    let (title, link) = (title_of(conn, &session.id)?, format!("{}/desk", session.link()));
    for person in list_speaking_people(conn, &session.id)? {
        let word = |locale: Locale| Notice {
            subject: locale.tf("notice-question-asked", &[("title", &title(locale))]),
            detail: question.body.clone(),
        };
        outbox::notify_unless_seen(conn, &person, "question.asked", &link, question.created_at, word)?;
    }
    Ok(())
}

/// `POST /forum/questions/{id}/votes`.
pub async fn vote(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    let id: QuestionId = id.parse().map_err(|_| AppError::NotFound)?;
    let vote = move |conn: &mut Conn, visit: &Visit| {
        visit.viewer()?;
        let question = queries::find_question(conn, &id)?;
        let session = find_of(conn, visit, &question.session_id)?;
        let person = require_participant(conn, visit, &session)?;
        // What waits or was put aside is not there for the audience.
        if !QuestionState::SHOWN.contains(&question.state) {
            return Err(AppError::NotFound);
        }
        queries::insert_vote(conn, &id, &person, visit.now)?;
        Ok((session.link(), find_talk_room(conn, &session)?))
    };
    let (link, room) = site.write(&asker, vote).await?;
    talk::tell(&site, room.as_ref(), Talk::Shown);
    Ok(site.done(format!("{link}#questions"), "flash-question-voted"))
}

/// `POST /forum/questions/{id}/moves`.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<MoveForm>,
) -> AppResult<HttpResponse> {
    let (id, form): (QuestionId, _) = (id.parse().map_err(|_| AppError::NotFound)?, posted.form);
    let change = move |conn: &mut Conn, visit: &Visit| {
        visit.viewer()?;
        let question = queries::find_question(conn, &id)?;
        let session = find_of(conn, visit, &question.session_id)?;
        let me = require_host(conn, visit, &session)?;
        let to = form.parse()?;
        require_version(question.version, &form.version)?;
        queries::move_question(conn, &question, to, Mover { person: Some(&me), at: visit.now, reason: "" })?;
        let key = match to {
            QuestionState::Visible if question.state == QuestionState::Queued => Some("notice-question-visible"),
            QuestionState::Answered => Some("notice-question-answered"),
            _ => None,
        };
        if let Some(key) = key.filter(|_| question.person_id != me) {
            let title = title_of(conn, &session.id)?;
            let word = |locale: Locale| Notice {
                subject: locale.tf(key, &[("title", &title(locale))]),
                detail: question.body.clone(),
            };
            outbox::notify(conn, &question.person_id, "question.moved", &session.link(), visit.now, word)?;
        }
        let is_shown = [question.state, to].iter().any(|state| QuestionState::SHOWN.contains(state));
        Ok((session.link(), find_talk_room(conn, &session)?, talk::audience(is_shown)))
    };
    let (link, room, audience) = site.write(&asker, change).await?;
    talk::tell(&site, room.as_ref(), audience);
    Ok(site.done(format!("{link}/desk"), "flash-question-moved"))
}

/// `POST /forum/questions/{id}/pin`.
pub async fn pin(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<PinForm>,
) -> AppResult<HttpResponse> {
    let id: QuestionId = id.parse().map_err(|_| AppError::NotFound)?;
    let is_pinned = posted.form.pinned == "yes";
    let change = move |conn: &mut Conn, visit: &Visit| {
        visit.viewer()?;
        let question = queries::find_question(conn, &id)?;
        let session = find_of(conn, visit, &question.session_id)?;
        require_host(conn, visit, &session)?;
        queries::pin_question(conn, &id, is_pinned, visit.now)?;
        Ok((session.link(), find_talk_room(conn, &session)?))
    };
    let (link, room) = site.write(&asker, change).await?;
    talk::tell(&site, room.as_ref(), Talk::Shown);
    Ok(site.done(format!("{link}/desk"), "flash-question-moved"))
}

/// `GET /forum/sessions/{slug}/desk`: every question and poll, for who moderates them.
pub async fn desk(site: web::Data<Site>, asker: Asker, slug: web::Path<String>) -> AppResult<HttpResponse> {
    draw_desk(&site, &asker, slug.into_inner(), NewPoll::default(), FieldErrors::new(), StatusCode::OK).await
}

/// Draws the desk with what was typed about a new poll.
pub(in crate::forum) async fn draw_desk(
    site: &Site,
    asker: &Asker,
    slug: String,
    form: NewPoll,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        let session = find_hosted(conn, visit, &slug)?;
        let card = cards_of(conn, visit, std::slice::from_ref(&session))?.pop().ok_or(AppError::NotFound)?;
        let all = queries::list_questions(conn, &session.id, QuestionState::ALL, None)?;
        let polls = list_polls(conn, &session.id, Some(&visit.viewer()?.person), true)?;
        let room = find_talk_room(conn, &session)?;
        Ok(((session, room), card, all, polls))
    };
    let (mut page, ((session, room), card, questions, polls)) = site.read(asker, "forum", read).await?;
    let link = format!("{}/desk", session.link());
    site.note_seen(asker, &mut page, move |conn, visit| {
        Ok(outbox::mark_seen(conn, &visit.viewer()?.person, &link, visit.now)?)
    })
    .await?;
    render::page_with(status, &DeskPage::new(page, (session, room), card, questions, polls, (form, errors)))
}
