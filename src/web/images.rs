//! Looking into pictures that people send: they are decoded within bounds and written anew.
//!
//! Handlers call [`prepare_image`] before storing. Nothing is believed from a
//! name or a declared type; SVG, which is a program, is refused.

use std::io::Cursor;

use actix_web::web;
use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType as RowFilter, PngEncoder};
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, GenericImageView as _, ImageDecoder as _, ImageFormat, ImageReader};
use tokio::sync::Semaphore;

use crate::web::documents::megabytes;
pub use crate::web::documents::{FileFault, Prepared};
use crate::web::limits::{IMAGE_BYTES, IMAGE_MEMORY, IMAGE_PIXELS, IMAGE_SIDE};

/// What a picture is for, which decides its size and shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// An organization's logo: whole, within 512 × 512.
    Logo,
    /// The banner of a booth: cut to 16 : 5, at most 1600 × 500.
    Banner,
    /// A person or an exhibit: cut to a square, at most 512 × 512.
    Photo,
    /// A picture in a message: whole, within 1600 × 1600.
    Message,
}

/// Two pictures are decoded at once in this process; the others wait, so memory stays bounded.
static DECODERS: Semaphore = Semaphore::const_new(2);

/// A side longer than this is first shrunk quickly, so that turning and cutting stay cheap.
const WORKING_SIDE: u32 = 3200;
/// Quality of JPEG in percent: below 80 text on banners frays, above 90 only the size grows.
const JPEG_QUALITY: u8 = 85;

/// Decodes a picture away from the workers and writes it anew for its purpose: upright, without
/// metadata, as JPEG, or as PNG where it has transparency or is a drawn logo.
///
/// # Errors
/// The fault to show beside the file field.
pub async fn prepare_image(purpose: Purpose, bytes: Bytes) -> Result<Prepared, FileFault> {
    let _turn = DECODERS.acquire().await.map_err(|_| FileFault::Damaged)?;
    // A decoder that panics on hostile bytes ends as a damaged file, like one that returns an error.
    web::block(move || prepare_image_now(purpose, &bytes)).await.unwrap_or(Err(FileFault::Damaged))
}

/// As [`prepare_image`], on this thread: for seeding, never on a worker.
///
/// # Errors
/// The fault to show beside the file field.
pub fn prepare_image_now(purpose: Purpose, bytes: &[u8]) -> Result<Prepared, FileFault> {
    if bytes.len() > IMAGE_BYTES {
        return Err(FileFault::TooLarge(megabytes(IMAGE_BYTES)));
    }
    let format = image_format(bytes).ok_or(FileFault::ImageType)?;
    let upright = decode(format, bytes)?;
    let shaped = shape(purpose, &upright);
    let is_drawn = purpose == Purpose::Logo && format != ImageFormat::Jpeg;
    encode(&shaped, is_drawn || has_transparency(&shaped))
}

fn too_many_pixels() -> FileFault {
    FileFault::Pixels(i64::try_from(IMAGE_PIXELS / 1_000_000).unwrap_or(i64::MAX))
}

fn image_format(bytes: &[u8]) -> Option<ImageFormat> {
    match infer::get(bytes)?.mime_type() {
        "image/png" => Some(ImageFormat::Png),
        "image/jpeg" => Some(ImageFormat::Jpeg),
        "image/webp" => Some(ImageFormat::WebP),
        _ => None,
    }
}

