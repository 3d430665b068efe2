//! What the forms of live requests send.

use serde::Deserialize;
use uuid::Uuid;

use crate::chat::rooms::desks::DeskKind;
use crate::error::FieldErrors;
use crate::live::MAX_BODY_CHARS;
use crate::web::check::Check;

/// The form of a request, and the query of its page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RequestForm {
    /// A [`DeskKind`].
    pub desk: String,
    /// The slug of the organization.
    pub organization: String,
    /// The question.
    pub body: String,
    /// What the page calls it: the same form sent twice is one message.
    pub key: String,
}

/// A request that holds what it promises.
#[derive(Debug, Clone)]
pub struct NewRequest {
    /// Which desk.
    pub kind: DeskKind,
    /// The slug of the organization.
    pub organization: String,
    /// The question.
    pub body: String,
    /// What the page calls it.
    pub key: Uuid,
}

impl RequestForm {
    /// Reads the form.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self) -> Result<NewRequest, FieldErrors> {
        let mut check = Check::new();
        let kind = check.choice::<DeskKind>("desk", &self.desk);
        // The help desk is asked from its own pages, with an enquiry.
        if kind == Some(DeskKind::Service) {
            check.error("desk", "error-choice");
        }
        let body = check.text("body", &self.body, 1, MAX_BODY_CHARS);
        let key = self.key.parse().unwrap_or_else(|_| Uuid::now_v7());
        check.finish(|| Some(NewRequest { kind: kind?, organization: self.organization.clone(), body, key }))
    }
}

/// The form of handing over.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct HandoverForm {
    /// Who takes over.
    pub person: String,
}

/// The form of duty.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DutyForm {
    /// Ticked to answer at the booth.
    pub booth: String,
    /// Ticked to answer about postings.
    pub recruitment: String,
    /// With how many at once.
    pub most: String,
}

/// What the queue of a desk is narrowed to.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// `later` for those to be answered later, `all` for every one, or nothing for those that go on.
    pub show: String,
    /// Words that were said.
    pub q: String,
    /// The number of the page.
    pub page: String,
}
