//! Until when an author may change what they said. Called by `changing` and by the author's page.

use chrono::Duration;

use super::queries::MessageRow;
use crate::clock::Instant;
use crate::web::limits::{DELETE_HOURS, EDIT_MINUTES};

/// Why the words can no longer be changed: the key of the sentence; none while they can.
pub fn edit_bar(row: &MessageRow, now: Instant) -> Option<&'static str> {
    removed_bar(row).or_else(|| is_over(row, Duration::minutes(EDIT_MINUTES), now).then_some("message-edit-late"))
}

/// Why a message can no longer be deleted; none while it can.
pub fn deletion_bar(row: &MessageRow, now: Instant) -> Option<&'static str> {
    removed_bar(row).or_else(|| is_over(row, Duration::hours(DELETE_HOURS), now).then_some("message-delete-late"))
}

/// A moderator's hiding stands above what the author wants.
fn removed_bar(row: &MessageRow) -> Option<&'static str> {
    if row.is_hidden() {
        return Some("message-hidden-stays");
    }
    row.deleted_at.map(|_| "message-deleted-already")
}

fn is_over(row: &MessageRow, time: Duration, now: Instant) -> bool {
    now - row.created_at > time
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::ids::{MessageId, PersonId, RoomId};

    fn said(at: Instant) -> MessageRow {
        MessageRow {
            id: MessageId::new(),
            room: RoomId::new(),
            seq: 1,
            rev: 0,
            person: PersonId::new(),
            client_id: String::new(),
            body: "Hello".to_owned(),
            state: "visible".to_owned(),
            reply_to: None,
            edited_at: None,
            deleted_at: None,
            created_at: at,
            last_reaction: None,
            file_count: 0,
            name: "Ada".to_owned(),
        }
    }

    #[test]
    fn an_author_has_a_quarter_of_an_hour_to_edit_and_a_day_to_delete() {
        let at = Clock::new().now();
        let row = said(at);
        let late = [
            (Duration::minutes(15), None, None),
            (Duration::minutes(16), Some("message-edit-late"), None),
            (Duration::hours(24), Some("message-edit-late"), None),
            (Duration::hours(25), Some("message-edit-late"), Some("message-delete-late")),
        ];
        for (after, edit, deletion) in late {
            assert_eq!((edit_bar(&row, at + after), deletion_bar(&row, at + after)), (edit, deletion), "{after}");
        }
    }

    #[test]
    fn what_is_hidden_or_deleted_stays_so() {
        let at = Clock::new().now();
        let deleted = MessageRow { deleted_at: Some(at), ..said(at) };
        assert_eq!(edit_bar(&deleted, at), Some("message-deleted-already"));
        let hidden = MessageRow { state: "hidden".to_owned(), ..deleted };
        assert_eq!(edit_bar(&hidden, at), Some("message-hidden-stays"));
        assert_eq!(deletion_bar(&hidden, at), Some("message-hidden-stays"));
    }
}
