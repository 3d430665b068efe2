//! What is done to fairs and to the postings in them, each with its record and with who is told.
//! Called by the handlers, inside the transaction that checked the right.

use super::beginning::{await_beginning, tell_all};
use super::forms::ValidFair;
use super::model::{Fair, FairStage, FairState, Part, PartState, text_in};
use super::{part_queries, queries};
use crate::chat::rooms::{RoomKind, find_or_make_room};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::FileId;
use crate::lifecycle::Mover;
use crate::outbox::{self, Notice};
use crate::recruitment::applications::queries::list_recruiters;
use crate::recruitment::postings::model::Posting;
use crate::recruitment::postings::queries::{PostingRow, list_texts};
use crate::web::i18n::Locale;

/// Makes a draft public, with a room of its own.
///
/// # Errors
/// 409 when it would be over, or is no draft.
pub fn publish(conn: &mut Conn, fair: &Fair, mover: Mover<'_>) -> AppResult<()> {
    if fair.ends_at <= mover.at {
        return Err(AppError::Conflict("error-fair-over"));
    }
    queries::move_fair(conn, fair, FairState::Published, mover)?;
    find_or_make_room(conn, &fair.edition_id, (RoomKind::Fair, fair.id.as_str()), mover.at)?;
    await_beginning(conn, fair, mover.at)
}

/// Calls a fair off; everybody whose organization takes part is told why.
///
/// # Errors
/// 409 when it is over or not public.
pub fn cancel(conn: &mut Conn, fair: &Fair, mover: Mover<'_>) -> AppResult<()> {
    if fair.stage(mover.at) == FairStage::Past {
        return Err(AppError::Conflict("error-fair-over"));
    }
    queries::move_fair(conn, fair, FairState::Cancelled, mover)?;
    tell_all(conn, fair, ("fair.cancelled", "notice-fair-cancelled"), mover.reason, mover.at)
}

/// Sets a fair to what was typed. One that is public and moved to other times is told to everybody whose
/// organization takes part.
///
/// # Errors
/// 409 when it was called off, when it is over and would be moved, or when somebody was faster; the field
/// `ends_at` when it would be over.
pub fn update(
    conn: &mut Conn,
    fair: &Fair,
    valid: &ValidFair,
    picture: Option<&FileId>,
    mover: Mover<'_>,
) -> AppResult<()> {
    let is_moved = (valid.starts_at, valid.ends_at) != (fair.starts_at, fair.ends_at);
    match fair.stage(mover.at) {
        FairStage::Cancelled => return Err(AppError::Conflict("error-move-not-allowed")),
        FairStage::Past if is_moved => return Err(AppError::Conflict("error-fair-over")),
        FairStage::Upcoming | FairStage::Running if is_moved && valid.ends_at <= mover.at => {
            return Err(AppError::Invalid(FieldErrors::one("ends_at", "error-fair-ends-past")));
        }
        _ => {}
    }
    let picture = picture.or(fair.picture_file_id.as_ref().filter(|_| !valid.removes_picture));
    queries::update_fair(conn, fair, valid, picture, mover.at)?;
    if !is_moved || fair.state != FairState::Published {
        return Ok(());
    }
    let Some(after) = queries::find_any_fair(conn, fair.id.as_str())? else { return Err(AppError::NotFound) };
    if after.starts_at != fair.starts_at {
        await_beginning(conn, &after, mover.at)?;
    }
    tell_all(conn, &after, ("fair.moved", "notice-fair-moved"), "", mover.at)
}

/// Brings a posting of an organization to a fair. Safe to repeat.
///
/// # Errors
/// 409 when the fair takes none any more, the posting is not live, or the organizer took it out.
pub fn bring(
    conn: &mut Conn,
    fair: &Fair,
    (posting, is_verified): (&Posting, bool),
    mover: Mover<'_>,
) -> AppResult<()> {
    require_takes_postings(fair, mover)?;
    if posting.edition_id != fair.edition_id {
        return Err(AppError::NotFound);
    }
    if !part_queries::is_live_at(posting, is_verified, mover.at) {
        return Err(AppError::Conflict("error-fair-posting-not-live"));
    }
    match part_queries::find_part(conn, &fair.id, &posting.id)? {
        None => part_queries::insert_part(conn, &fair.id, &posting.id, mover),
        Some(part) => match part.state {
            PartState::Listed => Ok(()),
            PartState::Withdrawn => part_queries::move_part(conn, &part, PartState::Listed, mover),
            PartState::Removed => Err(AppError::Conflict("error-fair-posting-removed")),
        },
    }
}

/// Takes a posting out of a fair, by its organization. Safe to repeat.
///
/// # Errors
/// 409 when the fair is over or called off; 404 when the posting was never brought there.
pub fn withdraw(conn: &mut Conn, fair: &Fair, posting: &Posting, mover: Mover<'_>) -> AppResult<()> {
    require_takes_postings(fair, mover)?;
    let part = part_queries::find_part(conn, &fair.id, &posting.id)?.ok_or(AppError::NotFound)?;
    match part.state {
        PartState::Listed => part_queries::move_part(conn, &part, PartState::Withdrawn, mover),
        PartState::Withdrawn | PartState::Removed => Ok(()),
    }
}

fn require_takes_postings(fair: &Fair, mover: Mover<'_>) -> AppResult<()> {
    match fair.stage(mover.at) {
        FairStage::Upcoming | FairStage::Running => Ok(()),
        FairStage::Past => Err(AppError::Conflict("error-fair-over")),
        FairStage::Cancelled => Err(AppError::Conflict("error-fair-cancelled")),
        FairStage::Draft => Err(AppError::NotFound),
    }
}

/// Takes a posting out of a fair, or puts it back, by the organizer; its recruiters are told why.
///
/// # Errors
/// 409 when the move is illegal or somebody was faster.
pub fn decide(
    conn: &mut Conn,
    fair: &Fair,
    (row, part): &(PostingRow, Part),
    to: PartState,
    mover: Mover<'_>,
) -> AppResult<()> {
    // What its organization took out is not put back by anybody else.
    if to == PartState::Listed && part.state != PartState::Removed {
        return Err(AppError::Conflict("error-move-not-allowed"));
    }
    part_queries::move_part(conn, part, to, mover)?;
    let told = match to {
        PartState::Removed => ("fair.removed", "notice-fair-removed"),
        PartState::Listed | PartState::Withdrawn => ("fair.readmitted", "notice-fair-readmitted"),
    };
    tell_recruiters(conn, fair, row, told, mover)
}

fn tell_recruiters(
    conn: &mut Conn,
    fair: &Fair,
    (_, facts, employer): &PostingRow,
    (kind, key): (&'static str, &'static str),
    mover: Mover<'_>,
) -> AppResult<()> {
    let fair_texts = queries::list_texts(conn, std::slice::from_ref(&fair.id))?;
    let texts = list_texts(conn, std::slice::from_ref(&facts.id))?;
    let link = format!("/organizations/{}/fairs/{}", employer.slug, fair.id);
    for person in list_recruiters(conn, &employer.id)? {
        outbox::notify(conn, &person, kind, &link, mover.at, |locale: Locale| {
            let posting = crate::recruitment::postings::model::text_in(&texts, locale);
            let posting = posting.map_or("", |text| text.title.as_str());
            let fair = text_in(&fair_texts, &fair.id, locale).map_or("", |text| text.title.as_str());
            let subject = locale.tf(key, &[("posting", posting), ("fair", fair)]);
            Notice { subject, detail: mover.reason.to_owned() }
        })?;
    }
    Ok(())
}
