//! Pages of an organization's own projects.

use askama::Template;
use chrono::Duration;
use chrono_tz::Tz;

use super::forms::ProjectForm;
use super::handlers::ListForm;
use super::queries::{OwnProject, ProjectRevision};
use crate::accounts::organizations::OwnOrganization;
use crate::accounts::organizations::model::MemberEntry;
use crate::clock::Instant;
use crate::error::FieldErrors;
use crate::ids::ProjectId;
use crate::lifecycle::RevisionState;
use crate::pairing::codes;
use crate::pairing::projects::ProjectState;
use crate::pairing::projects::files::Attachment;
use crate::pairing::projects::model::{
    Budget, Disclosure, IpStatus, PartnerKind, Project, ProjectKind, ProjectText, text_in,
};
use crate::reviews::revision_key;
use crate::site::Visit;
use crate::web::choice::{Choice, field_choices, first_choice};
use crate::web::i18n::Locale;
use crate::web::limits::PROJECT_FILES;
use crate::web::page::Page;
use crate::web::{dates, paging, standards, text};

/// How long a new project is open unless it is told, in days.
const DAYS: i64 = 90;

/// A project in its organization's list.
#[derive(Debug, Clone)]
pub struct OwnProjectRow {
    /// Its id.
    pub id: ProjectId,
    /// Its public address.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Language of the title.
    pub lang: &'static str,
    /// What it is found by.
    pub words: String,
    /// What it is after.
    pub kind: &'static str,
    /// The state by the clock.
    pub state: ProjectState,
    /// The state of the newest revision, where it says more than the project's.
    pub revision_key: Option<&'static str>,
    /// Its last moment.
    pub expires_at: Instant,
}

impl OwnProjectRow {
    /// Rows of a list.
    pub fn list(
        projects: &[Project],
        revisions: &[ProjectRevision],
        texts: &[ProjectText],
        visit: &Visit,
    ) -> Vec<Self> {
        let row = |project: &Project| {
            let revision = revisions.iter().find(|revision| revision.project_id == project.id)?;
            let own: Vec<ProjectText> = texts.iter().filter(|text| text.revision == revision.id).cloned().collect();
            let shown = text_in(&own, visit.locale);
            Some(Self {
                id: project.id.clone(),
                slug: project.slug.clone(),
                title: shown.map(|text| text.title.clone()).unwrap_or_default(),
                lang: shown.map_or(visit.locale, |text| text.locale).tag(),
                words: text::search_key(own.iter().map(|text| text.title.as_str())),
                kind: revision.kind.key(),
                state: project.state_at(visit.now),
                revision_key: Some(revision.state).filter(|state| *state != RevisionState::Approved).map(revision_key),
                expires_at: project.expires_at,
            })
        };
        projects.iter().filter_map(row).collect()
    }
}

/// How many projects are in each state; states without any are left out.
pub fn count_states(projects: &[Project], now: Instant) -> Vec<(ProjectState, usize)> {
    let count = |state: ProjectState| projects.iter().filter(|project| project.state_at(now) == state).count();
    ProjectState::ALL.iter().map(|state| (*state, count(*state))).filter(|(_, n)| *n > 0).collect()
}

/// The list.
#[derive(Template)]
#[template(path = "pairing/own_projects.html")]
pub struct OwnProjectsPage {
    page: Page,
    owner: OwnOrganization,
    rows: Vec<OwnProjectRow>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
    counts: Vec<(ProjectState, usize)>,
    state: Option<ProjectState>,
    q: String,
}

impl OwnProjectsPage {
    /// One piece of the list.
    pub fn new(
        page: Page,
        owner: OwnOrganization,
        found: paging::Page<OwnProjectRow>,
        counts: Vec<(ProjectState, usize)>,
        (state, form): (Option<ProjectState>, ListForm),
    ) -> Self {
        let path = format!("/organizations/{}/projects", owner.slug);
        let kept = [("state", state.map_or("", ProjectState::as_str)), ("q", form.q.as_str())];
        let address = |number: &String| paging::address(&path, &kept, number);
        Self {
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            prev: found.prev.as_ref().map(address),
            next: found.next.as_ref().map(address),
            rows: found.items,
            q: form.q,
            page,
            owner,
            counts,
            state,
        }
    }

