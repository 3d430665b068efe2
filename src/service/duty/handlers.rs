//! Answers agents about their duty.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::queries::{Duty, store_duty};
use crate::db::Conn;
use crate::error::AppResult;
use crate::service::enquiries::telling::DESK;
use crate::site::{Asker, Site, Viewer, Visit};
use crate::web::forms::Posted;

/// The form of duty.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DutyForm {
    on: String,
    most: String,
}

/// `POST /service/desk/duty`: one's own.
pub async fn update(site: web::Data<Site>, asker: Asker, posted: Posted<DutyForm>) -> AppResult<HttpResponse> {
    let form = posted.form;
    let write = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::may_serve)?;
        let me = &visit.writer()?.person;
        let duty = Duty { is_on: !form.on.is_empty(), most: form.most.trim().parse().unwrap_or(1) };
        Ok(store_duty(conn, &visit.edition()?.id, me, duty, visit.now)?)
    };
    site.write(&asker, write).await?;
    Ok(site.done(DESK, "flash-duty-saved"))
}
