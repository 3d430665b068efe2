//! Files that come with what somebody wrote, as pages show them: under the messages of a room and in the history of an
//! enquiry. Which they are, and who may read them, each zone asks its own tables.

use diesel::prelude::*;

use super::files::address;
use crate::db::schema::files;
use crate::ids::FileId;
use crate::web::text::size;

/// The most room for a picture: width and height in pixels.
const PICTURE_BOX: (i64, i64) = (320, 240);

/// A file that came with something.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = files)]
pub struct AttachedFile {
    /// The file.
    pub id: FileId,
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub bytes: i64,
    /// Its width in pixels, of a picture.
    pub width: Option<i64>,
    /// Its height in pixels, of a picture.
    pub height: Option<i64>,
}

/// What `parts::files` draws.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileView {
    /// Its address.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Its size, as `2.3 MB`.
    pub size: String,
    /// Width and height of a picture as it is drawn, in pixels; other files are links alone.
    pub picture: Option<(i64, i64)>,
}

impl FileView {
    /// At its address under `/files`.
    pub fn of(file: &AttachedFile) -> Self {
        Self::at(file, String::new())
    }

    /// At an address that begins with this path instead of the site's own.
    pub fn at(file: &AttachedFile, path: String) -> Self {
        Self {
            href: path + &address(&file.id, &file.name),
            name: file.name.clone(),
            size: size(file.bytes),
            picture: file.width.zip(file.height).map(shown_size),
        }
    }
}

/// How large a picture of this size is drawn, in pixels: whole, within [`PICTURE_BOX`].
fn shown_size((width, height): (i64, i64)) -> (i64, i64) {
    let (most_wide, most_high) = PICTURE_BOX;
    let (width, height) = (width.max(1), height.max(1));
    if width <= most_wide && height <= most_high {
        return (width, height);
    }
    match width * most_high > height * most_wide {
        true => (most_wide, (height * most_wide / width).max(1)),
        false => ((width * most_high / height).max(1), most_high),
    }
}
