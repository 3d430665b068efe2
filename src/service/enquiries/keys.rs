//! What opens an enquiry to whoever asked: their account, or the secret of a link. What was merged leads on: only what one
//! requester asked is, so whoever may open the one may open the other. Called by `own_handlers`.

use super::links::find_by_link;
use super::model::Enquiry;
use super::queries;
use super::telling::own_link;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::EnquiryId;
use crate::site::viewer::hash_token;
use crate::site::{Visit, ZoneKind, gate};

/// How somebody comes to their enquiry.
#[derive(Clone)]
pub(super) struct Key {
    /// The enquiry in the address.
    pub enquiry: EnquiryId,
    /// A link's secret; none for who is signed in.
    secret: Option<String>,
}

impl Key {
    /// By the page of an account.
    pub fn of_person(id: &str) -> AppResult<Self> {
        Ok(Self { enquiry: id.parse().map_err(|_| AppError::NotFound)?, secret: None })
    }

    /// By the secret of a link.
    pub fn of_letter(enquiry: EnquiryId, secret: String) -> Self {
        Self { enquiry, secret: Some(secret) }
    }

    /// The secret of a link, where it is one.
    pub fn secret(&self) -> Option<&str> {
        self.secret.as_deref()
    }

    /// Whether it is the secret of a link.
    pub fn is_letter(&self) -> bool {
        self.secret.is_some()
    }

    /// The address of an enquiry that this opens.
    pub fn path_of(&self, id: &EnquiryId) -> String {
        if self.is_letter() { format!("/service/letters/{id}") } else { own_link(id) }
    }

    /// The enquiry in the address, where this opens it or the one in which it goes on.
    ///
    /// # Errors
    /// 404 where it opens neither; not signed in.
    pub fn find(&self, conn: &mut Conn, visit: &Visit) -> AppResult<Enquiry> {
        let is_opened = |enquiry: &Enquiry, opened: &EnquiryId| {
            enquiry.id == *opened || enquiry.merged_into_id.as_ref() == Some(opened)
        };
        let may = match &self.secret {
            Some(secret) => {
                let opened = find_by_link(conn, &hash_token(secret), visit.now)?;
                let enquiry = queries::find_enquiry(conn, &self.enquiry)?;
                is_opened(&enquiry, &opened).then_some(enquiry)
            }
            None => {
                let me = &visit.viewer()?.person;
                let enquiry = queries::find_enquiry(conn, &self.enquiry)?;
                (enquiry.person_id.as_ref() == Some(me)).then_some(enquiry)
            }
        };
        may.ok_or(AppError::NotFound)
    }

    /// The same where something may be written: in a zone that takes it, by who may write.
    ///
    /// # Errors
    /// As [`find`](Self::find); not verified; the zone is shut.
    pub fn find_writable(&self, conn: &mut Conn, visit: &Visit) -> AppResult<Enquiry> {
        let enquiry = self.find(conn, visit)?;
        if !self.is_letter() {
            visit.writer()?;
        }
        gate::require_not_shut(conn, &enquiry.edition_id, ZoneKind::Service)?;
        Ok(enquiry)
    }

    /// The same to be changed, held.
    ///
    /// # Errors
    /// As [`find_writable`](Self::find_writable).
    pub fn hold(&self, conn: &mut Conn, visit: &Visit) -> AppResult<Enquiry> {
        let enquiry = self.find_writable(conn, visit)?;
        Ok(queries::find_held(conn, &enquiry.id)?)
    }

    /// The same to be written on: what was merged goes on in the other one.
    ///
    /// # Errors
    /// As [`find_writable`](Self::find_writable).
    pub fn hold_to_write_on(&self, conn: &mut Conn, visit: &Visit) -> AppResult<Enquiry> {
        let enquiry = self.hold(conn, visit)?;
        match &enquiry.merged_into_id {
            Some(target) => Ok(queries::find_held(conn, target)?),
            None => Ok(enquiry),
        }
    }
}
