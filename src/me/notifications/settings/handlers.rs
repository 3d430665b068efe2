//! Answers at `/me/notifications/settings`.

use actix_web::{HttpResponse, web};

use super::forms::{SettingsForm, ValidSettings};
use super::views::{PushPanel, SettingsPage};
use crate::db::Conn;
use crate::error::{AppResult, FieldErrors};
use crate::outbox::browsers::list_browsers;
use crate::outbox::settings::{find_wish, list_choices, list_pushed, save_choice, save_hours, save_pushed};
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Posted;
use crate::web::render;

/// Where the page is.
pub const PAGE: &str = "/me/notifications/settings";

/// The form with what stands.
pub async fn show(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    render::page(&settings_page(&site, &asker, None, FieldErrors::new()).await?)
}

/// The page when push could not be turned on.
///
/// # Errors
/// What the database said.
pub async fn refuse_browser(site: &Site, asker: &Asker, errors: FieldErrors) -> AppResult<HttpResponse> {
    let mut page = settings_page(site, asker, None, FieldErrors::new()).await?;
    if let Some(push) = &mut page.push {
        push.errors = errors;
    }
    render::invalid(&page)
}

async fn settings_page(
    site: &Site,
    asker: &Asker,
    typed: Option<SettingsForm>,
    errors: FieldErrors,
) -> AppResult<SettingsPage> {
    let key = site.pusher.as_ref().map(|pusher| pusher.public_key().to_owned());
    let find = move |conn: &mut Conn, visit: &Visit| {
        let viewer = visit.viewer()?;
        let wish = find_wish(conn, &viewer.person)?;
        let choices = list_choices(conn, &viewer.person)?;
        let Some(key) = key else {
            let stands = ValidSettings { choices, pushed: None, hours: wish.hours };
            return Ok((SettingsForm::of(&stands), wish.zone, None));
        };
        let pushed = Some(list_pushed(conn, &viewer.person)?);
        let browsers = list_browsers(conn, &viewer.person, visit.now)?;
        let panel = PushPanel { key, browsers, own: viewer.login.clone(), errors: FieldErrors::new() };
        Ok((SettingsForm::of(&ValidSettings { choices, pushed, hours: wish.hours }), wish.zone, Some(panel)))
    };
    let (page, (stands, zone, push)) = site.read(asker, "me", find).await?;
    Ok(SettingsPage { page, form: typed.unwrap_or(stands), zone: zone.name().replace('_', " "), errors, push })
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
        if let Some(pushed) = &settings.pushed {
            save_pushed(conn, person, pushed, visit.now)?;
        }
        Ok(save_hours(conn, person, settings.hours, visit.now)?)
    };
    site.write(&asker, save).await?;
    Ok(site.done(PAGE, "flash-notices-saved"))
}
