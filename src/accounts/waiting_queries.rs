//! What of accounts waits for a person: the proof of their address, invitations.

use super::invitations::queries::list_for_address;
use crate::db::Conn;
use crate::error::AppResult;
use crate::site::waiting::WaitingItem;
use crate::site::{Viewer, Visit};
use crate::web::text;

/// Invitations to organizations, once the address is proved: before that they may be another person's.
///
/// # Errors
/// What the database said.
pub fn list_waiting(conn: &mut Conn, visit: &Visit, viewer: &Viewer) -> AppResult<Vec<WaitingItem>> {
    let locale = visit.locale;
    if !viewer.is_verified {
        let (title, action) = (locale.t("waiting-verify").to_owned(), locale.t("waiting-verify-do"));
        let item = WaitingItem::to_see(title, action, "/verifications").about(viewer.email.clone());
        return Ok(vec![WaitingItem { is_done_here: true, ..item }]);
    }
    let open = list_for_address(conn, &text::email_key(&viewer.email), locale, visit.now)?;
    let item = |(id, name, role): (crate::ids::InvitationId, String, super::organizations::MemberRole)| {
        let title = locale.tf("waiting-invitation", &[("organization", &name)]);
        let accept = locale.t("invitation-accept");
        let item = WaitingItem::to_see(title, accept, format!("/me/invitations/{id}")).about(locale.t(role.key()));
        WaitingItem { is_done_here: true, ..item }
    };
    Ok(open.into_iter().map(item).collect())
}
