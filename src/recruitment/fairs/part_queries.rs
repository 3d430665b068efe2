//! The statements about the part of postings in fairs: brought, taken out, put back; who takes part and
//! who hears of a fair.

use std::collections::HashMap;

use diesel::prelude::*;

use super::model::{Fair, Part, PartState};
use crate::clock::Instant;
use crate::db::schema::{booths, fair_postings, members, organizations, posting_revisions, postings};
use crate::db::{Conn, changed_one, unique};
use crate::error::{AppError, AppResult};
use crate::ids::{FairId, FairPostingId, OrganizationId, PersonId, PostingId};
use crate::lifecycle::{self, Mover};
use crate::recruitment::postings::PostingState;
use crate::recruitment::postings::model::{Employer, Posting, PostingFacts};
use crate::recruitment::postings::queries::{PostingRow, is_live, published};
use crate::search;
use crate::web::paging::{Page, PageNumber};

/// The most people who hear of a fair.
const TOLD_MOST: i64 = 20_000;
/// The most postings of a fair whose organizations are gathered for its page.
const GATHERED: i64 = 5_000;

type Columns = (Posting, PostingFacts, Employer, Part);
type OwnColumns = (Posting, PostingFacts, Employer, Option<Part>);

/// The part of a posting in a fair, where it was ever brought there.
///
/// # Errors
/// What the database said.
pub fn find_part(conn: &mut Conn, fair: &FairId, posting: &PostingId) -> QueryResult<Option<Part>> {
    fair_postings::table
        .filter(fair_postings::fair_id.eq(fair))
        .filter(fair_postings::posting_id.eq(posting))
        .select(Part::as_select())
        .first(conn)
        .optional()
}

/// A posting of a fair with its part there.
///
/// # Errors
/// Not found where it was never brought there.
pub fn find_posting_of(conn: &mut Conn, fair: &FairId, posting: &str) -> QueryResult<(PostingRow, Part)> {
    let (posting, facts, employer, part): Columns = published!()
        .inner_join(fair_postings::table.on(fair_postings::posting_id.eq(postings::id)))
        .filter(fair_postings::fair_id.eq(fair))
        .filter(postings::id.eq(posting))
        .select((Posting::as_select(), PostingFacts::as_select(), Employer::as_select(), Part::as_select()))
        .first(conn)?;
    Ok(((posting, facts, employer), part))
}

/// Narrows a boxed query by a state and by words.
macro_rules! narrowed {
    ($query:expr, $state:expr, $patterns:expr) => {{
        let mut query = $query;
        if let Some(state) = $state {
            query = query.filter(fair_postings::state.eq(state));
        }
        for pattern in $patterns {
            query = query.filter(posting_revisions::search_key.like(pattern).escape('\\'));
        }
        query
    }};
}

/// A page of the postings that were ever brought to a fair, the latest change first.
///
/// # Errors
/// What the database said.
pub fn list_parts(
    conn: &mut Conn,
    fair: &FairId,
    (state, patterns): (Option<PartState>, &[String]),
    number: PageNumber,
) -> QueryResult<Page<(PostingRow, Part)>> {
    let of_fair = || {
        published!()
            .inner_join(fair_postings::table.on(fair_postings::posting_id.eq(postings::id)))
            .filter(fair_postings::fair_id.eq(fair))
    };
    let counted = of_fair().select(diesel::dsl::count_star()).into_boxed();
    let total: i64 = narrowed!(counted, state, patterns).get_result(conn)?;
    let listed = of_fair()
        .select((Posting::as_select(), PostingFacts::as_select(), Employer::as_select(), Part::as_select()))
        .into_boxed();
    let rows: Vec<Columns> = narrowed!(listed, state, patterns)
        .order((fair_postings::updated_at.desc(), fair_postings::id.desc()))
        .limit(number.piece().1)
        .offset(number.piece().0)
        .load(conn)?;
    let rows = rows.into_iter().map(|(posting, facts, employer, part)| ((posting, facts, employer), part));
    Ok(number.page(rows.collect(), u64::try_from(total).unwrap_or(0)))
}

