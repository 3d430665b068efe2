//! What is limited by how often it is done, and how often; [`super::limits`] counts. `docs/limits.md` says the same to
//! operators.

use std::num::NonZeroU32;
use std::time::Duration;

/// A thing that is limited by how often it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rate {
    /// Tries to sign in, by client address.
    LoginAddress,
    /// Tries to sign in, by account.
    LoginAccount,
    /// New accounts, by client address.
    Signup,
    /// Password resets and verification mails, by account and by client address.
    Reset,
    /// Applications to postings, by person.
    Apply,
    /// Messages in rooms, by person.
    Message,
    /// Signs under messages, by person.
    Reaction,
    /// Downloads of everything one said, by person.
    Export,
    /// Downloads of everything that is held about one, by person.
    Takeout,
    /// New conversations with others, by person.
    Contact,
    /// Cards left at booths, by person.
    Card,
    /// Reports of abuse, by person or client address.
    Report,
    /// Invitations to an organization, by organization.
    Invite,
    /// Uploaded files, by person, or client address of who has no account.
    Upload,
    /// Feeds under secret addresses, by client address.
    Feed,
    /// New enquiries, by person or client address, and by the address of mail that is written to.
    Enquiry,
    /// Votes on articles, by person or client address.
    Vote,
    /// What the search suggests while one types, by client address.
    Suggest,
    /// Pictures of links that have to be drawn, by client address.
    Picture,
}

impl Rate {
    /// Every rate, in the order of `docs/limits.md`.
    pub const ALL: [Self; 19] = [
        Self::LoginAddress,
        Self::LoginAccount,
        Self::Signup,
        Self::Reset,
        Self::Apply,
        Self::Message,
        Self::Reaction,
        Self::Export,
        Self::Takeout,
        Self::Contact,
        Self::Card,
        Self::Report,
        Self::Invite,
        Self::Upload,
        Self::Feed,
        Self::Enquiry,
        Self::Vote,
        Self::Suggest,
        Self::Picture,
    ];

    /// How many times within how many seconds. So many at once, then one each `seconds / times`.
    pub fn times_in_seconds(self) -> (u32, u64) {
        match self {
            Self::LoginAddress => (40, 600),
            Self::LoginAccount => (10, 900),
            Self::Signup => (30, 3600),
            Self::Reset => (5, 3600),
            Self::Apply => (30, 3600),
            Self::Message => (20, 20),
            Self::Reaction => (30, 30),
            Self::Export => (10, 3600),
            Self::Takeout => (1, 3600),
            Self::Contact => (20, 3600),
            Self::Card => (60, 3600),
            Self::Report => (10, 3600),
            Self::Invite => (50, 86_400),
            Self::Upload => (60, 1800),
            Self::Feed => (120, 3600),
            Self::Enquiry => (10, 3600),
            Self::Vote => (60, 3600),
            Self::Suggest => (1200, 60),
            Self::Picture => (300, 60),
        }
    }

    /// So many at once, then one each.
    pub(super) fn burst(self) -> (NonZeroU32, Duration) {
        let (times, seconds) = self.times_in_seconds();
        let times = NonZeroU32::new(times).unwrap_or(NonZeroU32::MIN);
        (times, Duration::from_secs(seconds) / times.get())
    }

    /// Its name between the nodes.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::LoginAddress => "login-address",
            Self::LoginAccount => "login-account",
            Self::Signup => "signup",
            Self::Reset => "reset",
            Self::Apply => "apply",
            Self::Message => "message",
            Self::Reaction => "reaction",
            Self::Export => "export",
            Self::Takeout => "takeout",
            Self::Contact => "contact",
            Self::Card => "card",
            Self::Report => "report",
            Self::Invite => "invite",
            Self::Upload => "upload",
            Self::Feed => "feed",
            Self::Enquiry => "enquiry",
            Self::Vote => "vote",
            Self::Suggest => "suggest",
            Self::Picture => "picture",
        }
    }

    /// Why it is this much.
    pub fn reason(self) -> &'static str {
        match self {
            Self::LoginAddress => "Conference visitors share the address of a venue or an office.",
            Self::LoginAccount => "Guessing a password takes years; its owner waits at most 90 seconds.",
            Self::Signup => "A company's stand team signs up from one office.",
            Self::Reset => "Nobody's mailbox is filled by a stranger.",
            Self::Apply => "A fair day's diligent search, not a robot's.",
            Self::Message => "Faster than anybody types; slower than a flood.",
            Self::Reaction => "Somebody who reads back and nods; each one is told to the whole room.",
            Self::Export => "A download that broke off is begun again.",
            Self::Takeout => "Every table is read for it, and every file of the person.",
            Self::Contact => "Somebody who meets people, not an advertiser.",
            Self::Card => "A walk through a hall, not a robot's; each one is told to a booth's staff.",
            Self::Report => "Reports are read by people.",
            Self::Invite => "A large stand team in a day.",
            Self::Upload => "A booth with all its exhibits in one sitting.",
            Self::Feed => "Programs of one office ask every few minutes; an address is not guessed.",
            Self::Enquiry => "Somebody who needs help, not a robot; each one sends a mail.",
            Self::Vote => "Somebody who reads much of the help in an hour.",
            Self::Suggest => "Everybody who types behind one address of a venue; a page asks at most every 150 ms.",
            Self::Picture => "A program that shows links in a busy chat; drawing one takes 50 ms of the processor.",
        }
    }

    /// Its place in [`Rate::ALL`].
    pub(super) fn place(self) -> usize {
        self as usize
    }
}
