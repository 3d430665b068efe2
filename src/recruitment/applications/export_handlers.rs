//! Answers owners and recruiters who take the applications to a posting away: as a table, and the résumés as
//! an archive. Every download is written into the audit trail, in the transaction that checked the right.

use std::io::{Cursor, Write as _};

use actix_web::{HttpResponse, web};
use serde::Deserialize;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::desk_queries::{ReceivedRow, is_hidden, is_kept, list_of_posting};
use super::desk_views::shown_name;
use super::export_queries::{self, ResumeFile};
use super::model::ApplicationState;
use super::queries::note_resume_read;
use crate::audit::Action;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::recruitment::postings::model::Posting;
use crate::recruitment::screening::answers::find_answer;
use crate::recruitment::screening::model::Question;
use crate::recruitment::screening::queries::{Answer, list_answers_of_posting, list_questions};
use crate::recruitment::workspace::queries::{find_own_posting, require_recruiter};
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Asked;
use crate::web::i18n::Locale;
use crate::web::limits::{RESUMES_BYTES, RESUMES_FILES};
use crate::web::tables::{self, Cell, Table, TableFormat};
use crate::web::{dates, sending};

/// The query of an export.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ExportForm {
    /// CSV where nothing is said.
    format: Option<TableFormat>,
}

/// A posting whose applications this person may take away; for a year after its closing.
fn find_exportable(conn: &mut Conn, visit: &Visit, (slug, id): (&str, &str)) -> AppResult<(Posting, Vec<ReceivedRow>)> {
    visit.writer()?;
    let (_, employer) = require_recruiter(conn, visit, slug)?;
    let (posting, _) = find_own_posting(conn, &employer.id, id)?;
    if !is_kept(&posting, visit.now) {
        return Err(AppError::NotFound);
    }
    let rows = list_of_posting(conn, &employer.id, &posting.id, visit.now)?;
    Ok((posting, rows))
}

/// `GET …/postings/{id}/applications/export?format=csv|xlsx`.
pub async fn export(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
    Asked(form): Asked<ExportForm>,
) -> AppResult<HttpResponse> {
    let (slug, id) = path.into_inner();
    let work = move |conn: &mut Conn, visit: &Visit| {
        let (posting, rows) = find_exportable(conn, visit, (&slug, &id))?;
        let questions = list_questions(conn, &posting.id)?;
        let answers = list_answers_of_posting(conn, &posting.id)?;
        visit.note(conn, Action::PostingExport, &posting.id, ("", &rows.len().to_string()))?;
        let table = table_of(&rows, (&questions, &answers), visit);
        Ok((table, posting.slug))
    };
    let (table, slug) = site.write(&asker, work).await?;
    tables::respond(&table, form.format.unwrap_or(TableFormat::Csv), &format!("applications-{slug}"))
}

fn table_of(rows: &[ReceivedRow], (questions, answers): (&[Question], &[Answer]), visit: &Visit) -> Table {
    let (locale, zone) = (visit.locale, visit.time_zone());
    let fixed = ["application-person", "export-mail", "posting-state", "application-sent-on", "export-version"];
    let mut heads: Vec<String> = fixed.iter().map(|key| locale.t(key).to_owned()).collect();
    heads.extend(questions.iter().map(|question| question.label_in(locale).to_owned()));
    heads.push(locale.t("export-letter").to_owned());
    let row = |row: &ReceivedRow| {
        let (application, _, name, email) = row;
        // Whoever withdraws takes back what they sent.
        let is_back = application.state == ApplicationState::Withdrawn;
        let mut cells: Vec<Cell> = vec![
            shown_name(name, &application.id, locale).into(),
            email.as_str().into(),
            locale.t(application.state.key()).into(),
            dates::input(application.submitted_at, zone).replace('T', " ").into(),
            dates::input(application.updated_at, zone).replace('T', " ").into(),
        ];
        let answer_to = |question: &Question| {
            Cell::Text(question.word(find_answer(answers, &application.id, &question.id), locale))
        };
        cells.extend(questions.iter().map(answer_to));
        cells.push(Cell::Text(if is_back { String::new() } else { application.letter.clone() }));
        cells
    };
    Table { heads, rows: rows.iter().map(row).collect() }
}

/// `GET …/postings/{id}/resumes.zip`: of applications that were not withdrawn and whose names may be known.
pub async fn resumes(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
) -> AppResult<HttpResponse> {
    let (slug, id) = path.into_inner();
    let work = move |conn: &mut Conn, visit: &Visit| {
        let (posting, rows) = find_exportable(conn, visit, (&slug, &id))?;
        let readable =
            rows.iter().filter(|row| row.0.state != ApplicationState::Withdrawn && !is_hidden(&row.0, &row.1));
        let wanted: Vec<(String, String)> =
            readable.map(|row| (row.0.resume_file_id.to_string(), file_name(&row.2, visit.locale))).collect();
        if wanted.is_empty() {
            return Err(AppError::Conflict("error-resumes-none"));
        }
        if wanted.len() > RESUMES_FILES {
            return Err(AppError::TooLarge("error-resumes-many"));
        }
        let files = export_queries::list_files(conn, wanted)?;
        if files.iter().map(|file| file.bytes).sum::<i64>() > i64::try_from(RESUMES_BYTES).unwrap_or(i64::MAX) {
            return Err(AppError::TooLarge("error-resumes-many"));
        }
        // Whose they are sees who took them, as of those that are opened one by one.
        for file in &files {
            note_resume_read(conn, visit, &file.id)?;
        }
        visit.note(conn, Action::PostingResumes, &posting.id, ("", &files.len().to_string()))?;
        Ok((files, posting.slug))
    };
    let (files, slug) = site.write(&asker, work).await?;
    let archive = pack(&site, files).await?;
    Ok(sending::download(archive, "application/zip", &format!("resumes-{slug}.zip")))
}

/// A person's name as a part of the name of a file: letters and digits of any script, nothing that a file
/// system or a program that unpacks takes for something else.
fn file_name(name: &str, locale: Locale) -> String {
    let kept: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let words: Vec<&str> = kept.split_whitespace().collect();
    let joined: String = words.join(" ").chars().take(60).collect();
    if joined.is_empty() { locale.t("application-person").to_owned() } else { joined }
}

/// The files as an archive; their numbers make the names unique.
async fn pack(site: &Site, files: Vec<ResumeFile>) -> AppResult<Vec<u8>> {
    let mut contents = Vec::new();
    for file in files {
        let bytes = match file.content {
            Some(content) => bytes::Bytes::from(content),
            None => site.files.get(&file.id).await?.ok_or(AppError::NotFound)?,
        };
        contents.push((file.name, bytes));
    }
    let write = move || {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        // A PDF is packed already.
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        for (number, (name, bytes)) in (1_u32..).zip(&contents) {
            archive.start_file(format!("{number:03} {name}.pdf"), stored).map_err(AppError::internal)?;
            archive.write_all(bytes).map_err(AppError::internal)?;
        }
        archive.finish().map(Cursor::into_inner).map_err(AppError::internal)
    };
    web::block(write).await.map_err(AppError::internal)?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_makes_a_name_of_a_file_that_leads_nowhere() {
        for (name, made) in [
            ("Zhao Yun", "Zhao Yun"),
            ("赵云", "赵云"),
            ("../../etc/passwd", "etc passwd"),
            ("C:\\con|nul*", "C con nul"),
            ("\u{202e}fdp.exe", "fdp exe"),
            ("...", "Applicant"),
        ] {
            assert_eq!(file_name(name, Locale::En), made);
        }
    }
}
