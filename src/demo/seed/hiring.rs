//! The demo's hiring: questions on some postings with what applicants answered, interviews on offer, scheduled and
//! held, offers, and what applications know of the promise to answer. Called by [`super::fill`]
//! after the applications.

use chrono::{Days, Duration};
use diesel::prelude::*;

use super::{Seed, days};
use crate::calendar::{Booking, EntryKind, NewEntry, Span, book};
use crate::chat::rooms::subjects::{self, Subject};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{applications, postings, screening_questions};
use crate::error::AppResult;
use crate::ids::{ApplicationId, InterviewId, OfferId, OrganizationId, PersonId, PostingId, ScreeningQuestionId};
use crate::insert_many;
use crate::lifecycle::Mover;
use crate::outbox::tasks::enqueue_task;
use crate::recruitment::applications::ApplicationState;
use crate::recruitment::applications::queries::{find_application, move_application};
use crate::recruitment::interviews::INTERVIEW_EXPIRY;
use crate::recruitment::interviews::model::{Interview, InterviewState, Party, PlaceKind};
use crate::recruitment::interviews::moves::remember;
use crate::recruitment::interviews::queries::{find_recruiter, insert_interview, save};
use crate::recruitment::offers::OFFER_LAPSE;
use crate::recruitment::offers::model::{Offer, OfferState};
use crate::recruitment::offers::queries::{insert_offer, move_offer};
use crate::recruitment::screening::model::{Question, QuestionKind};
use crate::recruitment::screening::queries::insert_answers;

/// The organization whose recruiter is a documented account.
const DOCUMENTED: &str = "pearl-bay-robotics";
/// Every so many postings of the others ask questions.
const ASKING: usize = 6;
/// What is promised on every posting of the demo, in days.
const PROMISED: i64 = 14;

/// The questions: kind, in both languages, options, what is looked for, whether required, what is answered in turn.
type Asked = (QuestionKind, &'static str, &'static str, &'static str, &'static str, bool, &'static [&'static str]);

const QUESTIONS: &[Asked] = &[
    (
        QuestionKind::YesNo,
        "Are you able to work in the country of the position?",
        "您能否在岗位所在国家工作？",
        "",
        "yes",
        true,
        &["yes", "yes", "no"],
    ),
    (
        QuestionKind::Choice,
        "Which is your highest degree?",
        "您的最高学位是？",
        "Doctorate 博士\nMaster 硕士\nBachelor 学士",
        "Doctorate 博士\nMaster 硕士",
        true,
        &["Master 硕士", "Doctorate 博士", "Bachelor 学士", "Master 硕士"],
    ),
    (
        QuestionKind::Number,
        "How many years have you worked in this field?",
        "您在该领域工作了几年？",
        "",
        "3",
        true,
        &["5", "2", "8", "3", "12"],
    ),
    (
        QuestionKind::Text,
        "What would you like to build first?",
        "您最想先做什么？",
        "",
        "",
        false,
        &["A gripper that feels what it holds.", "一套更安静的关节驱动。", ""],
    ),
];

/// An application as it was seeded.
#[derive(Debug, Queryable)]
struct Row {
    id: ApplicationId,
    posting: PostingId,
    person: PersonId,
    organization: OrganizationId,
    state: ApplicationState,
    submitted_at: Instant,
    updated_at: Instant,
}

pub(super) fn insert(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    let asking = insert_questions(conn, seed)?;
    let rows: Vec<Row> = applications::table
        .inner_join(postings::table)
        .filter(postings::edition_id.eq(&seed.edition))
        .order(applications::id)
        .select((
            applications::id,
            postings::id,
            applications::person_id,
            postings::organization_id,
            applications::state,
            applications::submitted_at,
            applications::updated_at,
        ))
        .load(conn)?;
    for (turn, row) in rows.iter().enumerate() {
        note_promise(conn, row)?;
        let asked: Vec<&Question> = asking.iter().filter(|one| one.posting_id == row.posting).collect();
        answer(conn, turn, row, &asked)?;
        insert_dealings(conn, seed, turn, row)?;
    }
    hide_names(conn, seed, &rows)?;
    set_one_aside(conn, seed, &rows)
}

/// Questions on the postings of the documented organization and on some others.
fn insert_questions(conn: &mut Conn, seed: &Seed) -> AppResult<Vec<Question>> {
    let asks = |(n, one): &(usize, &(PostingId, crate::demo::content::PostingSeed))| {
        one.1.organization == DOCUMENTED || n.is_multiple_of(ASKING)
    };
    let mut all = Vec::new();
    for (_, (posting, _)) in seed.postings.iter().enumerate().filter(asks) {
        let questions = (1_i64..).zip(QUESTIONS).map(|(position, asked)| Question {
            id: ScreeningQuestionId::new(),
            posting_id: posting.clone(),
            position,
            kind: asked.0,
            label: asked.1.to_owned(),
            label_zh: asked.2.to_owned(),
            options: asked.3.to_owned(),
            wanted: asked.4.to_owned(),
            is_required: asked.5,
            created_at: seed.now - days(30),
            updated_at: seed.now - days(30),
        });
        all.extend(questions);
    }
    for some in all.chunks(super::BATCH) {
        insert_many!(conn, screening_questions::table, some.to_vec())?;
    }
    Ok(all)
}

