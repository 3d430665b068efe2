//! The page of a profile.

use askama::Template;

use super::forms::ProfileForm;
use crate::error::FieldErrors;
use crate::site::initials;
use crate::web::choice::{Choice, choices};
use crate::web::limits::IMAGE_BYTES;
use crate::web::page::Page;
use crate::web::{dates, standards};

/// The form.
#[derive(Template)]
#[template(path = "me/profile.html")]
pub struct ProfilePage {
    /// The frame.
    pub page: Page,
    /// What was typed, or what stands.
    pub form: ProfileForm,
    /// The address of the photo that stands.
    pub photo: Option<String>,
    /// Whether another window saved it meanwhile; the form keeps what was typed here.
    pub is_conflict: bool,
    /// What is wrong.
    pub errors: FieldErrors,
}

impl ProfilePage {
    fn initials(&self) -> String {
        initials(&self.form.name)
    }

    fn countries(&self) -> Vec<Choice> {
        let all = standards::countries(self.page.locale).iter().copied();
        choices(std::iter::once(("", "")).chain(all), &self.form.country)
    }

    fn locales(&self) -> Vec<Choice> {
        choices(self.page.offered.iter().map(|locale| (locale.tag(), locale.own_name())), &self.form.locale)
    }

    /// Every place of the list; an old name that stands is kept.
    fn zones(&self) -> Vec<Choice> {
        let mut all = choices(dates::zones(self.page.now), &self.form.time_zone);
        if !all.iter().any(|choice| choice.is_chosen) {
            let zone = &self.form.time_zone;
            all.insert(0, Choice::new(zone, zone, true));
        }
        all
    }

    fn photo_max(&self) -> usize {
        IMAGE_BYTES
    }
}
