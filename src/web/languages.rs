//! Which of the interface's languages a site offers: pages, mails and notifications are in one of these. The organizer
//! sets it, see `site::settings`; whoever writes to people reads it with the person.

use super::i18n::Locale;

/// The name of the row of `settings` where it stands; where there is none, all are offered.
pub const LANGUAGES_SETTING: &str = "site.languages";

crate::text_enum! {
    /// The languages that the site is shown in.
    pub enum Languages {
        /// English and Chinese.
        Both = "both",
        /// English alone.
        English = "en",
        /// Chinese alone.
        Chinese = "zh-CN",
    }
}

impl Languages {
    /// The languages, the one of last resort first.
    pub fn offered(self) -> &'static [Locale] {
        match self {
            Self::Both => Locale::ALL,
            Self::English => &[Locale::En],
            Self::Chinese => &[Locale::ZhCn],
        }
    }

    /// The language itself where it is offered, or else the one that is.
    pub fn admit(self, locale: Locale) -> Locale {
        let offered = self.offered();
        if offered.contains(&locale) { locale } else { offered.first().copied().unwrap_or(locale) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_that_is_not_offered_becomes_the_one_that_is() {
        assert_eq!(Languages::Both.admit(Locale::ZhCn), Locale::ZhCn);
        assert_eq!(Languages::English.admit(Locale::ZhCn), Locale::En);
        assert_eq!(Languages::Chinese.admit(Locale::En), Locale::ZhCn);
    }
}
