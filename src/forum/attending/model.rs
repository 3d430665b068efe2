//! What somebody is to a session.

crate::text_enum! {
    /// How somebody keeps a session.
    pub enum AttendanceKind {
        /// It takes their time and stands in their calendar.
        Attending = "attending",
        /// They want to find it again.
        Bookmarked = "bookmarked",
    }
}

impl AttendanceKind {
    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Attending => "attendance-attending",
            Self::Bookmarked => "attendance-bookmarked",
        }
    }

    /// The kind of its badge.
    pub fn badge(self) -> &'static str {
        match self {
            Self::Attending => "ok",
            Self::Bookmarked => "info",
        }
    }
}
