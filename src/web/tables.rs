//! Tables that people take away: CSV and XLSX of the same rows.
//!
//! A noun fills a [`Table`] with what its reader may see, its handler answers with [`respond`].
//! What somebody typed never becomes a formula (OWASP, CSV injection): in CSV an apostrophe goes
//! before it, in XLSX every text is a text cell.

use actix_web::HttpResponse;
use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::sending;
use crate::error::{AppError, AppResult};

/// In which form a table is wanted; part of the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TableFormat {
    /// RFC 4180 in UTF-8, with the mark that Excel needs to read Chinese.
    Csv,
    /// Office Open XML.
    Xlsx,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Words, also dates as the reader writes them; empty for nothing.
    Text(String),
    /// A count.
    Number(i64),
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

/// Rows under their headings.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The headings, in the reader's language.
    pub heads: Vec<String>,
    /// The rows, each as long as the headings.
    pub rows: Vec<Vec<Cell>>,
}

/// An Excel cell holds so many characters (Excel's specifications and limits).
const CELL_CHARACTERS: usize = 32_767;
/// What begins a formula, in ASCII and in full width, or hides one behind a quote.
const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', '|'];

impl Table {
    /// The table as CSV.
    ///
    /// # Errors
    /// When memory fails.
    pub fn to_csv(&self) -> AppResult<Vec<u8>> {
        let mut writer =
            csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
        writer.write_record(self.heads.iter().map(|head| guard(head))).map_err(AppError::internal)?;
        for row in &self.rows {
            let cells = row.iter().map(|cell| match cell {
                Cell::Text(text) => guard(text),
                Cell::Number(number) => number.to_string(),
            });
            writer.write_record(cells).map_err(AppError::internal)?;
        }
        writer.into_inner().map_err(|error| AppError::Internal(error.to_string()))
    }

    /// The table as a workbook of one sheet.
    ///
    /// # Errors
    /// When memory fails, or there are more rows than a sheet holds (1,048,576).
    pub fn to_xlsx(&self) -> AppResult<Vec<u8>> {
        self.write_workbook().map_err(AppError::internal)
    }

    fn write_workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        let bold = Format::new().set_bold();
        for (column, head) in (0u16..).zip(&self.heads) {
            sheet.write_string_with_format(0, column, cut(head), &bold)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        for (line, row) in (1u32..).zip(&self.rows) {
            for (column, cell) in (0u16..).zip(row) {
                match cell {
                    Cell::Text(text) => sheet.write_string(line, column, cut(text))?,
                    // Whole numbers up to 2^53 are exact.
                    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
                    Cell::Number(number) => sheet.write_number(line, column, *number as f64)?,
                };
            }
        }
        sheet.autofit();
        workbook.save_to_buffer()
    }
}

/// A text that no program takes for a formula.
fn guard(text: &str) -> String {
    let bare = text.trim_start_matches(['"', '\'', ' ', '\u{3000}', '\n']);
    if bare.starts_with(FORMULA_STARTS) { format!("'{text}") } else { text.to_owned() }
}

/// As much of a text as a cell holds.
fn cut(text: &str) -> String {
    text.chars().take(CELL_CHARACTERS).collect()
}

/// The answer that carries a table, as a download named `name` without its ending.
///
/// # Errors
/// When the table cannot be written.
pub fn respond(table: &Table, format: TableFormat, name: &str) -> AppResult<HttpResponse> {
    let (bytes, content_type, ending) = match format {
        TableFormat::Csv => (table.to_csv()?, "text/csv; charset=utf-8", "csv"),
        TableFormat::Xlsx => {
            (table.to_xlsx()?, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
        }
    };
    Ok(sending::download(bytes, content_type, &format!("{name}.{ending}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Table {
        Table { heads: vec!["Name".into(), "Count".into()], rows: vec![vec![text.into(), 7.into()]] }
    }

    #[test]
    fn what_begins_like_a_formula_comes_out_as_text() -> AppResult<()> {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\"=1", "＝1", " =1", "'=1", "|cmd"] {
            let csv = String::from_utf8(table(text).to_csv()?).unwrap_or_default();
            let row = csv.lines().skip(1).collect::<Vec<_>>().join("\n");
            assert!(row.trim_start_matches('"').starts_with('\''), "{text:?}: {csv:?}");
        }
        let csv = String::from_utf8(table("李 \"雷\", 1").to_csv()?).unwrap_or_default();
        assert_eq!(csv, "\u{feff}Name,Count\r\n\"李 \"\"雷\"\", 1\",7\r\n");
        Ok(())
    }

    #[test]
    fn a_workbook_holds_texts_as_texts() -> AppResult<()> {
        let bytes = table("=1+1").to_xlsx()?;
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).map_err(AppError::internal)?;
        let sheet = archive.by_name("xl/worksheets/sheet1.xml").map_err(AppError::internal)?;
        let sheet = std::io::read_to_string(sheet).map_err(AppError::internal)?;
        assert!(!sheet.contains("<f>") && sheet.contains("t=\"s\"") && sheet.contains("<v>7</v>"), "{sheet}");
        Ok(())
    }
}
