//! Answers who takes a "no thanks" back.

use actix_web::{HttpResponse, web};

use super::queries;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::{PersonId, ProjectId};
use crate::pairing::Side;
use crate::pairing::interests::queries::find_row;
use crate::pairing::projects::is_of_team;
use crate::site::{Asker, Site, Visit};

/// `POST /pairing/refusals/{project}/{guest}/removal`: by whoever said it.
pub async fn destroy(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
) -> AppResult<HttpResponse> {
    let (project, guest) = path.into_inner();
    let project: ProjectId = project.parse().map_err(|_| AppError::NotFound)?;
    let guest: PersonId = guest.parse().map_err(|_| AppError::NotFound)?;
    let write = move |conn: &mut Conn, visit: &Visit| {
        let me = &visit.writer()?.person;
        let row = find_row(conn, &project)?;
        let side = match *me == guest {
            true => Side::Guest,
            false if is_of_team(conn, &row.0, me)? => Side::Host,
            false => return Err(AppError::NotFound),
        };
        queries::take_back(conn, (&project, &guest), side)?;
        Ok(row.0.slug)
    };
    let slug = site.write(&asker, write).await?;
    Ok(site.done(format!("/pairing/projects/{slug}"), "flash-refusal-taken-back"))
}