    fn is_chosen(&self, state: &ProjectState) -> bool {
        self.state.as_ref() == Some(state)
    }
}

impl ProjectForm {
    /// What an empty form begins with.
    pub fn fresh(now: Instant, zone: Tz) -> Self {
        Self {
            kind: ProjectKind::TechnologyOffer.to_string(),
            ip: IpStatus::None.to_string(),
            disclosure: Disclosure::Accepted.to_string(),
            expires_at: dates::input(now + Duration::days(DAYS), zone),
            draft: ProjectId::new().to_string(),
            ..Self::default()
        }
    }

    /// The form as a project with its newest revision fills it in.
    pub fn of((project, revision): &OwnProject, texts: &[ProjectText], zone: Tz) -> Self {
        let part = |locale: Locale, part: fn(&ProjectText) -> &String| {
            texts.iter().find(|text| text.locale == locale).map(|text| part(text).clone()).unwrap_or_default()
        };
        let list = |packed: &str| codes::unpack(packed).map(str::to_owned).collect();
        Self {
            title: part(Locale::En, |text| &text.title),
            teaser: part(Locale::En, |text| &text.teaser),
            details: part(Locale::En, |text| &text.details),
            title_zh: part(Locale::ZhCn, |text| &text.title),
            teaser_zh: part(Locale::ZhCn, |text| &text.teaser),
            details_zh: part(Locale::ZhCn, |text| &text.details),
            kind: revision.kind.to_string(),
            field: list(&revision.fields),
            readiness: revision.readiness.map(|level| level.to_string()).unwrap_or_default(),
            ip: revision.ip_status.to_string(),
            partner: list(&revision.partners),
            budget: revision.budget.to_string(),
            language: list(&revision.languages),
            city: revision.city.clone(),
            city_zh: revision.city_zh.clone(),
            country: revision.country.clone(),
            disclosure: revision.disclosure.to_string(),
            contact: project.contact_id.as_ref().map(ToString::to_string).unwrap_or_default(),
            expires_at: dates::input(project.expires_at, zone),
            version: project.version.to_string(),
            draft: String::new(),
        }
    }
}

/// What stands around the form of a project.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The organization.
    pub owner: OwnOrganization,
    /// Its members, one of whom may answer for the project.
    pub members: Vec<MemberEntry>,
    /// The project with its attachments; none while it is new.
    pub own: Option<(OwnProject, Vec<Attachment>)>,
}

/// Where a project stands, for the actions beside its form.
#[derive(Debug, Clone)]
pub struct OwnState {
    id: ProjectId,
    slug: String,
    version: i64,
    state: ProjectState,
    revision_key: &'static str,
    comment: String,
    files: Vec<Attachment>,
    can_edit: bool,
    can_submit: bool,
    can_take_back: bool,
    can_withdraw: bool,
}

/// The form of a project.
#[derive(Template)]
#[template(path = "pairing/project_form.html")]
pub struct ProjectFormPage {
    page: Page,
    owner: OwnOrganization,
    members: Vec<MemberEntry>,
    form: ProjectForm,
    errors: FieldErrors,
    own: Option<OwnState>,
}

impl ProjectFormPage {
    /// The page.
    pub fn new(page: Page, desk: Desk, form: ProjectForm, errors: FieldErrors) -> Self {
        let now = page.now;
        let own = desk.own.map(|((project, revision), files)| {
            let state = project.state_at(now);
            let is_over = matches!(state, ProjectState::Closed | ProjectState::Withdrawn);
            OwnState {
                slug: project.slug,
                version: project.version,
                state,
                revision_key: revision_key(revision.state),
                comment: revision.comment,
                files,
                can_edit: revision.state != RevisionState::Submitted && !is_over,
                can_submit: revision.state.is_editable() && !is_over,
                can_take_back: revision.state == RevisionState::Submitted,
                can_withdraw: !is_over,
                id: project.id,
            }
        });
        Self { page, owner: desk.owner, members: desk.members, form, errors, own }
    }

