//! The form of a person's settings of notifications.

use chrono::{NaiveTime, Timelike as _};
use serde::Deserialize;

use crate::error::FieldErrors;
use crate::outbox::settings::{Hours, MailChoice};
use crate::outbox::times::QuietHours;
use crate::outbox::topics::NoticeTopic;
use crate::web::check::Check;

/// What arrived, or what stands.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SettingsForm {
    /// When mails of this topic come.
    pub applications: String,
    /// When mails of this topic come.
    pub organizations: String,
    /// When mails of this topic come.
    pub messages: String,
    /// When mails of this topic come.
    pub leads: String,
    /// When mails of this topic come.
    pub requests: String,
    /// When mails of this topic come.
    pub calendar: String,
    /// When mails of this topic come.
    pub pairing: String,
    /// When mails of this topic come.
    pub forum: String,
    /// When mails of this topic come.
    pub service: String,
    /// When mails of this topic come.
    pub saved: String,
    /// When mails of this topic come.
    pub moderation: String,
    /// The topics that come by push; an empty one says that they could be chosen.
    pub push: Vec<String>,
    /// When the quiet hours begin, `22:00`; may be empty.
    pub quiet_from: String,
    /// When they end; may be empty.
    pub quiet_until: String,
    /// The hour of the digest.
    pub digest_hour: String,
}

/// What it means.
#[derive(Debug, Clone)]
pub struct ValidSettings {
    /// When mails come, of each topic that can be turned off.
    pub choices: Vec<(NoticeTopic, MailChoice)>,
    /// The topics that come by push, of those that can be turned off; none where the form asked for none.
    pub pushed: Option<Vec<NoticeTopic>>,
    /// At which hours.
    pub hours: Hours,
}

impl SettingsForm {
    /// The form of what stands.
    pub fn of(settings: &ValidSettings) -> Self {
        let Hours { quiet, digest_hour } = settings.hours;
        let mut form = Self {
            quiet_from: quiet.map(|quiet| clock_text(quiet.from)).unwrap_or_default(),
            quiet_until: quiet.map(|quiet| clock_text(quiet.until)).unwrap_or_default(),
            digest_hour: digest_hour.to_string(),
            push: settings.pushed.iter().flatten().map(|topic| topic.as_str().to_owned()).collect(),
            ..Self::default()
        };
        for (topic, mail) in &settings.choices {
            if let Some(field) = form.field_mut(*topic) {
                mail.as_str().clone_into(field);
            }
        }
        form
    }

    /// What stands in the field of a topic.
    pub fn field(&self, topic: NoticeTopic) -> &str {
        match topic {
            NoticeTopic::Applications => &self.applications,
            NoticeTopic::Organizations => &self.organizations,
            NoticeTopic::Messages => &self.messages,
            NoticeTopic::Leads => &self.leads,
            NoticeTopic::Requests => &self.requests,
            NoticeTopic::Calendar => &self.calendar,
            NoticeTopic::Pairing => &self.pairing,
            NoticeTopic::Forum => &self.forum,
            NoticeTopic::Service => &self.service,
            NoticeTopic::Saved => &self.saved,
            NoticeTopic::Moderation => &self.moderation,
            NoticeTopic::Account => "",
        }
    }

    fn field_mut(&mut self, topic: NoticeTopic) -> Option<&mut String> {
        match topic {
            NoticeTopic::Applications => Some(&mut self.applications),
            NoticeTopic::Organizations => Some(&mut self.organizations),
            NoticeTopic::Messages => Some(&mut self.messages),
            NoticeTopic::Leads => Some(&mut self.leads),
            NoticeTopic::Requests => Some(&mut self.requests),
            NoticeTopic::Calendar => Some(&mut self.calendar),
            NoticeTopic::Pairing => Some(&mut self.pairing),
            NoticeTopic::Forum => Some(&mut self.forum),
            NoticeTopic::Service => Some(&mut self.service),
            NoticeTopic::Saved => Some(&mut self.saved),
            NoticeTopic::Moderation => Some(&mut self.moderation),
            NoticeTopic::Account => None,
        }
    }

    /// Checks every field.
    ///
    /// # Errors
    /// The wrong fields.
    pub fn parse(&self) -> Result<ValidSettings, FieldErrors> {
        let mut check = Check::new();
        let choices: Option<Vec<_>> = NoticeTopic::choosable()
            .map(|topic| (topic, check.choice::<MailChoice>(topic.as_str(), self.field(topic))))
            .collect::<Vec<_>>()
            .into_iter()
            .map(|(topic, mail)| Some((topic, mail?)))
            .collect();
        let pushed = self.parse_pushed(&mut check);
        let quiet = self.parse_quiet(&mut check);
        let digest_hour = check.int("digest_hour", &self.digest_hour, 0..=23);
        check.finish(|| {
            let hours = Hours { quiet, digest_hour: digest_hour? };
            Some(ValidSettings { choices: choices?, pushed, hours })
        })
    }

