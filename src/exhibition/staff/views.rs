//! The page of a booth's staff.

use askama::Template;

use super::forms::StaffForm;
use super::queries::StaffRow;
use crate::accounts::organizations::Rights;
use crate::accounts::organizations::model::MemberEntry;
use crate::error::FieldErrors;
use crate::web::page::Page;

/// A member of the organization as a row of the form.
#[derive(Debug, Clone)]
pub struct Row {
    /// The person's id.
    pub person: String,
    /// Full name.
    pub name: String,
    /// What they do.
    pub title: String,
    /// Whether they stand at the booth.
    pub is_shown: bool,
    /// Whether they are on duty now.
    pub is_on_duty: bool,
}

/// The members as rows: as they stand, or as they were typed.
pub fn rows(page: &Page, members: &[MemberEntry], staff: &[StaffRow], typed: Option<&StaffForm>) -> Vec<Row> {
    let row = |member: &MemberEntry| {
        let person = member.person_id.to_string();
        let stored = staff.iter().find(|row| row.0 == member.person_id);
        let until = stored.and_then(|row| row.2);
        let title = stored.map(|row| row.1.clone()).unwrap_or_default();
        Row {
            name: member.name.clone(),
            title: typed.map_or(title, |form| form.title_of(&person).unwrap_or_default().to_owned()),
            is_shown: typed.map_or(stored.is_some(), |form| form.shown.contains(&person)),
            is_on_duty: typed
                .map_or(until.is_some_and(|until| until > page.now), |form| form.on_duty.contains(&person)),
            person,
        }
    };
    members.iter().map(row).collect()
}

/// `/organizations/{slug}/booth/staff`.
#[derive(Template)]
#[template(path = "exhibition/staff/edit.html")]
pub struct StaffPage {
    /// The frame.
    pub page: Page,
    /// The organization's part of the address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The tabs of the workspace.
    pub rights: Rights,
    /// The members.
    pub rows: Vec<Row>,
    /// What is wrong.
    pub errors: FieldErrors,
}
