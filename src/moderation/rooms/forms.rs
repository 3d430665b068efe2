//! The form of a room's rules.

use serde::Deserialize;

use crate::chat::rooms::queries::Rules;
use crate::error::FieldErrors;
use crate::moderation::messages::forms::REASON_MAX;
use crate::web::check::Check;

/// The pauses that can be chosen, in seconds; the table of rooms allows these.
pub const PAUSES: [i64; 6] = [0, 5, 10, 30, 60, 300];

/// What arrived, or what stands.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RulesForm {
    /// Seconds between two messages of one person.
    pub pause: String,
    /// Ticked where only people who are signed in read.
    pub members_only: String,
    /// Why.
    pub reason: String,
}

impl RulesForm {
    /// The form of what stands.
    pub fn of(rules: Rules) -> Self {
        let members_only = if rules.members_only { "yes".to_owned() } else { String::new() };
        Self { pause: rules.pause.to_string(), members_only, reason: String::new() }
    }

    /// The rules and the reason.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self) -> Result<(Rules, String), FieldErrors> {
        let mut check = Check::new();
        let pause = self.pause.parse().ok().filter(|pause| PAUSES.contains(pause));
        if pause.is_none() {
            check.error("pause", "error-choice");
        }
        let reason = check.text("reason", &self.reason, 1, REASON_MAX);
        check.finish(|| Some((Rules { pause: pause?, members_only: !self.members_only.is_empty() }, reason)))
    }
}
