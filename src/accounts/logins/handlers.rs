//! Signing in and out.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::LoginForm;
use super::model::{LOGIN_DAYS, NewLogin};
use super::{queries, views};
use crate::accounts::passwords::{self, Password};
use crate::accounts::people;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{LoginId, PersonId};
use crate::site::appeals::appeal_path;
use crate::site::sanctions::find_ban;
use crate::site::viewer::hash_token;
use crate::site::{Asker, Site, asker};
use crate::web::forms::{Asked, Posted};
use crate::web::limits::Rate;
use crate::web::{render, text};

/// The form.
pub async fn new(site: web::Data<Site>, asker: Asker, asked: Asked<LoginForm>) -> AppResult<HttpResponse> {
    let form = LoginForm { email: String::new(), password: String::new(), next: asked.0.next };
    let (page, is_signed_in) = site.read(&asker, "login", |_, visit| Ok(visit.viewer.is_some())).await?;
    if is_signed_in {
        return Ok(render::see_other(render::local_path(&form.next)));
    }
    render::page(&views::LoginPage { page, form, errors: FieldErrors::new() })
}

/// Signs in. One sentence for a wrong password and for an address without an account, after the
/// same time.
pub async fn create(site: web::Data<Site>, asker: Asker, posted: Posted<LoginForm>) -> AppResult<HttpResponse> {
    let form = posted.form;
    let key = text::email_key(&form.email);
    site.limits.check(Rate::LoginAddress, &asker.address.limit_key()).await?;
    site.limits.check(Rate::LoginAccount, &key).await?;
    let found = site.db.read(move |conn| Ok(people::queries::find_credentials(conn, &key)?)).await?;
    let stored = found.as_ref().map(|(_, stored)| stored.clone());
    let is_right = passwords::is_right(Password::typed(&form.password), stored).await?;
    let Some((person, stored)) = found.filter(|_| is_right) else {
        let page = site.page(&asker, "login").await?;
        let errors = FieldErrors::one("password", "error-login");
        return render::invalid(&views::LoginPage { page, form, errors });
    };
    if passwords::is_outdated(&stored) {
        renew_hash(&site, &person, stored, &form.password).await?;
    }
    let next = render::local_path(&form.next).to_owned();
    sign_in(&site, &asker, person, &next).await
}

/// Keeps a password, just found right, at the present cost.
async fn renew_hash(site: &Site, person: &PersonId, checked: String, typed: &str) -> AppResult<()> {
    let hash = passwords::hash(Password::typed(typed)).await?;
    let person = person.clone();
    let renew = move |conn: &mut Conn| Ok(people::queries::replace_hash(conn, &person, &checked, &hash)?);
    site.db.write(renew).await.map(drop)
}

/// Makes a login and answers with its cookie. The login the browser came with ends. Who is banned
/// is told why and until when instead.
///
/// # Errors
/// What the database said.
pub async fn sign_in(site: &Site, asker: &Asker, person: PersonId, next: &str) -> AppResult<HttpResponse> {
    let token = passwords::new_token()?;
    let now = site.clock.now();
    let login = NewLogin {
        id: LoginId::new(),
        person_id: person,
        token_hash: hash_token(&token),
        user_agent: text::one_line(&asker.user_agent),
        address: asker.address.to_string(),
        seen_at: now,
        expires_at: now + chrono::Duration::days(LOGIN_DAYS),
        created_at: now,
    };
    let before = asker.token_hash.clone();
    let replace = move |conn: &mut Conn| {
        if let Some(ban) = find_ban(conn, &login.person_id, now)? {
            let appeal = appeal_path(conn, &ban.id, now)?;
            return Ok(Err((ban, appeal)));
        }
        let ended = before.as_deref().map(|before| queries::delete_login(conn, before)).transpose()?;
        queries::insert_login(conn, &login)?;
        if people::queries::is_gone(conn, &login.person_id)? {
            return Err(AppError::NotSignedIn);
        }
        Ok(Ok(ended.flatten()))
    };
    match site.db.write(replace).await? {
        Ok(ended) => end_sockets(site, ended),
        Err((ban, appeal)) => {
            let page = site.page(asker, "login").await?;
            return render::page_with(StatusCode::FORBIDDEN, &views::BannedPage { page, ban, appeal });
        }
    }
    let mut response = render::see_other(next);
    response.add_cookie(&asker::login_cookie(site, &token, LOGIN_DAYS)).map_err(AppError::internal)?;
    Ok(response)
}

/// Closes the sockets of logins that have just ended: who loses a right loses it at once.
pub fn end_sockets(site: &Site, ended: impl IntoIterator<Item = LoginId>) {
    for login in ended {
        site.hub.end_login(&login);
    }
}

/// Signs out.
pub async fn destroy(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    if let Some(token) = asker.token_hash.clone() {
        end_sockets(&site, site.db.write(move |conn| Ok(queries::delete_login(conn, &token)?)).await?);
    }
    let mut response = site.done("/", "flash-signed-out");
    response.add_cookie(&asker::login_cookie(&site, "", 0)).map_err(AppError::internal)?;
    Ok(response)
}
