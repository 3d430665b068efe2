//! The page of somebody who appeals.

use askama::Template;

use super::forms::{AppealForm, WORDS_MAX};
use super::model::{AppealRow, AppealState};
use super::queries::Case;
use crate::error::FieldErrors;
use crate::moderation::sanctions::model::Standing;
use crate::moderation::sanctions::views::SanctionCard;
use crate::web::page::Page;

/// `/sanctions/{id}/appeal` and `/messages/{id}/appeal`.
#[derive(Template)]
#[template(path = "moderation/appeal.html")]
pub struct AppealPage {
    page: Page,
    path: String,
    sanction: Option<SanctionCard>,
    body: String,
    appeal: Option<AppealRow>,
    badge: (&'static str, &'static str),
    may_appeal: bool,
    form: AppealForm,
    errors: FieldErrors,
}

impl AppealPage {
    /// What befell them, and their appeal or the form that makes it.
    pub fn new(page: Page, case: Case, form: AppealForm, errors: FieldErrors) -> Self {
        let holds = case.sanction.as_ref().is_none_or(|row| row.standing(page.now) == Standing::InForce);
        Self {
            path: case.subject.path(),
            sanction: case.sanction.map(|row| SanctionCard::new(&page, row, false)),
            may_appeal: holds && case.appeal.is_none(),
            badge: case.appeal.as_ref().map_or(AppealState::Open, |appeal| appeal.state).badge_and_key(),
            body: case.body,
            appeal: case.appeal,
            page,
            form,
            errors,
        }
    }

    fn words_max(&self) -> usize {
        WORDS_MAX
    }
}
