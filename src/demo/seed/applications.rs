//! The demo's applications: some in every state, each with the moves that led there. Called by
//! [`super::fill`].

use chrono::Duration;
use diesel::prelude::*;

use super::{Moved, Seed, missing, record_moves};
use crate::db::Conn;
use crate::db::schema::applications;
use crate::demo::content::{LetterSeed, PostingSeed};
use crate::error::AppResult;
use crate::ids::{ApplicationId, FileId, PersonId, PostingId};

/// The organization whose recruiter is a documented account; its list must not be empty.
const DOCUMENTED: &str = "pearl-bay-robotics";
/// Further applications of each writer, elsewhere.
const ELSEWHERE: usize = 2;

/// The ways an application went.
const PATHS: &[&[&str]] = &[
    &["submitted"],
    &["submitted", "under_review"],
    &["submitted", "under_review", "shortlisted"],
    &["submitted", "under_review", "shortlisted", "interviewing"],
    &["submitted", "under_review", "shortlisted", "interviewing", "offered"],
    &["submitted", "under_review", "unsuccessful", "rejected"],
    &["submitted", "under_review", "shortlisted", "interviewing", "offered", "accepted"],
    &["submitted", "under_review", "unsuccessful"],
    &["submitted", "withdrawn"],
    &["submitted", "under_review", "shortlisted", "interviewing", "offered", "accepted", "hired"],
    &["submitted", "under_review", "shortlisted", "interviewing", "offered", "declined"],
];

/// One application to be made.
pub(super) struct Sent<'a> {
    pub(super) turn: usize,
    pub(super) letter: &'a LetterSeed,
    pub(super) person: &'a PersonId,
    pub(super) posting: &'a (PostingId, PostingSeed),
    pub(super) resume: &'a FileId,
}

pub(super) fn insert(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    let is_documented = |one: &&(PostingId, PostingSeed)| one.1.organization == DOCUMENTED;
    let (documented, others): (Vec<_>, Vec<_>) = seed.postings.iter().partition(is_documented);
    let mut turn = 0;
    for (at, letter) in seed.content.letters.iter().enumerate() {
        let first = documented.iter().cycle().nth(at % documented.len().max(1));
        let further = others.iter().skip(at * 7 % others.len().max(1)).take(ELSEWHERE);
        let resume = seed.pictures.resume(&letter.author).ok_or_else(|| missing("resume", &letter.author))?;
        for posting in first.into_iter().chain(further) {
            insert_one(conn, seed, &Sent { turn, letter, person: seed.person(&letter.author)?, posting, resume })?;
            turn += 1;
        }
    }
    Ok(())
}

pub(super) fn insert_one(conn: &mut Conn, seed: &Seed, sent: &Sent<'_>) -> AppResult<()> {
    let path = PATHS.get(sent.turn % PATHS.len()).copied().unwrap_or(&["submitted"]);
    let id = ApplicationId::new();
    let step =
        |steps: usize| seed.now - Duration::minutes(45) + Duration::minutes(6 * i64::try_from(steps).unwrap_or(0));
    let row = (
        applications::id.eq(&id),
        applications::posting_id.eq(&sent.posting.0),
        applications::person_id.eq(sent.person),
        applications::state.eq(path.last().copied().unwrap_or("submitted")),
        applications::letter.eq(&sent.letter.body),
        applications::resume_file_id.eq(sent.resume),
        applications::version.eq(i64::try_from(path.len()).unwrap_or(1)),
        applications::submitted_at.eq(step(0)),
        applications::created_at.eq(step(0)),
        applications::updated_at.eq(step(path.len() - 1)),
    );
    diesel::insert_into(applications::table).values(row).execute(conn)?;
    let owner = seed.owner_of(&sent.posting.1.organization)?;
    let froms = std::iter::once("").chain(path.iter().copied());
    let moves: Vec<_> = froms
        .zip(path)
        .enumerate()
        .map(|(at, (from, to))| Moved {
            kind: "application",
            thing: id.as_str(),
            from,
            to,
            person: if is_own_move(to) { sent.person } else { owner },
            reason: reason(seed, sent, to),
            at: step(at),
        })
        .collect();
    record_moves(conn, &moves)
}

/// Whether the applicant makes this move.
fn is_own_move(to: &str) -> bool {
    matches!(to, "submitted" | "withdrawn" | "accepted" | "declined")
}

fn reason<'a>(seed: &'a Seed, sent: &Sent<'_>, to: &str) -> &'a str {
    let reasons = &seed.content.rejection_reasons;
    let reason = reasons.get(sent.turn % reasons.len().max(1)).filter(|_| matches!(to, "rejected" | "unsuccessful"));
    reason.map_or("", |reason| if sent.letter.language == "zh-CN" { reason.zh.as_str() } else { reason.en.as_str() })
}
