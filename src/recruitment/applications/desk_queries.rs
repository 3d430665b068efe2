//! The statements of an organization about the applications it has received.

use chrono::Duration;
use diesel::dsl::{count_star, exists, not};
use diesel::prelude::*;

use super::model::{Application, ApplicationState};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{application_answers, applications, people, posting_texts, postings};
use crate::holds;
use crate::ids::{ApplicationId, EditionId, OrganizationId, PostingId, PostingRevisionId};
use crate::recruitment::postings::model::Posting;
use crate::recruitment::screening::answers::AnswerFilter;
use crate::site::snapshot::list_unarchived;
use crate::web::i18n::Locale;
use crate::web::text::{escape_like, fold, words};

/// An application as a list shows it: without letter and address.
#[derive(Debug, Clone, Queryable)]
pub struct ReceivedLine {
    /// Its id.
    pub id: ApplicationId,
    /// What the public reads of the posting.
    pub revision: Option<PostingRevisionId>,
    /// The applicant; empty while the name is hidden.
    pub name: String,
    /// Its state.
    pub state: ApplicationState,
    /// When it was sent.
    pub submitted_at: Instant,
}

/// An application with its posting and the applicant's name and address; both empty while they are hidden.
pub type ReceivedRow = (Application, Posting, String, String);

/// Whether the organization is not to know yet who applies.
pub fn is_hidden(application: &Application, posting: &Posting) -> bool {
    posting.is_anonymous && application.revealed_at.is_none()
}

/// A row without the name and the address where they are hidden: nothing further up gets to see them.
fn mask(row: ReceivedRow) -> ReceivedRow {
    match is_hidden(&row.0, &row.1) {
        true => (row.0, row.1, String::new(), String::new()),
        false => row,
    }
}

fn mask_all(rows: Vec<ReceivedRow>) -> Vec<ReceivedRow> {
    rows.into_iter().map(mask).collect()
}

/// How long an organization sees applications after their posting has closed.
pub(super) const KEPT: Duration = Duration::days(365);

/// Whether an organization still sees the applications of a posting.
pub fn is_kept(posting: &Posting, now: Instant) -> bool {
    posting.closes_at > now - KEPT
}

macro_rules! received {
    ($organization:expr, $now:expr) => {
        applications::table
            .inner_join(postings::table)
            .inner_join(people::table)
            .filter(postings::organization_id.eq($organization))
            .filter(postings::closes_at.gt($now - KEPT))
            .filter(applications::state.ne("draft"))
            .select((Application::as_select(), Posting::as_select(), people::name, people::email))
    };
}

/// What the list of an organization's applications is narrowed to.
#[derive(Debug)]
pub struct Wanted<'a> {
    /// The editions of their postings.
    pub editions: &'a [EditionId],
    /// The organization.
    pub organization: &'a OrganizationId,
    /// Now.
    pub now: Instant,
    /// A posting's id, or empty.
    pub posting: &'a str,
    /// Words of the applicant's name, as it is shown, or of the posting's title.
    pub q: &'a str,
    /// The reader's language.
    pub locale: Locale,
    /// Answers.
    pub answers: AnswerFilter,
}

impl Wanted<'_> {
    /// The ids of whom a word finds while their name is hidden, for LIKE: all of them by a word that all are called by,
    /// else those whose code ends with it.
    fn unnamed(&self, word: &str) -> String {
        let word = fold(word);
        let is_of_all = fold(&self.locale.tf("applicant-unnamed", &[("code", "")])).contains(&word);
        if is_of_all { "%".to_owned() } else { format!("%{}", escape_like(&word)) }
    }
}

/// The given answers of an application to a question.
macro_rules! answered {
    ($question:expr, $answers:expr) => {
        application_answers::table
            .filter(application_answers::application_id.eq(applications::id))
            .filter(application_answers::question_id.eq($question))
            .filter(application_answers::answer.eq_any($answers))
    };
}

/// The applications of an organization in these editions.
macro_rules! sent {
    ($wanted:expr) => {
        applications::table
            .inner_join(postings::table)
            .inner_join(people::table)
            .filter(postings::organization_id.eq($wanted.organization))
            .filter(postings::edition_id.eq_any($wanted.editions))
            .filter(postings::closes_at.gt($wanted.now - KEPT))
            .filter(applications::state.ne("draft"))
    };
}

/// Leaves of a boxed statement over `sent!` those that fit, in whatever state. Nobody is found by a name that is hidden.
macro_rules! narrowed {
    ($found:expr, $wanted:expr) => {{
        let mut found = $found;
        if !$wanted.posting.is_empty() {
            found = found.filter(postings::id.eq($wanted.posting));
        }
        for word in words($wanted.q) {
            let is_shown = || postings::is_anonymous.eq(false).or(applications::revealed_at.is_not_null());
            let titles = posting_texts::table
                .filter(posting_texts::revision_id.nullable().eq(postings::published_revision_id))
                .filter(holds!(posting_texts::title, word));
            let named = holds!(people::name, word).and(is_shown());
            let unnamed = applications::id.like($wanted.unnamed(word)).escape('\\').and(not(is_shown()));
            found = found.filter(named.or(unnamed).or(exists(titles)));
        }
        if let Some((question, answers)) = &$wanted.answers.only {
            found = found.filter(exists(answered!(question, answers)));
        }
        for (question, answers) in &$wanted.answers.without {
            found = found.filter(not(exists(answered!(question, answers))));
        }
        found
    }};
}

