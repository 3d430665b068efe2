//! How much one socket may send, and how much nonsense it may talk.
//!
//! The socket asks before it looks at a frame. The rates of what a person may say across all
//! their sockets are the business of `chat`.

use tokio::time::Instant;

use super::pace::Pace;

/// Refused frames after which a socket is closed with 1008; half are forgiven at each ping.
pub(super) const MAX_STRIKES: u8 = 20;

/// What one socket has left. Plain numbers: there are many idle sockets.
#[derive(Debug)]
pub(super) struct Budget {
    left: f32,
    counted_at: Instant,
    strikes: u8,
}

impl Budget {
    pub fn new(pace: &Pace) -> Self {
        Self { left: f32::from(pace.frames_at_once), counted_at: Instant::now(), strikes: 0 }
    }

    /// Whether one more frame is within the rate; counts it.
    pub fn take(&mut self, pace: &Pace) -> bool {
        if !pace.is_limited {
            return true;
        }
        let now = Instant::now();
        let earned = now.duration_since(self.counted_at).as_secs_f32() * f32::from(pace.frames_per_second);
        self.left = (self.left + earned).min(f32::from(pace.frames_at_once));
        self.counted_at = now;
        let has_one = self.left >= 1.0;
        if has_one {
            self.left -= 1.0;
        }
        has_one
    }

    /// Counts a refused frame; whether that was one too many.
    pub fn strike(&mut self) -> bool {
        self.strikes = self.strikes.saturating_add(1);
        self.strikes > MAX_STRIKES
    }

    /// Forgives half of what was refused.
    pub fn forgive(&mut self) {
        self.strikes /= 2;
    }
}