/// A page of an organization's postings that are live or were ever brought to a fair, newest first.
///
/// # Errors
/// What the database said.
pub fn list_own_parts(
    conn: &mut Conn,
    fair: &Fair,
    (organization, patterns): (&OrganizationId, &[String]),
    now: Instant,
    number: PageNumber,
) -> QueryResult<Page<(PostingRow, Option<Part>)>> {
    let part = fair_postings::posting_id.eq(postings::id).and(fair_postings::fair_id.eq(&fair.id));
    let own = postings::edition_id.eq(&fair.edition_id).and(postings::organization_id.eq(organization));
    let of_fair = || {
        published!()
            .left_join(fair_postings::table.on(part))
            .filter(own)
            .filter(is_live!(now).or(fair_postings::id.nullable().is_not_null()))
    };
    let counted = of_fair().select(diesel::dsl::count_star()).into_boxed();
    let total: i64 = narrowed!(counted, None::<PartState>, patterns).get_result(conn)?;
    let columns = (Posting::as_select(), PostingFacts::as_select(), Employer::as_select(), Option::<Part>::as_select());
    let rows: Vec<OwnColumns> = narrowed!(of_fair().select(columns).into_boxed(), None::<PartState>, patterns)
        .order(postings::id.desc())
        .limit(number.piece().1)
        .offset(number.piece().0)
        .load(conn)?;
    let rows = rows.into_iter().map(|(posting, facts, employer, part)| ((posting, facts, employer), part));
    Ok(number.page(rows.collect(), u64::try_from(total).unwrap_or(0)))
}

/// How many postings of an organization are part of each of these fairs; those without any are left out.
///
/// # Errors
/// What the database said.
pub fn count_own_parts(
    conn: &mut Conn,
    fairs: &[FairId],
    organization: &OrganizationId,
) -> QueryResult<Vec<(FairId, i64)>> {
    fair_postings::table
        .inner_join(postings::table)
        .filter(fair_postings::fair_id.eq_any(fairs))
        .filter(fair_postings::state.eq(PartState::Listed))
        .filter(postings::organization_id.eq(organization))
        .group_by(fair_postings::fair_id)
        .select((fair_postings::fair_id, diesel::dsl::count_star()))
        .load(conn)
}

/// Brings a posting to a fair for the first time.
///
/// # Errors
/// Busy where somebody does so at the same moment: the later one runs again and finds it there.
pub fn insert_part(conn: &mut Conn, fair: &FairId, posting: &PostingId, mover: Mover<'_>) -> AppResult<()> {
    let part = Part {
        id: FairPostingId::new(),
        fair_id: fair.clone(),
        posting_id: posting.clone(),
        state: PartState::Listed,
        reason: String::new(),
        created_at: mover.at,
        updated_at: mover.at,
    };
    unique(diesel::insert_into(fair_postings::table).values(&part).execute(conn), AppError::Busy(1))?;
    lifecycle::record_beginning(conn, part.id.as_str(), PartState::Listed, mover)?;
    Ok(search::record_change(conn, "posting", posting.as_str(), mover.at)?)
}

/// Moves the part of a posting that was read in this state.
///
/// # Errors
/// 409 when the move is illegal or somebody was faster.
pub fn move_part(conn: &mut Conn, part: &Part, to: PartState, mover: Mover<'_>) -> AppResult<()> {
    lifecycle::record_move(conn, part.id.as_str(), part.state, to, mover)?;
    let seen = fair_postings::table.filter(fair_postings::id.eq(&part.id)).filter(fair_postings::state.eq(part.state));
    let rows = diesel::update(seen)
        .set((
            fair_postings::state.eq(to),
            fair_postings::reason.eq(mover.reason),
            fair_postings::updated_at.eq(mover.at),
        ))
        .execute(conn)?;
    changed_one(rows)?;
    Ok(search::record_change(conn, "posting", part.posting_id.as_str(), mover.at)?)
}

