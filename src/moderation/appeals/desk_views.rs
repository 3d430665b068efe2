//! Pages of the moderators' queue of appeals.

use std::collections::HashMap;

use askama::Template;

use super::desk_queries::{AppealCard, Matter};
use super::forms::{DecisionForm, Wanted};
use super::model::{AppealRow, AppealState};
use crate::error::FieldErrors;
use crate::ids::{EditionId, PersonId};
use crate::moderation::messages::views::{ContextLine, context_lines};
use crate::moderation::sanctions::views::{SanctionCard, zone_title};
use crate::site::ZoneKind;
use crate::web::choice::{Choice, choices};
use crate::web::page::Page;
use crate::web::paging;
use crate::web::text::{clip, one_line};

/// Most characters of an appeal in the list.
const EXCERPT_CHARS: usize = 120;

/// `/organizer/appeals`.
#[derive(Template)]
#[template(path = "moderation/appeals.html")]
pub struct QueuePage {
    page: Page,
    q: String,
    states: Vec<Choice>,
    rows: Vec<AppealCard>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl QueuePage {
    /// A piece of the queue.
    pub fn new(page: Page, wanted: Wanted, rows: paging::Page<AppealCard>) -> Self {
        let all = ("all", page.t("moderation-all-states"));
        let state = if wanted.state.is_empty() { AppealState::Open.as_str() } else { &wanted.state };
        let named = AppealState::ALL.iter().map(|one| (one.as_str(), page.t(one.badge_and_key().1)));
        let kept = [("q", wanted.q.as_str()), ("state", wanted.state.as_str())];
        let address = |number: String| paging::address("/organizer/appeals", &kept, &number);
        Self {
            states: choices(named.chain([all]), state),
            total: i64::try_from(rows.total.unwrap_or(0)).unwrap_or(0),
            prev: rows.prev.map(address),
            next: rows.next.map(address),
            rows: rows.items,
            q: wanted.q,
            page,
        }
    }

    fn excerpt(&self, words: &str) -> String {
        clip(&one_line(words), EXCERPT_CHARS)
    }

    fn zone(&self, zone: &Option<ZoneKind>) -> String {
        zone_title(&self.page, *zone)
    }
}

/// An appeal with what it is about.
pub struct Judged {
    /// The appeal.
    pub row: AppealRow,
    /// What it is about.
    pub matter: Matter,
    /// The names of those who have to do with it.
    pub names: HashMap<PersonId, String>,
    /// Whether who asks may decide.
    pub may_decide: bool,
    /// The edition in which they look at it.
    pub edition: EditionId,
}

/// `/organizer/appeals/{id}`.
#[derive(Template)]
#[template(path = "moderation/appeal_case.html")]
pub struct CasePage {
    page: Page,
    row: AppealRow,
    name: String,
    decider: String,
    handler: String,
    zone: String,
    badge: (&'static str, &'static str),
    sanction: Option<SanctionCard>,
    context: Vec<ContextLine>,
    is_open: bool,
    may_decide: bool,
    is_conflict: bool,
    verdicts: Vec<Choice>,
    form: DecisionForm,
    errors: FieldErrors,
}

impl CasePage {
    /// The page; `is_conflict` where somebody else was faster.
    pub fn new(page: Page, judged: Judged, form: DecisionForm, errors: FieldErrors, is_conflict: bool) -> Self {
        let name = |id: Option<&PersonId>| id.and_then(|id| judged.names.get(id)).cloned().unwrap_or_default();
        let row = &judged.row;
        let (sanction, context) = match judged.matter {
            // The page of a sanction stands in its own edition.
            Matter::Sanction(edition, sanction) => {
                (Some(SanctionCard::new(&page, *sanction, edition == judged.edition)), Vec::new())
            }
            Matter::Message(lines) => match &row.message_id {
                Some(message) => (None, context_lines(&page, lines, message)),
                None => (None, Vec::new()),
            },
        };
        let verdicts = [AppealState::Upheld, AppealState::Overturned];
        let verdicts = verdicts.map(|one| (one.as_str(), page.t(verdict_key(one))));
        Self {
            name: name(Some(&row.person_id)),
            decider: name(row.decided_by.as_ref()),
            handler: name(row.handled_by.as_ref()),
            zone: zone_title(&page, row.zone),
            badge: row.state.badge_and_key(),
            is_open: row.state == AppealState::Open,
            may_decide: judged.may_decide && row.state == AppealState::Open,
            verdicts: choices(verdicts, &form.verdict),
            row: judged.row,
            sanction,
            context,
            is_conflict,
            page,
            form,
            errors,
        }
    }

    /// What the moderator who was slower had chosen.
    fn own_verdict(&self) -> &'static str {
        self.form.verdict.parse().map_or("", |state| self.page.t(verdict_key(state)))
    }
}

/// The Fluent key of what is decided.
fn verdict_key(state: AppealState) -> &'static str {
    match state {
        AppealState::Open => "appeal-open",
        AppealState::Upheld => "appeal-uphold",
        AppealState::Overturned => "appeal-overturn",
    }
}
