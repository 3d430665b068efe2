//! The page of a project. What it holds was chosen by the reader's step; the template decides nothing.

use askama::Template;

use super::files::Attachment;
use super::listing::ProjectRow;
use super::model::{Budget, Disclosure, PartnerKind, ProjectState, ProjectText, text_in};
use super::steps::Step;
use super::views::{ProjectCard, card, language_names};
use crate::error::FieldErrors;
use crate::ids::PersonId;
use crate::pairing::codes;
use crate::pairing::interests::Standing;
use crate::saves::Saved;
use crate::web::markdown::{self, SafeHtml};
use crate::web::page::Page;
use crate::web::share::Thing;

/// What the page is made of; see `handlers.rs`.
#[derive(Debug, Clone)]
pub struct ProjectView {
    /// The project with the revision that is shown.
    pub row: ProjectRow,
    /// Its texts; without details where the step does not show them.
    pub texts: Vec<ProjectText>,
    /// Its attachments; none where the step does not show them.
    pub files: Vec<Attachment>,
    /// How many attachments it has, also for who may not read them.
    pub file_count: usize,
    /// What this reader sees, or what a team looks at in the place of others.
    pub step: Step,
    /// Whether a team or a reviewer looks at what is not, or not so, public.
    pub preview: Option<Step>,
    /// The reader.
    pub me: Option<PersonId>,
    /// What projects the reader saved.
    pub saved: Saved,
    /// How the reader and the project stand.
    pub standing: Standing,
    /// Whether 410 is to be answered.
    pub is_gone: bool,
    /// Address of the organization's booth.
    pub booth: Option<String>,
    /// Where the reader edits it.
    pub manage: Option<String>,
    /// Similar ones.
    pub similar: Vec<ProjectCard>,
    /// Counterparts, for whoever answers for it.
    pub suggestions: Vec<ProjectCard>,
}

/// A project.
#[derive(Template)]
#[template(path = "pairing/project.html")]
pub struct ProjectPage {
    page: Page,
    card: ProjectCard,
    slug: String,
    teaser: String,
    details: Option<SafeHtml>,
    facts: Vec<(&'static str, String)>,
    partners: Vec<&'static str>,
    view: ProjectView,
    message: String,
    errors: FieldErrors,
}

impl ProjectPage {
    /// The page of a view.
    pub fn new(mut page: Page, view: ProjectView, message: String, errors: FieldErrors) -> Self {
        let text = text_in(&view.texts, page.locale);
        let shows_details = view.step >= Step::Details;
        let mut card = card(&view.row, &view.texts, page.locale, page.now).marked(&view.saved);
        // What is not public cannot be saved, also by those who read it.
        let is_public = view.row.0.state_at(page.now).is_readable() && view.row.2.is_verified();
        card.saved = card.saved.filter(|_| is_public);
        // The teaser is what everybody reads.
        let description = text.map_or("", |text| text.teaser.as_str());
        page.tell(Thing { kind: "project", slug: &view.row.0.slug, title: &card.title, description, list: None }, None);
        page.share.is_indexed &= view.row.0.state_at(page.now) == ProjectState::Published;
        Self {
            card,
            slug: view.row.0.slug.clone(),
            teaser: text.map(|text| text.teaser.clone()).unwrap_or_default(),
            details: text.filter(|_| shows_details).map(|text| markdown::render(&text.details)),
            facts: facts(&page, &view.row),
            partners: partner_names(&page, &view.row.1.partners),
            page,
            view,
            message,
            errors,
        }
    }

    fn marked(&self, cards: &[ProjectCard]) -> Vec<ProjectCard> {
        cards.iter().cloned().map(|card| card.marked(&self.view.saved)).collect()
    }

    fn shows_files(&self) -> bool {
        self.view.step >= Step::Attachments
    }

    fn is_team(&self) -> bool {
        self.view.step == Step::Team
    }

    /// Whether the reader opens the attachments by undertaking confidentiality.
    fn can_undertake(&self) -> bool {
        let is_offered = self.view.row.1.disclosure == Disclosure::Undertaking && self.view.file_count > 0;
        is_offered && self.view.step == Step::Details && self.view.preview.is_none() && self.page.archive.is_none()
    }

    /// Whether what is wrong stands in the form of the undertaking, not in that of an interest.
    fn is_about_undertaking(&self) -> bool {
        self.message.is_empty() && !self.errors.is_empty() && self.errors.iter().all(|(name, _)| name == "agree")
    }

    /// The steps that a team looks at, each with its name in the address, its Fluent key and whether it is this.
    fn previews(&self) -> [(&'static str, &'static str, bool); 3] {
        super::handlers::PREVIEWS.map(|(name, step, key)| (name, key, self.view.preview == Some(step)))
    }

    fn is_signed_in(&self) -> bool {
        self.view.me.is_some()
    }

    /// Whether the reader is of neither the team nor the reviewers.
    fn is_outsider(&self) -> bool {
        self.view.step < Step::Review && self.view.preview.is_none()
    }

    /// Where the reader takes back a "no thanks" of their own.
    fn refusal_href(&self) -> Option<String> {
        let may = self.view.standing.has_refused && self.page.archive.is_none();
        let guest = self.view.me.as_ref().filter(|_| may)?;
        Some(format!("/pairing/refusals/{}/{guest}/removal", self.view.row.0.id))
    }
}

fn facts(page: &Page, (_, facts, _): &ProjectRow) -> Vec<(&'static str, String)> {
    let told = |key: &str| page.t(key).to_owned();
    let readiness = facts.readiness.map(|level| page.tf("project-readiness-level", &[("level", &level.to_string())]));
    let budget = if facts.budget == Budget::Untold { String::new() } else { told(facts.budget.key()) };
    let all = [
        ("project-kind", told(facts.kind.key())),
        ("project-readiness", readiness.unwrap_or_default()),
        ("project-ip", told(facts.ip_status.key())),
        ("project-budget", budget),
        ("project-language", language_names(&facts.languages, page.locale)),
    ];
    all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

fn partner_names(page: &Page, packed: &str) -> Vec<&'static str> {
    codes::unpack(packed).filter_map(|code| code.parse::<PartnerKind>().ok()).map(|kind| page.t(kind.key())).collect()
}
