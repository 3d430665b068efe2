//! Answers at `/me/security/deletion`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::DeletionForm;
use super::queries::{erase, look_ahead};
use super::views::DeletionPage;
use crate::accounts::logins::handlers::end_sockets;
use crate::accounts::passwords::{self, Password};
use crate::accounts::people::queries::find_password_hash;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::site::asker::login_cookie;
use crate::site::holdings::{Holdings, Leaving};
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Posted;
use crate::web::limits::Rate;
use crate::web::render;

type Held = web::Data<Holdings>;

/// What will happen, and the form; what stands in the way where something does.
pub async fn show(site: web::Data<Site>, held: Held, asker: Asker) -> AppResult<HttpResponse> {
    render::page(&draw(&site, &held, &asker, DeletionForm::default(), FieldErrors::new()).await?.0)
}

/// The page, with the hash of the password.
async fn draw(
    site: &Site,
    held: &Holdings,
    asker: &Asker,
    form: DeletionForm,
    errors: FieldErrors,
) -> AppResult<(DeletionPage, String)> {
    let held = held.clone();
    let find = move |conn: &mut Conn, visit: &Visit| {
        let viewer = visit.viewer()?;
        let outlook = look_ahead(conn, &held, &viewer.person, (visit.locale, visit.now))?;
        Ok((outlook, viewer.email.clone(), find_password_hash(conn, &viewer.person)?))
    };
    let (page, (outlook, email, hash)) = site.read(asker, "me", find).await?;
    Ok((DeletionPage { page, email, outlook, form, errors }, hash))
}

/// Deletes the account: every login and socket ends with it.
pub async fn destroy(
    site: web::Data<Site>,
    held: Held,
    asker: Asker,
    posted: Posted<DeletionForm>,
) -> AppResult<HttpResponse> {
    let form = posted.form;
    let (_, person) = site.read(&asker, "me", |_, visit| Ok(visit.viewer()?.person.clone())).await?;
    site.limits.check(Rate::LoginAccount, person.as_str()).await?;
    let (page, stored) = draw(&site, &held, &asker, form.clone(), FieldErrors::new()).await?;
    if !page.outlook.obstacles.is_empty() {
        return render::page_with(StatusCode::CONFLICT, &page);
    }
    let mut errors = form.check(&page.email);
    if !passwords::is_right(Password::typed(&form.password), Some(stored.clone())).await? {
        errors.add("password", "error-current-password");
    }
    if !errors.is_empty() {
        return render::invalid(&DeletionPage { errors, ..page });
    }
    let holdings = held.get_ref().clone();
    let work = move |conn: &mut Conn, visit: &Visit| {
        let person = &visit.viewer()?.person;
        // The password was changed since it was checked.
        if find_password_hash(conn, person)? != stored {
            return Err(AppError::Conflict("error-changed-meanwhile"));
        }
        erase(conn, &holdings, person, visit.now)
    };
    follow(&site, site.write(&asker, work).await?);
    let mut response = site.done("/", "flash-account-deleted");
    response.add_cookie(&login_cookie(&site, "", 0)).map_err(AppError::internal)?;
    Ok(response)
}

/// What follows the commit: sockets end, rooms are told. Files leave the store by a task of their own.
fn follow(site: &Site, leaving: Leaving) {
    end_sockets(site, leaving.logins);
    for act in leaving.after {
        act(site);
    }
}
