//! The page of a person's own place.

use askama::Template;

use crate::accounts::organizations::MemberRole;
use crate::web::page::Page;

/// What there is to do and where one belongs.
#[derive(Template)]
#[template(path = "me/index.html")]
pub struct MePage {
    /// The frame.
    pub page: Page,
    /// Full name.
    pub name: String,
    /// Whether the address is verified.
    pub is_verified: bool,
    /// The organizations: slug, name, role.
    pub organizations: Vec<(String, String, MemberRole)>,
}