    fn action(&self) -> String {
        let base = format!("/organizations/{}/projects", self.owner.slug);
        self.own.as_ref().map_or(base.clone(), |own| format!("{base}/{}", own.id))
    }

    fn is_in(&self, own: &OwnState, state: &str) -> bool {
        own.state.as_str() == state
    }

    fn has_room_for_files(&self, own: &OwnState) -> bool {
        own.can_edit && own.files.len() < PROJECT_FILES
    }

    fn keyed(&self, all: impl Iterator<Item = (&'static str, &'static str)>, chosen: &[String]) -> Vec<Choice> {
        all.map(|(code, key)| Choice::new(code, self.page.t(key), chosen.iter().any(|one| one == code))).collect()
    }

    fn kinds(&self) -> Vec<Choice> {
        let all = ProjectKind::ALL.iter().map(|kind| (kind.as_str(), kind.key()));
        self.keyed(all, std::slice::from_ref(&self.form.kind))
    }

    fn ip_statuses(&self) -> Vec<Choice> {
        let all = IpStatus::ALL.iter().map(|status| (status.as_str(), status.key()));
        self.keyed(all, std::slice::from_ref(&self.form.ip))
    }

    fn budgets(&self) -> Vec<Choice> {
        let all = Budget::ALL.iter().map(|budget| (budget.as_str(), budget.key()));
        self.keyed(all, std::slice::from_ref(&self.form.budget))
    }

    fn disclosures(&self) -> Vec<Choice> {
        let all = Disclosure::ALL.iter().map(|one| (one.as_str(), one.key()));
        self.keyed(all, std::slice::from_ref(&self.form.disclosure))
    }

    fn partners(&self) -> Vec<Choice> {
        self.keyed(PartnerKind::ALL.iter().map(|kind| (kind.as_str(), kind.key())), &self.form.partner)
    }

    /// Three selects of one name: the first is labelled, the others are told by their number.
    fn fields(&self) -> Vec<Vec<Choice>> {
        let of = |place| self.form.field.get(place).map_or("", String::as_str);
        (0..3).map(|place| field_choices(&self.page, of(place), "project-choose")).collect()
    }

    fn languages(&self) -> Vec<Vec<Choice>> {
        let list = standards::languages(self.page.locale);
        let of = |place| self.form.language.get(place).map_or("", String::as_str);
        (0..3).map(|place| self.named(list, of(place))).collect()
    }

    fn countries(&self) -> Vec<Choice> {
        self.named(standards::countries(self.page.locale), &self.form.country)
    }

    fn named(&self, list: &[standards::Named], chosen: &str) -> Vec<Choice> {
        let all = list.iter().map(|(code, name)| Choice::new(*code, *name, *code == chosen));
        std::iter::once(first_choice(self.page.locale, "project-choose")).chain(all).collect()
    }

    fn levels(&self) -> Vec<Choice> {
        let name = |level: &str| self.page.tf("project-readiness-level", &[("level", level)]);
        let all = (1..=9).map(|level: i64| level.to_string());
        let all = all.map(|level| Choice::new(level.clone(), name(&level), level == self.form.readiness));
        std::iter::once(first_choice(self.page.locale, "project-readiness-none")).chain(all).collect()
    }

    fn contacts(&self) -> Vec<Choice> {
        let named = |member: &MemberEntry| {
            let id = member.person_id.to_string();
            let is_chosen = id == self.form.contact;
            Choice::new(id, member.name.clone(), is_chosen)
        };
        std::iter::once(first_choice(self.page.locale, "project-contact-owners"))
            .chain(self.members.iter().map(named))
            .collect()
    }
}
