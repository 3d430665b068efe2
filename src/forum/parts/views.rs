//! Pages of tracks and stages in the console.

use std::collections::HashMap;

use askama::Template;

use super::forms::PartForm;
use super::model::{Part, PartKind};
use crate::error::FieldErrors;
use crate::ids::PartId;
use crate::web::choice::{Choice, choices};
use crate::web::page::Page;

/// `/organizer/programme/parts`.
#[derive(Template)]
#[template(path = "forum/parts.html")]
pub struct IndexPage {
    page: Page,
    /// Each part with how many sessions name it.
    parts: Vec<(Part, i64)>,
    kinds: Vec<Choice>,
    form: PartForm,
    errors: FieldErrors,
}

impl IndexPage {
    /// The list with the form of a new one.
    pub fn new(page: Page, parts: Vec<Part>, uses: &HashMap<PartId, i64>, form: PartForm, errors: FieldErrors) -> Self {
        let used = |part: Part| {
            let uses = uses.get(&part.id).copied().unwrap_or(0);
            (part, uses)
        };
        let kinds = PartKind::ALL.iter().map(|kind| (kind.as_str(), page.t(kind.key())));
        Self { kinds: choices(kinds, &form.kind), parts: parts.into_iter().map(used).collect(), page, form, errors }
    }

    fn name(&self, part: &Part) -> String {
        part.name_in(self.page.locale).to_owned()
    }
}

/// `/organizer/programme/parts/{id}`.
#[derive(Template)]
#[template(path = "forum/part.html")]
pub struct EditPage {
    /// The frame.
    pub page: Page,
    /// What stands there.
    pub part: Part,
    /// What was typed.
    pub form: PartForm,
    /// What stands there, where somebody else was faster.
    pub present: Option<PartForm>,
    /// What is wrong.
    pub errors: FieldErrors,
}

impl EditPage {
    fn name(&self) -> &str {
        self.part.name_in(self.page.locale)
    }
}