    fn parse_pushed(&self, check: &mut Check) -> Option<Vec<NoticeTopic>> {
        if self.push.is_empty() {
            return None;
        }
        let ticked = self.push.iter().filter(|name| !name.is_empty());
        ticked.map(|name| check.choice("push", name)).collect()
    }

    fn parse_quiet(&self, check: &mut Check) -> Option<QuietHours> {
        let (typed_from, typed_until) = (self.quiet_from.trim(), self.quiet_until.trim());
        match (typed_from.is_empty(), typed_until.is_empty()) {
            (true, true) => return None,
            (true, false) => check.error("quiet_from", "error-quiet-half"),
            (false, true) => check.error("quiet_until", "error-quiet-half"),
            (false, false) => {}
        }
        let mut minute = |field: &'static str, typed: &str| {
            let minute = read_minute(typed);
            if minute.is_none() {
                check.error(field, "error-time");
            }
            minute
        };
        let (from, until) = (minute("quiet_from", typed_from), minute("quiet_until", typed_until));
        if from.is_some() && from == until {
            check.error("quiet_until", "error-quiet-same");
        }
        Some(QuietHours { from: from?, until: until? })
    }
}

/// The minute of the day of a time as browsers send it, `22:00`.
fn read_minute(typed: &str) -> Option<i64> {
    let time = ["%H:%M", "%H:%M:%S"].iter().find_map(|format| NaiveTime::parse_from_str(typed, format).ok())?;
    Some(i64::from(time.hour() * 60 + time.minute()))
}

/// A minute of the day as people write it.
pub fn clock_text(minute: i64) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(from: &str, until: &str) -> SettingsForm {
        let choices = NoticeTopic::choosable().map(|topic| (topic, MailChoice::Digest)).collect();
        let stands = ValidSettings { choices, pushed: None, hours: Hours::default() };
        SettingsForm { quiet_from: from.into(), quiet_until: until.into(), ..SettingsForm::of(&stands) }
    }

    fn wrong(form: &SettingsForm) -> Vec<(&'static str, &'static str)> {
        let errors = form.parse().err().unwrap_or_default();
        errors.iter().map(|(field, error)| (field, error.key)).collect()
    }

    #[test]
    fn quiet_hours_are_none_or_both_ends() {
        assert_eq!(wrong(&form("", "")), []);
        assert_eq!(wrong(&form("22:00", "07:30")), []);
        let quiet = form("22:00", "07:30").parse().ok().and_then(|valid| valid.hours.quiet);
        assert_eq!(quiet, Some(QuietHours { from: 22 * 60, until: 7 * 60 + 30 }));
        assert_eq!(wrong(&form("22:00", "")), [("quiet_until", "error-quiet-half")]);
        assert_eq!(wrong(&form("", "07:00")), [("quiet_from", "error-quiet-half")]);
        assert_eq!(wrong(&form("22:00", "22:00")), [("quiet_until", "error-quiet-same")]);
        assert_eq!(wrong(&form("late", "25:00")), [("quiet_from", "error-time"), ("quiet_until", "error-time")]);
    }

    #[test]
    fn push_is_chosen_only_where_it_could_be() {
        let pushed = |push: &[&str]| {
            let form = SettingsForm { push: push.iter().map(|name| (*name).to_owned()).collect(), ..form("", "") };
            form.parse().map(|valid| valid.pushed).map_err(|errors| errors.of("push").map(|error| error.key))
        };
        assert_eq!(pushed(&[]), Ok(None), "the form did not ask");
        assert_eq!(pushed(&[""]), Ok(Some(vec![])));
        assert_eq!(pushed(&["", "messages"]), Ok(Some(vec![NoticeTopic::Messages])));
        assert_eq!(pushed(&["", "weather"]), Err(Some("error-choice")));
    }

    #[test]
    fn what_is_no_choice_and_no_hour_is_refused() {
        let odd = SettingsForm { messages: "sometimes".into(), digest_hour: "24".into(), ..form("", "") };
        assert_eq!(wrong(&odd), [("digest_hour", "error-number"), ("messages", "error-choice")]);
        assert_eq!(
            wrong(&SettingsForm::default()).len(),
            NoticeTopic::choosable().count() + 1,
            "every choice and the hour"
        );
    }
}
