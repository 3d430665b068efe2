//! Pages of the moderators' queue.

use std::collections::HashMap;

use askama::Template;

use super::forms::{DecisionForm, Wanted};
use super::model::{Category, ReportCard, ReportRow, ReportState, Verdict};
use crate::chat::messages::queries::MessageRow;
use crate::chat::rooms::queries::RoomRow;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::PersonId;
use crate::lifecycle::Transition;
use crate::moderation::messages::queries::Line;
use crate::moderation::messages::views::{ContextLine, context_lines, room_of};
use crate::moderation::sanctions::model::SanctionRow;
use crate::moderation::sanctions::views::{SanctionCard, term_choices, zone_choices, zone_title};
use crate::site::{Viewer, ZoneKind};
use crate::web::choice::{Choice, choices};
use crate::web::page::Page;
use crate::web::{dates, paging, text};

/// How much of a message the queue shows, in characters.
const EXCERPT: usize = 140;

/// `/organizer/reports`.
#[derive(Template)]
#[template(path = "moderation/reports.html")]
pub struct QueuePage {
    page: Page,
    q: String,
    states: Vec<Choice>,
    categories: Vec<Choice>,
    zones: Vec<Choice>,
    rows: Vec<ReportCard>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl QueuePage {
    /// A piece of the queue.
    pub fn new(page: Page, wanted: Wanted, rows: paging::Page<ReportCard>, zones: &[ZoneKind]) -> Self {
        let ends = [("", "reports-waiting"), ("all", "moderation-all-states")].map(|(value, key)| (value, page.t(key)));
        let named = ReportState::ALL.iter().map(|state| (state.as_str(), page.t(state.badge_and_key().1)));
        let any = [("", page.t("report-all-categories"))].into_iter();
        let categories = Category::ALL.iter().map(|category| (category.as_str(), page.t(category.key())));
        let address = |number: String| {
            let mut query = url::form_urlencoded::Serializer::new(String::new());
            query.append_pair("q", &wanted.q).append_pair("state", &wanted.state);
            query.append_pair("category", &wanted.category).append_pair("zone", &wanted.zone);
            query.append_pair("page", &number);
            format!("/organizer/reports?{}", query.finish())
        };
        let [waiting, all] = ends;
        Self {
            states: choices([waiting].into_iter().chain(named).chain([all]), &wanted.state),
            categories: choices(any.chain(categories), &wanted.category),
            zones: zone_choices(&page, zones, Some(("", "moderation-any-zone")), &wanted.zone),
            total: i64::try_from(rows.total.unwrap_or(0)).unwrap_or(0),
            prev: rows.prev.map(address),
            next: rows.next.map(address),
            rows: rows.items,
            q: wanted.q,
            page,
        }
    }

    fn zone(&self, zone: &Option<ZoneKind>) -> String {
        zone_title(&self.page, *zone)
    }

    fn excerpt(&self, body: &str) -> String {
        text::clip(&text::one_line(body), EXCERPT)
    }
}

/// Everything about a report.
pub struct Case {
    /// The report.
    pub report: ReportRow,
    /// The message as it stands now.
    pub message: MessageRow,
    /// Where it was said.
    pub room: RoomRow,
    /// The other reports of it that wait.
    pub together: Vec<ReportRow>,
    /// The sanctions against its author.
    pub earlier: Vec<SanctionRow>,
    /// What happened to the report.
    pub moves: Vec<Transition>,
    /// The names of everyone in it.
    pub names: HashMap<PersonId, String>,
    /// Who reads.
    pub viewer: Viewer,
}

impl Case {
    fn name(&self, id: &str) -> String {
        self.names.iter().find(|one| one.0.as_str() == id).map(|one| one.1.clone()).unwrap_or_default()
    }
}

/// A step of a report, as `parts::timeline` draws it.
struct Step {
    class: &'static str,
    title: String,
    at: String,
    iso: String,
    note: String,
}

/// Another report of the same message.
struct Other {
    reporter: String,
    category_key: &'static str,
    note: String,
}

/// `/organizer/reports/{id}`.
#[derive(Template)]
#[template(path = "moderation/report.html")]
pub struct CasePage {
    page: Page,
    id: String,
    badge: (&'static str, &'static str),
    category_key: &'static str,
    note: String,
    reporter: String,
    accused: String,
    accused_id: String,
    handler: String,
    zone: String,
    place: String,
    created_at: String,
    room_href: String,
    message_id: String,
    is_hidden: bool,
    context: Vec<ContextLine>,
    others: Vec<Other>,
    earlier: Vec<SanctionCard>,
    steps: Vec<Step>,
    verdict: Option<&'static str>,
    may_decide: bool,
    may_take: bool,
    version: i64,
    verdicts: Vec<Choice>,
    terms: Vec<Choice>,
    form: DecisionForm,
    errors: FieldErrors,
}

impl CasePage {
    /// The page.
    ///
    /// # Errors
    /// When the stored context cannot be read, which is our fault.
    pub fn new(page: Page, case: Case, form: DecisionForm, errors: FieldErrors) -> AppResult<Self> {
        let lines: Vec<Line> = serde_json::from_str(&case.report.context).map_err(AppError::internal)?;
        let (report, viewer) = (&case.report, &case.viewer);
        let is_own = report.accused == viewer.person;
        let (place, room_href) = room_of(&case.room, &case.message, page.locale);
        Ok(Self {
            id: report.id.to_string(),
            badge: report.state.badge_and_key(),
            category_key: report.category.key(),
            note: report.note.clone(),
            reporter: case.name(report.reporter.as_str()),
            accused: case.name(report.accused.as_str()),
            accused_id: report.accused.to_string(),
            handler: report.handled_by.as_deref().map(|id| case.name(id)).unwrap_or_default(),
            zone: zone_title(&page, report.zone),
            place,
            created_at: page.date_time(&report.created_at),
            room_href,
            message_id: report.message.to_string(),
            is_hidden: case.message.is_hidden(),
            context: context_lines(&page, lines, &report.message),
            others: others(&case),
            steps: steps(&page, &case),
            verdict: report.resolution.parse::<Verdict>().ok().map(Verdict::key),
            may_decide: report.state.is_undecided() && !is_own,
            may_take: report.state == ReportState::Open && !is_own,
            version: report.version,
            verdicts: verdict_choices(&page, viewer, &form.verdict),
            terms: term_choices(&page, &form.term),
            earlier: earlier(&page, &case),
            page,
            form,
            errors,
        })
    }
}

/// What this moderator may decide: a ban reaches every zone, so only those of all zones impose it.
fn verdict_choices(page: &Page, viewer: &Viewer, chosen: &str) -> Vec<Choice> {
    let all = Verdict::ALL.iter().filter(|verdict| **verdict != Verdict::Ban || viewer.may_moderate_in(None));
    choices(all.map(|verdict| (verdict.as_str(), page.t(verdict.key()))), chosen)
}

fn earlier(page: &Page, case: &Case) -> Vec<SanctionCard> {
    let card = |row: &SanctionRow| {
        let card = SanctionCard::new(page, row.clone(), case.viewer.may_moderate_in(row.zone));
        let href = card.href.map(|href| format!("{href}?back=/organizer/reports/{}", case.report.id));
        SanctionCard { href, ..card }
    };
    case.earlier.iter().map(card).collect()
}

fn others(case: &Case) -> Vec<Other> {
    let other = |row: &ReportRow| Other {
        reporter: case.name(row.reporter.as_str()),
        category_key: row.category.key(),
        note: row.note.clone(),
    };
    case.together.iter().map(other).collect()
}

fn steps(page: &Page, case: &Case) -> Vec<Step> {
    let step = |one: &Transition| {
        let state: Option<ReportState> = one.to_state.parse().ok();
        let name = one.person_id.as_ref().map(|id| case.name(id.as_str())).unwrap_or_default();
        let note = if one.reason.is_empty() { name } else { format!("{name}: {}", one.reason) };
        Step {
            class: if one.to_state == case.report.state.as_str() { "is-now" } else { "is-done" },
            title: state.map_or("", |state| page.t(state.badge_and_key().1)).to_owned(),
            at: page.date_time(&one.created_at),
            iso: dates::machine(one.created_at),
            note,
        }
    };
    case.moves.iter().map(step).collect()
}