/// Everybody whose organization takes part in a fair.
///
/// # Errors
/// What the database said.
pub fn list_people(conn: &mut Conn, fair: &FairId) -> QueryResult<Vec<PersonId>> {
    members::table
        .inner_join(organizations::table)
        .inner_join(postings::table.on(postings::organization_id.eq(organizations::id)))
        .inner_join(fair_postings::table.on(fair_postings::posting_id.eq(postings::id)))
        .filter(fair_postings::fair_id.eq(fair))
        .filter(fair_postings::state.eq(PartState::Listed))
        .filter(organizations::state.eq("verified"))
        .select(members::person_id)
        .distinct()
        .order(members::person_id)
        .limit(TOLD_MOST)
        .load(conn)
}

/// The live state of a posting's row by the clock, for who brings it.
pub fn is_live_at(row: &Posting, employer_is_verified: bool, now: Instant) -> bool {
    employer_is_verified && row.published_revision_id.is_some() && row.state_at(now) == PostingState::Live
}

/// How many live postings of how many organizations these fairs have; those without any are left out.
///
/// # Errors
/// What the database said.
pub fn count_postings(conn: &mut Conn, of: &[FairId], now: Instant) -> QueryResult<HashMap<FairId, (i64, i64)>> {
    let rows: Vec<(FairId, i64, i64)> = published!()
        .inner_join(fair_postings::table.on(fair_postings::posting_id.eq(postings::id)))
        .filter(fair_postings::fair_id.eq_any(of))
        .filter(fair_postings::state.eq("listed"))
        .filter(is_live!(now))
        .group_by(fair_postings::fair_id)
        .select((
            fair_postings::fair_id,
            diesel::dsl::count_star(),
            diesel::dsl::count(postings::organization_id).aggregate_distinct(),
        ))
        .load(conn)?;
    Ok(rows.into_iter().map(|(fair, all, employers)| (fair, (all, employers))).collect())
}

/// An organization that takes part in a fair.
#[derive(Debug, Clone)]
pub struct Participant {
    /// The organization.
    pub employer: Employer,
    /// How many live postings of theirs are there.
    pub postings: i64,
    /// The address of their booth.
    pub booth: Option<String>,
    /// Whether recruiters of theirs are on duty.
    pub is_on_duty: bool,
}

/// The organizations with live postings in a fair, in the order of their names.
///
/// # Errors
/// What the database said.
pub fn list_participants(conn: &mut Conn, fair: &Fair, now: Instant) -> QueryResult<Vec<Participant>> {
    let rows: Vec<Employer> = published!()
        .inner_join(fair_postings::table.on(fair_postings::posting_id.eq(postings::id)))
        .filter(fair_postings::fair_id.eq(&fair.id))
        .filter(fair_postings::state.eq("listed"))
        .filter(is_live!(now))
        .order((organizations::name, organizations::id, postings::id))
        .limit(GATHERED)
        .select(Employer::as_select())
        .load(conn)?;
    let mut found: Vec<Participant> = Vec::new();
    for employer in rows {
        match found.last_mut().filter(|last| last.employer.id == employer.id) {
            Some(last) => last.postings += 1,
            None => found.push(Participant { employer, postings: 1, booth: None, is_on_duty: false }),
        }
    }
    let ids: Vec<OrganizationId> = found.iter().map(|one| one.employer.id.clone()).collect();
    let stands: HashMap<OrganizationId, String> = booths::table
        .filter(booths::edition_id.eq(&fair.edition_id))
        .filter(booths::organization_id.eq_any(&ids))
        .filter(booths::state.eq("published"))
        .select((booths::organization_id, booths::slug))
        .load::<(OrganizationId, String)>(conn)?
        .into_iter()
        .collect();
    let on_duty: Vec<OrganizationId> = members::table
        .filter(members::organization_id.eq_any(&ids))
        .filter(members::recruiting_until.gt(now).assume_not_null())
        .select(members::organization_id)
        .distinct()
        .load(conn)?;
    for one in &mut found {
        one.booth = stands.get(&one.employer.id).cloned();
        one.is_on_duty = on_duty.contains(&one.employer.id);
    }
    Ok(found)
}