fn answer(conn: &mut Conn, turn: usize, row: &Row, asked: &[&Question]) -> AppResult<()> {
    let given = asked.iter().zip(QUESTIONS).filter_map(|(question, words)| {
        let answer = words.6.get(turn % words.6.len().max(1)).copied().unwrap_or_default();
        (!answer.is_empty()).then(|| (question.id.clone(), answer.to_owned()))
    });
    insert_answers(conn, &row.id, &given.collect::<Vec<_>>(), row.submitted_at)?;
    Ok(())
}

/// Until when an answer was promised, and when it came.
fn note_promise(conn: &mut Conn, row: &Row) -> AppResult<()> {
    let answered_at = row.state.answers().then_some(row.updated_at);
    diesel::update(applications::table.find(&row.id))
        .set((
            applications::answer_due_at.eq(Some(row.submitted_at + Duration::days(PROMISED))),
            applications::answered_at.eq(answered_at),
            applications::revealed_at.eq(was_shortlisted(row.state).then_some(row.updated_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Whether the way to this state, as the demo goes it, leads over the narrower choice.
fn was_shortlisted(state: ApplicationState) -> bool {
    state.reveals() || matches!(state, ApplicationState::Rejected | ApplicationState::Declined)
}

/// The interview and the offer that belong to the state of an application.
fn insert_dealings(conn: &mut Conn, seed: &Seed, turn: usize, row: &Row) -> AppResult<()> {
    use ApplicationState::{Accepted, Declined, Hired, Interviewing, Offered};
    let Some(host) = host_of(seed, row)? else { return Ok(()) };
    match row.state {
        Interviewing if turn.is_multiple_of(2) => insert_scheduled(conn, seed, turn, (row, host)),
        Interviewing => insert_proposed(conn, seed, turn, (row, host)),
        Offered => insert_offer_in(conn, seed, (row, host), OfferState::Pending),
        Accepted | Hired => insert_offer_in(conn, seed, (row, host), OfferState::Accepted),
        Declined => insert_offer_in(conn, seed, (row, host), OfferState::Declined),
        _ => Ok(()),
    }
}

/// The recruiter: the documented one at their organization, elsewhere the owner.
fn host_of<'a>(seed: &'a Seed, row: &Row) -> AppResult<Option<&'a PersonId>> {
    let slug = seed.organizations.iter().find(|(_, id)| **id == row.organization).map(|(slug, _)| slug.as_str());
    match slug {
        Some(DOCUMENTED) => Ok(Some(seed.person("recruiter")?)),
        Some(slug) => Ok(Some(seed.owner_of(slug)?)),
        None => Ok(None),
    }
}

/// Three times of one day ahead, after the meetings about projects.
fn slots(seed: &Seed, turn: usize) -> Vec<Span> {
    let turn = i64::try_from(turn).unwrap_or(0);
    let first = seed.today() + Duration::days(5 + turn % 3) + Duration::minutes(360 + turn % 16 * 35);
    let at = |minutes| first + Duration::minutes(minutes);
    [0, 60, 150].map(|begin| Span { starts_at: at(begin), ends_at: at(begin + 30) }).to_vec()
}

fn interview(seed: &Seed, (row, host): (&Row, &PersonId), turn: usize, slots: &[Span]) -> Interview {
    let (place_kind, place) = match turn % 3 {
        0 => (PlaceKind::Room, ""),
        1 => (PlaceKind::Link, "https://meet.conference.example/interview"),
        _ => (PlaceKind::Site, "Hall 1, meeting room B / 一号馆 B 会议室"),
    };
    let at = seed.now - Duration::hours(5);
    Interview {
        id: InterviewId::new(),
        edition_id: seed.edition.clone(),
        application_id: row.id.clone(),
        host_id: Some(host.clone()),
        state: InterviewState::Proposed,
        turn: Party::Applicant,
        place_kind,
        place: place.to_owned(),
        message: "We look forward to meeting you. 期待与您见面。".to_owned(),
        reason: String::new(),
        starts_at: None,
        ends_at: None,
        expires_at: slots.last().map_or(seed.now, |span| span.starts_at),
        version: 1,
        created_at: at,
        updated_at: at,
    }
}

fn insert_proposed(conn: &mut Conn, seed: &Seed, turn: usize, about: (&Row, &PersonId)) -> AppResult<()> {
    let slots = slots(seed, turn);
    let interview = interview(seed, about, turn, &slots);
    insert_interview(conn, &interview, &slots)?;
    Ok(enqueue_task(conn, INTERVIEW_EXPIRY, interview.id.as_str(), interview.expires_at, seed.now)?)
}

/// A scheduled one, in both calendars; only proposed where one of the two is not free.
fn insert_scheduled(conn: &mut Conn, seed: &Seed, turn: usize, (row, host): (&Row, &PersonId)) -> AppResult<()> {
    let slots = slots(seed, turn);
    let proposed = interview(seed, (row, host), turn, &slots);
    let (Some(span), Some(member)) = (slots.first().copied(), find_recruiter(conn, &row.organization, host)?) else {
        return Ok(());
    };
    insert_interview(conn, &proposed, &slots)?;
    let entry = |person: &PersonId, member| NewEntry {
        person: person.clone(),
        edition: seed.edition.clone(),
        kind: EntryKind::Interview,
        thing: proposed.id.to_string(),
        title: String::new(),
        span,
        gap: Duration::minutes(5),
        member,
    };
    if book(conn, &[entry(&row.person, None), entry(host, Some(member))], seed.now)? != Booking::Booked {
        return Ok(enqueue_task(conn, INTERVIEW_EXPIRY, proposed.id.as_str(), proposed.expires_at, seed.now)?);
    }
    let at = seed.now - Duration::hours(3);
    let scheduled = Interview {
        state: InterviewState::Scheduled,
        starts_at: Some(span.starts_at),
        ends_at: Some(span.ends_at),
        ..proposed.changed(at)
    };
    save(conn, &proposed, &scheduled, Mover { person: Some(&row.person), at, reason: "" })?;
    Ok(remember(conn, &scheduled, seed.now)?)
}

fn insert_offer_in(conn: &mut Conn, seed: &Seed, (row, host): (&Row, &PersonId), to: OfferState) -> AppResult<()> {
    let at = row.updated_at - Duration::minutes(10);
    let first_day = seed.now.date().checked_add_days(Days::new(75)).unwrap_or(seed.now.date());
    let offer = Offer {
        id: OfferId::new(),
        application_id: row.id.clone(),
        state: OfferState::Pending,
        terms: "A permanent position in the team you have met, 25 days of leave, and help with moving. \
                加入您已见过的团队，签订长期合同，年假 25 天，并提供搬迁协助。"
            .to_owned(),
        starts_on: first_day.to_string(),
        salary: Some(36_000_000),
        salary_currency: "CNY".to_owned(),
        salary_unit: "YEAR".to_owned(),
        answer_by: seed.today() + Duration::days(9) + Duration::hours(10),
        made_by: Some(host.clone()),
        version: 1,
        created_at: at,
        updated_at: at,
    };
    insert_offer(conn, &offer)?;
    if to == OfferState::Pending {
        return Ok(enqueue_task(conn, OFFER_LAPSE, offer.id.as_str(), offer.answer_by, seed.now)?);
    }
    move_offer(conn, &offer, to, Mover { person: Some(&row.person), at: row.updated_at, reason: "" })
}

/// One posting of the documented organization is read without names at first: the last of those to which somebody applied
/// who is not shortlisted, where nobody wrote with whoever has no name.
fn hide_names(conn: &mut Conn, seed: &Seed, rows: &[Row]) -> AppResult<()> {
    let (documented, seeker) = (seed.organization(DOCUMENTED)?, seed.person("seeker")?);
    let is_unnamed = |row: &&Row| {
        let is_new = matches!(row.state, ApplicationState::Submitted | ApplicationState::UnderReview);
        is_new && row.organization == *documented && row.person != *seeker
    };
    for row in rows.iter().rev().filter(is_unnamed) {
        let mut is_silent = true;
        for other in rows.iter().filter(|other| other.posting == row.posting && !was_shortlisted(other.state)) {
            is_silent &= subjects::find(conn, &Subject::Application(other.id.clone()))?.is_none();
        }
        if is_silent {
            diesel::update(postings::table.find(&row.posting)).set(postings::is_anonymous.eq(true)).execute(conn)?;
            return Ok(());
        }
    }
    Ok(())
}

/// One application that its organization let lie past its promise, of somebody who has no documented account.
fn set_one_aside(conn: &mut Conn, seed: &Seed, rows: &[Row]) -> AppResult<()> {
    let seeker = seed.person("seeker")?;
    let is_left = |row: &&Row| row.state == ApplicationState::UnderReview && row.person != *seeker;
    let Some(row) = rows.iter().rev().find(is_left) else { return Ok(()) };
    let application = find_application(conn, &row.id)?.0;
    move_application(conn, &application, ApplicationState::Inactive, Mover { person: None, at: seed.now, reason: "" })
}
