//! The recorded moves of a thing as `parts::timeline` draws them. Called by the views of the zones.

use super::dates;
use super::page::Page;
use crate::lifecycle::NamedMove;

/// One entry of a timeline.
#[derive(Debug, Clone)]
pub struct Entry {
    /// `is-done`, `is-now`, `is-bad`.
    pub class: &'static str,
    /// What it became.
    pub title: String,
    /// When, for people.
    pub at: String,
    /// When, for machines.
    pub iso: String,
    /// Who, and why; may be empty.
    pub note: String,
}

/// A recorded history, newest first; `key` names the state.
pub fn timeline(page: &Page, history: &[NamedMove], key: impl Fn(&str) -> Option<&'static str>) -> Vec<Entry> {
    let entry = |(place, step): (usize, &NamedMove)| Entry {
        class: if place == 0 { "is-now" } else { "is-done" },
        title: key(&step.to_state).map(|key| page.t(key).to_owned()).unwrap_or_default(),
        at: page.date_time(&step.at),
        iso: dates::machine(step.at),
        note: [step.name.as_deref().unwrap_or_default(), &step.reason]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
    };
    history.iter().enumerate().map(entry).collect()
}
