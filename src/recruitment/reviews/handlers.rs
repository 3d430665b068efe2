//! Answers reviewers of the recruitment zone.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::queries;
use super::views::{DecisionPage, QueuePage};
use crate::accounts::organizations::verify_organization;
use crate::audit;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::PersonId;
use crate::lifecycle::RevisionState;
use crate::outbox::{self, Notice};
use crate::recruitment::postings::model::text_in;
use crate::recruitment::postings::queries::{PostingRow, cards_of, list_texts};
use crate::recruitment::postings::views::card;
use crate::recruitment::workspace::approve_revision;
use crate::site::{Asker, Site, Visit, ZoneKind};
use crate::web::check::Check;
use crate::web::forms::Posted;
use crate::web::{markdown, render};

fn require_reviewer(visit: &Visit) -> AppResult<PersonId> {
    visit.staff(|viewer| viewer.may_review(ZoneKind::Recruitment)).map(|viewer| viewer.person.clone())
}

/// The queue.
pub async fn index(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let work = |conn: &mut Conn, visit: &Visit| {
        require_reviewer(visit)?;
        let rows = queries::list_submitted(conn, &visit.edition()?.id)?;
        let cards = cards_of(conn, &rows, visit.locale, visit.now)?;
        let ids = rows.into_iter().map(|row| row.0.id.to_string());
        Ok(ids.zip(cards).collect())
    };
    let (page, rows) = site.read(&asker, "organizer", work).await?;
    render::page(&QueuePage { page, rows })
}

/// One submitted posting with the form of the decision.
pub async fn show(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    render::page(&draw(&site, &asker, id.into_inner(), String::new(), FieldErrors::new()).await?)
}

async fn draw(site: &Site, asker: &Asker, id: String, comment: String, errors: FieldErrors) -> AppResult<DecisionPage> {
    let work = move |conn: &mut Conn, visit: &Visit| {
        require_reviewer(visit)?;
        let row = queries::find_submitted(conn, &visit.edition()?.id, &id)?;
        let texts = list_texts(conn, std::slice::from_ref(&row.1.id))?;
        Ok((card(&row, &texts, visit.locale, visit.now), row, texts))
    };
    let (page, (card, row, texts)) = site.read(asker, "organizer", work).await?;
    let texts =
        texts.iter().map(|text| (text.locale.tag(), text.title.clone(), markdown::render(&text.body))).collect();
    let is_pending = row.2.state != "verified";
    Ok(DecisionPage { page, card, id: row.0.id.to_string(), is_pending, texts, comment, errors })
}

/// A decision.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DecisionForm {
    decision: String,
    comment: String,
}

/// Decides. A comment is required where something is asked for or refused.
pub async fn decide(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<DecisionForm>,
) -> AppResult<HttpResponse> {
    let (id, form) = (id.into_inner(), posted.form);
    let to: RevisionState = form.decision.parse().map_err(|()| AppError::Bad("error-form"))?;
    let least = match to {
        RevisionState::Approved => 0,
        RevisionState::ChangesRequested | RevisionState::Rejected => 10,
        RevisionState::Draft | RevisionState::Submitted => return Err(AppError::Bad("error-form")),
    };
    let mut check = Check::new();
    let comment = check.text("comment", &form.comment, least, 1_000);
    if let Err(errors) = check.finish(|| Some(())) {
        return render::invalid(&draw(&site, &asker, id, form.comment, errors).await?);
    }
    site.write(&asker, move |conn, visit| {
        let person = require_reviewer(visit)?;
        let row = queries::find_submitted(conn, &visit.edition()?.id, &id)?;
        let action = match to {
            RevisionState::Approved => {
                approve_revision(conn, &row.0, &row.1.id, &person, visit.now)?;
                verify_organization(conn, &row.0.edition_id, &row.2.id, &person, visit.now)?;
                "posting.approve"
            }
            RevisionState::Rejected => {
                queries::decide_against(conn, &row, to, &comment, &person, visit.now)?;
                "posting.reject"
            }
            _ => {
                queries::decide_against(conn, &row, to, &comment, &person, visit.now)?;
                "posting.request_changes"
            }
        };
        let thing = ("posting", row.0.id.as_str());
        audit::insert_entry(conn, queries::act(&row, &person, visit.now, action, thing))?;
        tell_submitter(conn, visit, &row, to, &comment)
    })
    .await?;
    Ok(site.done("/organizer/postings", "flash-posting-decided"))
}

fn tell_submitter(conn: &mut Conn, visit: &Visit, row: &PostingRow, to: RevisionState, comment: &str) -> AppResult<()> {
    let Some(submitter) = queries::find_submitter(conn, row)?.and_then(|id| id.parse::<PersonId>().ok()) else {
        return Ok(());
    };
    let texts = list_texts(conn, std::slice::from_ref(&row.1.id))?;
    let link = format!("/organizations/{}/postings/{}/edit", row.2.slug, row.0.id);
    let key = match to {
        RevisionState::Approved => "notice-posting-approved",
        RevisionState::Rejected => "notice-posting-rejected",
        _ => "notice-posting-changes",
    };
    outbox::notify(conn, &submitter, "posting.decided", &link, visit.now, |locale| {
        let title = text_in(&texts, locale).map_or("", |text| text.title.as_str());
        Notice { subject: locale.tf(key, &[("posting", title)]), detail: comment.to_owned() }
    })
}
