//! What others see of somebody who is connected.
//!
//! Each seat carries its person's choice; the hub changes it on every seat of a person at once.

use std::sync::atomic::{AtomicU8, Ordering};

crate::text_enum! {
    /// What a person wants others to see of their being here.
    pub enum Presence {
        /// Their name; they may be spoken to.
        Available = "available",
        /// Their name; they are busy.
        Busy = "busy",
        /// Their name; they are not at the screen.
        Away = "away",
        /// Nothing: they count, without a name, and read and write unannounced.
        Hidden = "hidden",
    }
}

/// A presence that changes under those who hold it.
#[derive(Debug)]
pub(super) struct Shown(AtomicU8);

impl Shown {
    pub fn new(presence: Presence) -> Self {
        Self(AtomicU8::new(presence as u8))
    }

    pub fn get(&self) -> Presence {
        let number = usize::from(self.0.load(Ordering::Relaxed));
        Presence::ALL.get(number).copied().unwrap_or(Presence::Hidden)
    }

    pub fn set(&self, presence: Presence) {
        self.0.store(presence as u8, Ordering::Relaxed);
    }
}
