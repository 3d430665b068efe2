//! The page that ends a kind of mail.

use askama::Template;

use crate::outbox::unsubscribe::{Before, Ending};
use crate::web::page::Page;

/// What is to be ended, or was.
#[derive(Template)]
#[template(path = "me/unsubscription.html")]
pub struct UnsubscriptionPage {
    /// The frame.
    pub page: Page,
    /// The link's own token.
    pub token: String,
    /// Which mails.
    pub ending: Ending,
    /// Whether they come.
    pub is_on: bool,
    /// How they came before they were ended just now.
    pub before: Vec<Before>,
}

impl UnsubscriptionPage {
    fn name(&self) -> &'static str {
        self.page.t(self.ending.key())
    }

    /// Without knowing which topics were in it a digest cannot be begun again from here.
    fn can_undo(&self) -> bool {
        matches!(self.ending, Ending::Topic(_)) || !self.before.is_empty()
    }
}
