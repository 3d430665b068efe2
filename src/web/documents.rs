//! What a checked file is, what may be wrong with one, and checking documents.
//!
//! Handlers call [`prepare_pdf`] before storing a résumé; `images` does the same for pictures.
//! Nothing is believed from a name or a declared type.

use bytes::Bytes;

use crate::error::FieldErrors;
use crate::web::limits::PDF_BYTES;

/// A checked file, ready to be stored.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// The content as it is stored.
    pub bytes: Bytes,
    /// Its media type: `image/png`, `image/jpeg` or `application/pdf`.
    pub content_type: &'static str,
    /// Width and height in pixels, of pictures.
    pub size: Option<(u32, u32)>,
}

/// Why a file is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFault {
    /// Not PNG, JPEG or WebP.
    ImageType,
    /// Not a PDF document.
    PdfType,
    /// Broken off or wrong inside.
    Damaged,
    /// More than so many megabytes.
    TooLarge(i64),
    /// More than so many megapixels.
    Pixels(i64),
}

impl FileFault {
    /// Notes the fault as the error of this field.
    pub fn add_to(self, errors: &mut FieldErrors, field: &'static str) {
        match self {
            Self::ImageType => errors.add(field, "error-image-type"),
            Self::PdfType => errors.add(field, "error-pdf-type"),
            Self::Damaged => errors.add(field, "error-file-damaged"),
            Self::TooLarge(megabytes) => errors.add_n(field, "error-file-too-large", megabytes),
            Self::Pixels(megapixels) => errors.add_n(field, "error-image-pixels", megapixels),
        }
    }
}

/// Checks that a document is a PDF by its first and last bytes; it is stored as it is.
///
/// # Errors
/// The fault to show beside the file field.
pub fn prepare_pdf(bytes: Bytes) -> Result<Prepared, FileFault> {
    if bytes.len() > PDF_BYTES {
        return Err(FileFault::TooLarge(megabytes(PDF_BYTES)));
    }
    if !bytes.starts_with(b"%PDF-") {
        return Err(FileFault::PdfType);
    }
    // Writers append a little after the mark; readers look for it in the last kilobyte or two.
    let tail = bytes.get(bytes.len().saturating_sub(2048)..).unwrap_or_default();
    if !tail.windows(5).any(|window| window == b"%%EOF") {
        return Err(FileFault::Damaged);
    }
    Ok(Prepared { bytes, content_type: "application/pdf", size: None })
}

pub(super) fn megabytes(bytes: usize) -> i64 {
    i64::try_from(bytes / (1024 * 1024)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use super::*;

    #[test]
    fn a_pdf_is_told_by_its_bytes() {
        let whole = Bytes::from_static(b"%PDF-1.7\n1 0 obj\n%%EOF\n");
        assert_eq!(prepare_pdf(whole).unwrap().content_type, "application/pdf");
        for (bytes, fault) in [
            (&b"%PDF-1.7\n1 0 obj"[..], FileFault::Damaged),
            (b"<html>%PDF-1.7 %%EOF", FileFault::PdfType),
            (b"MZ\x90\0", FileFault::PdfType),
            (b"", FileFault::PdfType),
        ] {
            assert_eq!(prepare_pdf(Bytes::from_static(bytes)).err(), Some(fault));
        }
        assert_eq!(prepare_pdf(vec![b'%'; PDF_BYTES + 1].into()).err(), Some(FileFault::TooLarge(8)));
    }
}
