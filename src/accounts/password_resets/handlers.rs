//! Answers under `/password-resets`. A known and an unknown address are answered alike.

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::{HttpRequest, HttpResponse, web};

use super::forms::{NewPasswordForm, ResetForm};
use super::{queries, views};
use crate::accounts::logins::handlers::{end_sockets, sign_in};
use crate::accounts::mail_tokens::model::TokenKind;
use crate::accounts::mail_tokens::queries::find_mail_token;
use crate::accounts::passwords::{self, Password};
use crate::accounts::people::views::MailSentPage;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::site::viewer::hash_token;
use crate::site::{Asker, Site};
use crate::web::check::Check;
use crate::web::forms::Posted;
use crate::web::limits::Rate;
use crate::web::{render, text};

/// Keeps the secret of the link while the form is open.
const RESET_COOKIE: &str = "reset";
/// For how long, in minutes.
const RESET_MINUTES: i64 = 15;

/// Asks whose password.
pub async fn new(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let page = site.page(&asker, "login").await?;
    render::page(&views::ResetPage { page, form: ResetForm::default(), errors: FieldErrors::new() })
}

/// Sends the link, if there is an account.
pub async fn create(site: web::Data<Site>, asker: Asker, posted: Posted<ResetForm>) -> AppResult<HttpResponse> {
    let form = posted.form;
    let mut check = Check::new();
    let email = check.email("email", &form.email);
    if let Err(errors) = check.finish(|| Some(())) {
        let page = site.page(&asker, "login").await?;
        return render::invalid(&views::ResetPage { page, form, errors });
    }
    let (key, now) = (text::email_key(&email), site.clock.now());
    site.limits.check(Rate::Reset, &asker.address.limit_key()).await?;
    site.limits.check(Rate::Reset, &key).await?;
    let token = passwords::new_token()?;
    site.db.write(move |conn| queries::ask(conn, &key, &token, now)).await?;
    Ok(render::see_other("/password-resets/sent"))
}

/// Says to look into the mail.
pub async fn index(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let page = site.page(&asker, "login").await?;
    let (title, text) = (page.t("reset-sent-title"), page.t("reset-sent-text"));
    render::page(&MailSentPage { page, title, text })
}

/// The link of the mail: moves its secret into a cookie.
pub async fn show(site: web::Data<Site>, token: web::Path<String>) -> AppResult<HttpResponse> {
    let mut response = render::see_other("/password-resets/edit");
    response.add_cookie(&reset_cookie(&site, &token, RESET_MINUTES)).map_err(AppError::internal)?;
    Ok(response)
}

/// Asks for the new password.
pub async fn edit(site: web::Data<Site>, asker: Asker, request: HttpRequest) -> AppResult<HttpResponse> {
    let hash = token_hash(&request)?;
    let find = move |conn: &mut crate::db::Conn, visit: &crate::site::Visit| {
        find_mail_token(conn, &hash, &[TokenKind::Reset], visit.now).map(drop)
    };
    let (page, ()) = site.read(&asker, "login", find).await?;
    render::page(&views::NewPasswordPage { page, errors: FieldErrors::new() })
}

/// Sets the new password, ends every other login and signs in.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    request: HttpRequest,
    posted: Posted<NewPasswordForm>,
) -> AppResult<HttpResponse> {
    let hash = token_hash(&request)?;
    let page = site.page(&asker, "login").await?;
    let mut errors = FieldErrors::new();
    let password = Password::new_here(&posted.form.password, &[&page.event_name], "password", &mut errors);
    if !errors.is_empty() {
        return render::invalid(&views::NewPasswordPage { page, errors });
    }
    let password_hash = passwords::hash(password).await?;
    let now = site.clock.now();
    let (person, ended) = site.db.write(move |conn| queries::set(conn, &hash, &password_hash, now)).await?;
    end_sockets(&site, ended);
    let mut response = sign_in(&site, &asker, person, "/me").await?;
    response.add_cookie(&reset_cookie(&site, "", 0)).map_err(AppError::internal)?;
    Ok(response)
}

fn token_hash(request: &HttpRequest) -> AppResult<String> {
    let cookie = request.cookie(RESET_COOKIE).ok_or(AppError::Gone)?;
    Ok(hash_token(cookie.value()))
}

fn reset_cookie(site: &Site, token: &str, minutes: i64) -> Cookie<'static> {
    Cookie::build(RESET_COOKIE, token.to_owned())
        .path("/password-resets")
        .secure(site.config.has_secure_cookies())
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(Duration::minutes(minutes))
        .finish()
}
