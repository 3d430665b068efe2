//! What people are told of, in a handful of topics: each kind of notification belongs to one, and a
//! person says for each topic how to be told. A test holds the table against the sources.

crate::text_enum! {
    /// What a notification is about.
    pub enum NoticeTopic {
        /// Applications to postings, sent and received.
        Applications = "applications",
        /// Organizations, their teams, booths and postings.
        Organizations = "organizations",
        /// Messages from person to person.
        Messages = "messages",
        /// Cards left at a booth, taken back, to be followed up.
        Leads = "leads",
        /// Questions to desks, and their answers.
        Requests = "requests",
        /// What is planned for the person: booth duty.
        Calendar = "calendar",
        /// Projects, interest in them, meetings about them.
        Pairing = "pairing",
        /// Sessions that one attends, has bookmarked or speaks in.
        Forum = "forum",
        /// Enquiries to the help desk, and their answers.
        Service = "service",
        /// What one has saved, and searches that one keeps.
        Saved = "saved",
        /// Reports of abuse and what was decided about them.
        Moderation = "moderation",
        /// The account itself: sanctions, roles. Always told by mail.
        Account = "account",
    }
}

/// Every kind with its topic.
const KINDS: &[(&str, NoticeTopic)] = &[
    ("application.submitted", NoticeTopic::Applications),
    ("application.received", NoticeTopic::Applications),
    ("application.moved", NoticeTopic::Applications),
    ("application.answered", NoticeTopic::Applications),
    ("interview.proposed", NoticeTopic::Applications),
    ("interview.scheduled", NoticeTopic::Applications),
    ("interview.answered", NoticeTopic::Applications),
    ("interview.cancelled", NoticeTopic::Applications),
    ("interview.expired", NoticeTopic::Applications),
    ("interview.ended", NoticeTopic::Applications),
    ("interview.reminder", NoticeTopic::Calendar),
    ("application.inactive", NoticeTopic::Applications),
    ("application.due", NoticeTopic::Applications),
    ("offer.made", NoticeTopic::Applications),
    ("offer.lapsed", NoticeTopic::Applications),
    ("offer.reminder", NoticeTopic::Applications),
    ("candidate.invited", NoticeTopic::Applications),
    ("candidate.idle", NoticeTopic::Applications),
    ("candidate.hidden", NoticeTopic::Applications),
    ("organization.decided", NoticeTopic::Organizations),
    ("member.joined", NoticeTopic::Organizations),
    ("member.changed", NoticeTopic::Organizations),
    ("member.removed", NoticeTopic::Organizations),
    ("booth.approved", NoticeTopic::Organizations),
    ("booth.rejected", NoticeTopic::Organizations),
    ("booth.changes_requested", NoticeTopic::Organizations),
    ("booth.suspended", NoticeTopic::Organizations),
    ("booth.restored", NoticeTopic::Organizations),
    ("posting.decided", NoticeTopic::Organizations),
    ("posting.suspended", NoticeTopic::Organizations),
    ("posting.restored", NoticeTopic::Organizations),
    ("fair.begun", NoticeTopic::Organizations),
    ("fair.moved", NoticeTopic::Organizations),
    ("fair.cancelled", NoticeTopic::Organizations),
    ("fair.removed", NoticeTopic::Organizations),
    ("fair.readmitted", NoticeTopic::Organizations),
    ("project.decided", NoticeTopic::Pairing),
    ("project.suspended", NoticeTopic::Pairing),
    ("project.restored", NoticeTopic::Pairing),
    ("project.moved", NoticeTopic::Pairing),
    ("project.expired", NoticeTopic::Pairing),
    ("project.contact", NoticeTopic::Pairing),
    ("project.undertaken", NoticeTopic::Pairing),
    ("message.received", NoticeTopic::Messages),
    ("message.mentioned", NoticeTopic::Messages),
    ("lead.received", NoticeTopic::Leads),
    ("lead.renewed", NoticeTopic::Leads),
    ("lead.withdrawn", NoticeTopic::Leads),
    ("lead.reminder", NoticeTopic::Leads),
    ("request.waiting", NoticeTopic::Requests),
    ("request.accepted", NoticeTopic::Requests),
    ("request.handed", NoticeTopic::Requests),
    ("request.converted", NoticeTopic::Requests),
    ("shift.planned", NoticeTopic::Calendar),
    ("shift.removed", NoticeTopic::Calendar),
    ("interest.received", NoticeTopic::Pairing),
    ("interest.moved", NoticeTopic::Pairing),
    ("interest.withdrawn", NoticeTopic::Pairing),
    ("meeting.requested", NoticeTopic::Pairing),
    ("meeting.countered", NoticeTopic::Pairing),
    ("meeting.scheduled", NoticeTopic::Pairing),
    ("meeting.declined", NoticeTopic::Pairing),
    ("meeting.cancelled", NoticeTopic::Pairing),
    ("meeting.expired", NoticeTopic::Pairing),
    ("meeting.reminder", NoticeTopic::Calendar),
    ("meeting.ended", NoticeTopic::Pairing),
    ("outcome.recorded", NoticeTopic::Pairing),
    ("outcome.decided", NoticeTopic::Pairing),
    ("session.moved", NoticeTopic::Forum),
    ("session.unbooked", NoticeTopic::Forum),
    ("session.cancelled", NoticeTopic::Forum),
    ("session.decided", NoticeTopic::Forum),
    ("activity.moved", NoticeTopic::Forum),
    ("activity.cancelled", NoticeTopic::Forum),
    ("activity.promoted", NoticeTopic::Forum),
    ("activity.passed", NoticeTopic::Forum),
    ("activity.reminder", NoticeTopic::Calendar),
    ("question.asked", NoticeTopic::Forum),
    ("question.moved", NoticeTopic::Forum),
    ("session.reminder", NoticeTopic::Calendar),
    ("enquiry.answered", NoticeTopic::Service),
    ("enquiry.resolved", NoticeTopic::Service),
    ("enquiry.closed", NoticeTopic::Service),
    ("enquiry.merged", NoticeTopic::Service),
    ("enquiry.waiting", NoticeTopic::Service),
    ("enquiry.written", NoticeTopic::Service),
    ("enquiry.assigned", NoticeTopic::Service),
    ("enquiry.woken", NoticeTopic::Service),
    ("enquiry.rated", NoticeTopic::Service),
    ("saved.closing", NoticeTopic::Saved),
    ("saved.closed", NoticeTopic::Saved),
    ("search.found", NoticeTopic::Saved),
    ("message.hidden", NoticeTopic::Moderation),
    ("message.shown", NoticeTopic::Moderation),
    ("report.created", NoticeTopic::Moderation),
    ("report.actioned", NoticeTopic::Moderation),
    ("report.dismissed", NoticeTopic::Moderation),
    ("appeal.created", NoticeTopic::Moderation),
    ("appeal.told", NoticeTopic::Moderation),
    ("appeal.decided", NoticeTopic::Account),
    ("sanction.silenced", NoticeTopic::Account),
    ("sanction.banned", NoticeTopic::Account),
    ("sanction.lifted", NoticeTopic::Account),
    ("staff.given", NoticeTopic::Account),
    ("staff.taken", NoticeTopic::Account),
    ("logins.ended", NoticeTopic::Account),
];

