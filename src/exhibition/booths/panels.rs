//! What other zones show on a booth page: open positions, the booth's room. They stand above this
//! zone, so `app` registers functions here and the page shows what they give.

use std::sync::Arc;

use super::model::BoothView;
use crate::db::Conn;
use crate::error::AppResult;
use crate::site::Visit;
use crate::web::page::Page;

/// A piece of a page that was drawn by a template; printed as it stands.
#[derive(Debug, Clone, Default)]
pub struct Fragment(String);

impl Fragment {
    /// Draws a template.
    ///
    /// # Errors
    /// When the template cannot be drawn, which is our fault.
    pub fn draw(template: &impl askama::Template) -> AppResult<Self> {
        template.render().map(Self).map_err(crate::error::AppError::internal)
    }
}

impl std::fmt::Display for Fragment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Fragment {}

/// Draws what a panel has read, once the frame of the page is known.
pub type Drawing = Box<dyn FnOnce(&Page) -> AppResult<Fragment> + Send>;

/// Reads what a panel shows, in the one read of the page; nothing when it has nothing to show.
pub type Panel = Arc<dyn Fn(&mut Conn, &Visit, &BoothView) -> AppResult<Option<Drawing>> + Send + Sync>;

/// The panels of a booth page; put into the app data by `app`.
#[derive(Clone, Default)]
pub struct BoothPanels {
    /// Open positions of the organization.
    pub positions: Option<Panel>,
    /// Open projects of the organization.
    pub projects: Option<Panel>,
    /// The booth's room.
    pub room: Option<Panel>,
    /// The way to talk with its staff.
    pub talk: Option<Panel>,
}

/// Runs a panel, if there is one.
pub(super) fn run(
    panel: Option<&Panel>,
    conn: &mut Conn,
    visit: &Visit,
    booth: &BoothView,
) -> AppResult<Option<Drawing>> {
    match panel {
        Some(panel) => panel(conn, visit, booth),
        None => Ok(None),
    }
}

/// Draws what a panel has read.
pub(super) fn draw(drawing: Option<Drawing>, page: &Page) -> AppResult<Option<Fragment>> {
    drawing.map(|drawing| drawing(page)).transpose()
}
