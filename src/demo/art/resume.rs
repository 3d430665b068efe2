//! Writes a one-page PDF by hand (PDF 1.4, one of the fourteen standard fonts, nothing embedded),
//! as the résumé file of a demo application. ASCII only: other characters become `?`.

/// A4 in points.
const PAGE: &str = "0 0 595 842";

/// A résumé: the name large, a headline, then one line under the other (about forty fit).
#[must_use]
pub fn resume_pdf(name: &str, headline: &str, lines: &[String]) -> Vec<u8> {
    let content = page_content(name, headline, lines);
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [{PAGE}] /Resources << /Font << /F1 4 0 R /F2 5 0 R >> >> /Contents 6 0 R >>"
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}endstream", content.len()),
        format!("<< /Title ({}) /Producer (Fairhall) >>", escape(name)),
    ];
    assemble(&objects)
}

fn page_content(name: &str, headline: &str, lines: &[String]) -> String {
    let mut content = String::from("0.16 0.24 0.36 rg\n56 742 483 1.5 re f\n");
    content.push_str(&text_at("F2", 22, 780, name));
    content.push_str(&text_at("F1", 12, 756, headline));
    content.push_str("0.13 0.13 0.13 rg\n");
    let mut y = 714;
    for line in lines.iter().take(40) {
        // A line that ends with a colon heads those below it.
        let (font, gap) = if line.ends_with(':') { ("F2", 8) } else { ("F1", 0) };
        y -= gap;
        content.push_str(&text_at(font, 11, y, line));
        y -= 16;
    }
    content
}

fn text_at(font: &str, size: u32, y: i32, text: &str) -> String {
    format!("BT /{font} {size} Tf 56 {y} Td ({}) Tj ET\n", escape(text))
}

fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            '(' | ')' | '\\' => escaped.extend(['\\', letter]),
            ' '..='~' => escaped.push(letter),
            _ => escaped.push('?'),
        }
    }
    escaped
}

fn assemble(objects: &[String]) -> Vec<u8> {
    let mut pdf = String::from("%PDF-1.4\n");
    let mut table = String::from("0000000000 65535 f \n");
    for (number, object) in (1..).zip(objects) {
        table.push_str(&format!("{:010} 00000 n \n", pdf.len()));
        pdf.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let count = objects.len() + 1;
    let start = pdf.len();
    pdf.push_str(&format!(
        "xref\n0 {count}\n{table}trailer\n<< /Size {count} /Root 1 0 R /Info {} 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len()
    ));
    pdf.into_bytes()
}
