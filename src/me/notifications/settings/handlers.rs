//! Answers at `/me/notifications/settings`.

use actix_web::{HttpResponse, web};

use super::forms::{SettingsForm, ValidSettings};
use super::views::SettingsPage;
use crate::db::Conn;
use crate::error::{AppResult, FieldErrors};
use crate::outbox::settings::{find_wish, list_choices, save_choice, save_hours};
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Posted;
use crate::web::render;

/// The form with what stands.
pub async fn show(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    render::page(&settings_page(&site, &asker, None, FieldErrors::new()).await?)
}

async fn settings_page(
    site: &Site,
    asker: &Asker,
    typed: Option<SettingsForm>,
    errors: FieldErrors,
) -> AppResult<SettingsPage> {
    let find = |conn: &mut Conn, visit: &Visit| {
        let person = &visit.viewer()?.person;
        let wish = find_wish(conn, person)?;
        let stands = ValidSettings { choices: list_choices(conn, person)?, hours: wish.hours };
        Ok((SettingsForm::of(&stands), wish.zone))
    };
    let (page, (stands, zone)) = site.read(asker, "me", find).await?;
    Ok(SettingsPage { page, form: typed.unwrap_or(stands), zone: zone.name().replace('_', " "), errors })
}

/// Saves the settings.
pub async fn update(site: web::Data<Site>, asker: Asker, posted: Posted<SettingsForm>) -> AppResult<HttpResponse> {
    let form = posted.form;
    let settings = match form.parse() {
        Ok(settings) => settings,
        Err(errors) => return render::invalid(&settings_page(&site, &asker, Some(form), errors).await?),
    };
    let save = move |conn: &mut Conn, visit: &Visit| {
        let person = &visit.writer()?.person;
        for (topic, mail) in &settings.choices {
            save_choice(conn, person, *topic, *mail, visit.now)?;
        }
        Ok(save_hours(conn, person, settings.hours, visit.now)?)
    };
    site.write(&asker, save).await?;
    Ok(site.done("/me/notifications/settings", "flash-notices-saved"))
}
