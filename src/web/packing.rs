//! Bodies packed for the way: which form a browser reads, and packing into it. Used for what is
//! packed once and sent often; other answers are packed by the middleware in `app`.

use std::io::Write as _;

use actix_web::HttpRequest;
use actix_web::http::header::{AcceptEncoding, ContentEncoding, Encoding, Header as _};

/// Levels at which a page of 100 KB takes about two milliseconds.
const BROTLI_QUALITY: u32 = 4;
const BROTLI_WINDOW: u32 = 20;
const GZIP_LEVEL: u32 = 5;

/// The smallest of the forms we have that the browser reads: brotli, gzip, or none for plain.
pub fn accepted(request: &HttpRequest) -> Option<ContentEncoding> {
    let accepted = AcceptEncoding::parse(request).ok()?;
    let reads = |wanted: &Encoding| accepted.negotiate([wanted].into_iter()).is_some_and(|chosen| chosen == *wanted);
    match () {
        () if reads(&Encoding::brotli()) => Some(ContentEncoding::Brotli),
        () if reads(&Encoding::gzip()) => Some(ContentEncoding::Gzip),
        () => None,
    }
}

/// A body in this form.
///
/// # Errors
/// When the packer fails, which memory alone could make it.
pub fn pack(body: &[u8], encoding: ContentEncoding) -> std::io::Result<Vec<u8>> {
    match encoding {
        ContentEncoding::Brotli => {
            let mut packer = brotli::CompressorWriter::new(Vec::new(), 4_096, BROTLI_QUALITY, BROTLI_WINDOW);
            packer.write_all(body)?;
            Ok(packer.into_inner())
        }
        ContentEncoding::Gzip => {
            let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(GZIP_LEVEL));
            packer.write_all(body)?;
            packer.finish()
        }
        _ => Ok(body.to_vec()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn what_is_packed_is_unpacked_whole() -> std::io::Result<()> {
        let body = "光谷 hall ".repeat(5_000);
        let (mut unpacked, mut ungzipped) = (String::new(), String::new());
        let packed = pack(body.as_bytes(), ContentEncoding::Brotli)?;
        brotli::Decompressor::new(packed.as_slice(), 4_096).read_to_string(&mut unpacked)?;
        let gzipped = pack(body.as_bytes(), ContentEncoding::Gzip)?;
        flate2::read::GzDecoder::new(gzipped.as_slice()).read_to_string(&mut ungzipped)?;
        assert!(unpacked == body && ungzipped == body && packed.len() < 1_000 && gzipped.len() < 2_000);
        Ok(())
    }
}
