//! The times and rates of the socket, in one place.
//!
//! `app` takes the default, without the rates under `--no-limits`; tests shorten the times.

use std::time::Duration;

/// The times and rates of one node's sockets; `Default` holds what the protocol promises.
#[derive(Debug, Clone)]
pub struct Pace {
    /// Between two pings of the server.
    pub ping_every: Duration,
    /// How long a client may be silent.
    pub silence: Duration,
    /// How long a message waits for an earlier one before that is read from the database.
    pub gap_wait: Duration,
    /// How long arrivals are collected before the room is told who is present.
    pub present_after: Duration,
    /// How long changes of questions and polls are collected before the room is told.
    pub talk_after: Duration,
    /// The least time between two `typing` of one person in one room.
    pub typing_every: Duration,
    /// Whether the rates below hold; `--no-limits` turns them off.
    pub is_limited: bool,
    /// Frames a second that one socket may send for long.
    pub frames_per_second: u16,
    /// Frames that one socket may send at once.
    pub frames_at_once: u16,
    /// Whether what is heard is sent back, for a suite that tests the protocol below.
    #[cfg(test)]
    pub echoes: bool,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            ping_every: Duration::from_secs(20),
            silence: Duration::from_secs(60),
            gap_wait: Duration::from_millis(50),
            present_after: Duration::from_millis(500),
            talk_after: Duration::from_millis(500),
            typing_every: Duration::from_secs(3),
            is_limited: true,
            frames_per_second: 10,
            frames_at_once: 60,
            #[cfg(test)]
            echoes: false,
        }
    }
}