/// How many applications that fit are in each state.
///
/// # Errors
/// What the database said.
pub fn count_states(conn: &mut Conn, wanted: &Wanted<'_>) -> QueryResult<Vec<(ApplicationState, i64)>> {
    let counted = sent!(wanted).group_by(applications::state).select((applications::state, count_star())).into_boxed();
    narrowed!(counted, wanted).load(conn)
}

/// Applications that fit, in one state or any, newest first.
///
/// # Errors
/// What the database said.
pub fn list_received(
    conn: &mut Conn,
    wanted: &Wanted<'_>,
    state: Option<ApplicationState>,
    (offset, limit): (i64, i64),
) -> QueryResult<Vec<ReceivedLine>> {
    type Row = (ReceivedLine, bool, Option<Instant>);
    let line = (
        applications::id,
        postings::published_revision_id,
        people::name,
        applications::state,
        applications::submitted_at,
    );
    let listed = sent!(wanted).select((line, postings::is_anonymous, applications::revealed_at)).into_boxed();
    let mut found = narrowed!(listed, wanted);
    if let Some(state) = state {
        found = found.filter(applications::state.eq(state));
    }
    let rows: Vec<Row> = found.order(applications::id.desc()).offset(offset).limit(limit).load(conn)?;
    let mask = |(line, is_anonymous, revealed_at): Row| match is_anonymous && revealed_at.is_none() {
        true => ReceivedLine { name: String::new(), ..line },
        false => line,
    };
    Ok(rows.into_iter().map(mask).collect())
}

/// A posting and what the public reads of it.
pub type Applied = (PostingId, Option<PostingRevisionId>);

/// The postings of an organization in these editions that somebody has applied for, the last closing first, at most 1,000.
///
/// # Errors
/// What the database said.
pub fn list_applied(
    conn: &mut Conn,
    editions: &[EditionId],
    organization: &OrganizationId,
    now: Instant,
) -> QueryResult<Vec<Applied>> {
    let received =
        applications::table.filter(applications::posting_id.eq(postings::id)).filter(applications::state.ne("draft"));
    postings::table
        .filter(postings::organization_id.eq(organization))
        .filter(postings::edition_id.eq_any(editions))
        .filter(postings::closes_at.gt(now - KEPT))
        .filter(exists(received))
        .order((postings::closes_at.desc(), postings::id.desc()))
        .limit(1_000)
        .select((postings::id, postings::published_revision_id))
        .load(conn)
}

/// Of these applications, those that this organization has received and may still decide, oldest first.
///
/// # Errors
/// What the database said.
pub fn list_chosen(
    conn: &mut Conn,
    organization: &OrganizationId,
    ids: &[String],
    now: Instant,
) -> QueryResult<Vec<ReceivedRow>> {
    received!(organization, now)
        .filter(postings::edition_id.eq_any(list_unarchived(conn)?))
        .filter(applications::id.eq_any(ids))
        .order(applications::id.asc())
        .limit(RELEASED_AT_ONCE)
        .load(conn)
        .map(mask_all)
}

/// Applicants told at once: what fits one form and one page that is read before.
const RELEASED_AT_ONCE: i64 = 100;

/// An application this organization has received.
///
/// # Errors
/// 404 when it is another's, or kept no longer.
pub fn find_received(
    conn: &mut Conn,
    organization: &OrganizationId,
    id: &str,
    now: Instant,
) -> QueryResult<ReceivedRow> {
    received!(organization, now).filter(applications::id.eq(id)).first(conn).map(mask)
}

/// The applications of an organization that are decided against and not told, oldest first, at
/// most a hundred; of one posting where one is named.
///
/// # Errors
/// What the database said.
pub fn list_unreleased(
    conn: &mut Conn,
    organization: &OrganizationId,
    posting: &str,
    now: Instant,
) -> QueryResult<Vec<ReceivedRow>> {
    let query = received!(organization, now)
        .filter(postings::edition_id.eq_any(list_unarchived(conn)?))
        .filter(applications::state.eq(ApplicationState::Unsuccessful))
        .order(applications::id.asc())
        .limit(RELEASED_AT_ONCE);
    let rows = if posting.is_empty() { query.load(conn) } else { query.filter(postings::id.eq(posting)).load(conn) };
    rows.map(mask_all)
}

/// The applications to a posting of this organization, oldest first, at most 5,000.
///
/// # Errors
/// What the database said.
pub fn list_of_posting(
    conn: &mut Conn,
    organization: &OrganizationId,
    posting: &PostingId,
    now: Instant,
) -> QueryResult<Vec<ReceivedRow>> {
    received!(organization, now)
        .filter(postings::id.eq(posting))
        .order(applications::id.asc())
        .limit(5_000)
        .load(conn)
        .map(mask_all)
}