impl NoticeTopic {
    /// The topic of a kind; what stands in no table is told as the account's, always.
    pub fn of(kind: &str) -> Self {
        KINDS.iter().find(|(known, _)| *known == kind).map_or(Self::Account, |(_, topic)| *topic)
    }

    /// Whether a person may do without its mails.
    pub fn can_be_turned_off(self) -> bool {
        self != Self::Account
    }

    /// Those that a person may do without.
    pub fn choosable() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|topic| topic.can_be_turned_off())
    }

    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Applications => "notice-topic-applications",
            Self::Organizations => "notice-topic-organizations",
            Self::Messages => "notice-topic-messages",
            Self::Leads => "notice-topic-leads",
            Self::Requests => "notice-topic-requests",
            Self::Calendar => "notice-topic-calendar",
            Self::Pairing => "notice-topic-pairing",
            Self::Forum => "notice-topic-forum",
            Self::Service => "notice-topic-service",
            Self::Saved => "notice-topic-saved",
            Self::Moderation => "notice-topic-moderation",
            Self::Account => "notice-topic-account",
        }
    }

    /// The Fluent key of the sentence that says what belongs to it.
    pub fn hint_key(self) -> &'static str {
        match self {
            Self::Applications => "notice-topic-applications-hint",
            Self::Organizations => "notice-topic-organizations-hint",
            Self::Messages => "notice-topic-messages-hint",
            Self::Leads => "notice-topic-leads-hint",
            Self::Requests => "notice-topic-requests-hint",
            Self::Calendar => "notice-topic-calendar-hint",
            Self::Pairing => "notice-topic-pairing-hint",
            Self::Forum => "notice-topic-forum-hint",
            Self::Service => "notice-topic-service-hint",
            Self::Saved => "notice-topic-saved-hint",
            Self::Moderation => "notice-topic-moderation-hint",
            Self::Account => "notice-topic-account-hint",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// Texts of the form `noun.verb`; names of files, columns that say whose a row is, and settings of the site are none.
    fn is_kind(text: &str) -> bool {
        let Some((noun, verb)) = text.split_once('.') else { return false };
        let is_word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        let ending = ["ics", "toml", "html", "txt", "pdf", "png", "exe", "db", "sqlite", "css", "js", "json", "vtt"];
        let is_column = verb == "id" || verb.ends_with("_id") || verb.ends_with("_by");
        is_word(noun) && is_word(verb) && !ending.contains(&verb) && !is_column && noun != "site"
    }

    fn collect_kinds(folder: &Path, found: &mut Vec<String>) -> std::io::Result<()> {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                collect_kinds(&path, found)?;
            } else if path.extension().is_some_and(|ending| ending == "rs")
                && !path.ends_with("audit.rs")
                && !path.ends_with("topics.rs")
            {
                let text = std::fs::read_to_string(&path)?;
                found.extend(text.split('"').skip(1).step_by(2).filter(|part| is_kind(part)).map(ToOwned::to_owned));
            }
        }
        Ok(())
    }

    #[test]
    fn every_kind_that_the_sources_name_has_a_topic() -> std::io::Result<()> {
        let mut kinds = Vec::new();
        collect_kinds(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut kinds)?;
        assert!(kinds.iter().any(|kind| kind == "booth.approved"), "the search finds nothing");
        let without: Vec<_> = kinds.iter().filter(|kind| !KINDS.iter().any(|(known, _)| known == kind)).collect();
        assert!(without.is_empty(), "kinds without a topic: {without:?}");
        Ok(())
    }

    #[test]
    fn only_the_account_is_always_told() {
        assert_eq!(NoticeTopic::choosable().count(), NoticeTopic::ALL.len() - 1);
        assert!(!NoticeTopic::of("sanction.banned").can_be_turned_off());
        assert!(!NoticeTopic::of("nobody.knows").can_be_turned_off());
    }
}