/// The picture, upright. Its announced size is checked before a pixel is made.
fn decode(format: ImageFormat, bytes: &[u8]) -> Result<DynamicImage, FileFault> {
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(IMAGE_SIDE);
    limits.max_image_height = Some(IMAGE_SIDE);
    limits.max_alloc = Some(IMAGE_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| fault(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > IMAGE_PIXELS || decoder.total_bytes() > IMAGE_MEMORY {
        return Err(too_many_pixels());
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| fault(&error))?;
    if image.width().max(image.height()) > WORKING_SIDE {
        image = image.thumbnail(WORKING_SIDE, WORKING_SIDE);
    }
    image.apply_orientation(orientation);
    Ok(image)
}

fn fault(error: &image::ImageError) -> FileFault {
    match error {
        image::ImageError::Limits(_) => too_many_pixels(),
        image::ImageError::Unsupported(_) => FileFault::ImageType,
        _ => FileFault::Damaged,
    }
}

/// Cuts and shrinks for the purpose; nothing is ever enlarged.
fn shape(purpose: Purpose, image: &DynamicImage) -> DynamicImage {
    let (width, height) = match purpose {
        Purpose::Logo => return within(image, 512),
        Purpose::Message => return within(image, 1600),
        Purpose::Banner => (1600, 500),
        Purpose::Photo => (512, 512),
    };
    // The largest piece of the wanted shape that the picture holds.
    let scale =
        (f64::from(image.width()) / f64::from(width)).min(f64::from(image.height()) / f64::from(height)).min(1.0);
    image.resize_to_fill(scaled(width, scale), scaled(height, scale), FilterType::Lanczos3)
}

fn within(image: &DynamicImage, side: u32) -> DynamicImage {
    if image.width() <= side && image.height() <= side {
        return image.clone();
    }
    image.resize(side, side, FilterType::Lanczos3)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 1600, at least 1")]
fn scaled(length: u32, scale: f64) -> u32 {
    (f64::from(length) * scale).round().max(1.0) as u32
}

fn has_transparency(image: &DynamicImage) -> bool {
    image.color().has_alpha() && image.pixels().any(|(_, _, pixel)| pixel.0[3] < 255)
}

fn encode(image: &DynamicImage, as_png: bool) -> Result<Prepared, FileFault> {
    let mut bytes = Vec::new();
    let content_type = if as_png {
        let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, RowFilter::Adaptive);
        DynamicImage::ImageRgba8(image.to_rgba8()).write_with_encoder(encoder).map_err(|error| fault(&error))?;
        "image/png"
    } else {
        let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
        DynamicImage::ImageRgb8(image.to_rgb8()).write_with_encoder(encoder).map_err(|error| fault(&error))?;
        "image/jpeg"
    };
    Ok(Prepared { bytes: bytes.into(), content_type, size: Some((image.width(), image.height())) })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

    use image::{ImageEncoder as _, Rgb, RgbImage, Rgba, RgbaImage};
    use proptest::prelude::*;

    use super::*;

    fn write(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn picture(width: u32, height: u32) -> DynamicImage {
        RgbImage::from_fn(width, height, |x, y| Rgb([x.to_le_bytes()[0], y.to_le_bytes()[0], 90])).into()
    }

    #[test]
    fn each_purpose_has_its_size_and_nothing_is_enlarged() {
        for (purpose, given, size) in [
            (Purpose::Logo, (1000, 500), (512, 256)),
            (Purpose::Logo, (100, 50), (100, 50)),
            (Purpose::Banner, (3000, 2000), (1600, 500)),
            (Purpose::Banner, (800, 800), (800, 250)),
            (Purpose::Photo, (900, 600), (512, 512)),
            (Purpose::Photo, (90, 200), (90, 90)),
            (Purpose::Photo, (1, 1), (1, 1)),
        ] {
            for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
                let prepared = prepare_image_now(purpose, &write(&picture(given.0, given.1), format)).unwrap();
                assert_eq!(prepared.size, Some(size), "{purpose:?} {given:?} {format:?}");
            }
        }
    }

    #[test]
    fn transparency_is_kept_and_photos_become_jpeg() {
        let clear: DynamicImage = RgbaImage::from_pixel(20, 20, Rgba([1, 2, 3, 40])).into();
        let kind = |purpose, image: &DynamicImage, format| {
            prepare_image_now(purpose, &write(image, format)).unwrap().content_type
        };
        assert_eq!(kind(Purpose::Photo, &clear, ImageFormat::WebP), "image/png");
        assert_eq!(kind(Purpose::Banner, &picture(20, 20), ImageFormat::Png), "image/jpeg");
        assert_eq!(kind(Purpose::Logo, &picture(20, 20), ImageFormat::Png), "image/png");
    }

    #[test]
    fn a_turned_photo_is_stored_upright_and_without_its_metadata() {
        // Orientation 6: turn right by 90 degrees.
        let exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
        let mut bytes = Vec::new();
        let mut encoder = JpegEncoder::new(&mut bytes);
        encoder.set_exif_metadata(exif).unwrap();
        picture(200, 100).write_with_encoder(encoder).unwrap();
        assert!(bytes.windows(4).any(|window| window == b"Exif"));
        let prepared = prepare_image_now(Purpose::Logo, &bytes).unwrap();
        assert_eq!(prepared.size, Some((100, 200)));
        assert!(!prepared.bytes.windows(4).any(|window| window == b"Exif"));
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        let png = write(&picture(50, 50), ImageFormat::Png);
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";
        for (bytes, fault) in [
            (&svg[..], FileFault::ImageType),
            (b"<!doctype html><script>", FileFault::ImageType),
            (b"GIF89a\x01\0\x01\0\0\0\0;", FileFault::ImageType),
            (b"", FileFault::ImageType),
            (png.get(..60).unwrap(), FileFault::Damaged),
            (&[0xff; 40], FileFault::ImageType),
            (&vec![0; IMAGE_BYTES + 1], FileFault::TooLarge(8)),
        ] {
            assert_eq!(prepare_image_now(Purpose::Logo, bytes).err(), Some(fault));
        }
    }

    #[test]
    fn a_bomb_is_refused_by_its_announced_size() {
        // 50,000 x 50,000 in 45 bytes, and 16,000 x 16,000 within the side but not the pixels.
        for side in [50_000_u32, 16_000] {
            let mut png = write(&picture(1, 1), ImageFormat::Png);
            let header = [b"IHDR".as_slice(), &side.to_be_bytes(), &side.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
            let sum = crc32(&header);
            png.splice(12..29, header);
            png.splice(29..33, sum.to_be_bytes());
            assert_eq!(prepare_image_now(Purpose::Logo, &png).err(), Some(FileFault::Pixels(40)), "{side}");
        }
    }

    /// The checksum of PNG's chunks.
    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0_u32, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 })
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn no_bytes_make_preparing_panic(noise in prop::collection::vec(any::<u8>(), 0..200), at in 0_usize..300, kind in 0..3) {
            let format = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP][usize::try_from(kind).unwrap()];
            let mut bytes = write(&picture(30, 20), format);
            let end = bytes.len().min(at + noise.len());
            bytes.splice(at.min(end)..end, noise);
            let _ = prepare_image_now(Purpose::Photo, &bytes);
        }
    }
}
