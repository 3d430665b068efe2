//! What a socket asks of the conversations on its client's behalf, one errand after the other.
//!
//! The socket runs them and writes the outcome. An errand that stores something runs in a task of
//! its own, so that it is finished and published even when the socket ends meanwhile.

use std::sync::Arc;

use uuid::Uuid;

use super::conversations::{Attendee, LiveError, Missed, Opened, Said, Spoken, Unread};
use super::frames::{ServerFrame, text_of};
use super::hub::Hub;
use crate::ids::RoomId;

/// Something to be asked.
#[derive(Debug)]
pub(super) enum Errand {
    Open { room: RoomId, missed: Missed },
    Leave { room: RoomId },
    Say { room: RoomId, spoken: Spoken },
    Read { room: RoomId, seq: i64 },
    CheckLogin,
    CountUnread,
}

/// What came of it.
pub(super) enum Outcome {
    Opened { room: RoomId, answer: Result<Opened, LiveError> },
    Left { room: RoomId },
    Said { room: RoomId, client_id: Uuid, answer: Result<Said, LiveError> },
    Read { room: RoomId, answer: Result<bool, LiveError> },
    LoginChecked(Result<bool, LiveError>),
    UnreadCounted(Result<Unread, LiveError>),
}

/// Runs one errand for the reader in this seat.
pub(super) async fn run(hub: Hub, who: Arc<Attendee>, seat: u64, errand: Errand) -> Outcome {
    let conversations = hub.0.conversations.clone();
    match errand {
        Errand::Open { room, missed } => {
            let answer = conversations.open(&who, &room, missed).await;
            Outcome::Opened { room, answer }
        }
        Errand::Leave { room } => Outcome::Left { room },
        Errand::Say { room, spoken } => {
            let client_id = spoken.client_id;
            let task = tokio::spawn(say(hub, who, room.clone(), spoken));
            let answer = task.await.unwrap_or_else(|error| Err(LiveError::broken(error)));
            Outcome::Said { room, client_id, answer }
        }
        Errand::Read { room, seq } => {
            let answer = conversations.read(&who, &room, seq).await;
            if let (Ok(is_news), Some(person), Ok(frame)) =
                (&answer, who.person(), text_of(&ServerFrame::Read { room: &room, seq }))
            {
                hub.publish_to_others(person, seat, frame);
                if *is_news {
                    hub.tell_unread(person);
                }
            }
            Outcome::Read { room, answer }
        }
        Errand::CheckLogin => Outcome::LoginChecked(conversations.is_still_in(&who).await),
        Errand::CountUnread => Outcome::UnreadCounted(conversations.count_unread(&who).await),
    }
}

async fn say(hub: Hub, who: Arc<Attendee>, room: RoomId, mut spoken: Spoken) -> Result<Said, LiveError> {
    spoken.around = hub.list_called(&room, &spoken.body);
    let mut said = hub.0.conversations.say(&who, &room, spoken).await?;
    if let Some(frame) = said.frame.take() {
        hub.publish_message(&room, said.seq, frame);
    }
    Ok(said)
}
