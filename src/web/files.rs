//! The store of uploaded files.
//!
//! A file is named by its id alone, outside every served folder; who may read it is decided by the
//! handler before it asks here. `sending` makes the answer. What was `put` survives a loss of power.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use actix_web::web;
use bytes::Bytes;

use crate::error::{AppError, AppResult};
use crate::ids::FileId;
use crate::web::durable::Flusher;

/// Keeps files in a directory; clones keep the same one.
#[derive(Debug, Clone)]
pub struct FileStore {
    root: Arc<Path>,
    flusher: Arc<Flusher>,
}

/// Why a store cannot be opened: a sentence for the operator that names the mend.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Not an address of a store.
    #[error("`{0}` is not a file store: use file:///an/absolute/directory")]
    Address(String),
    /// A kind of store that is not built in.
    #[error("file stores of the kind `{0}:` are not supported: use file:///an/absolute/directory")]
    Kind(String),
    /// The directory cannot be made or written to.
    #[error("the file store {0} cannot be used: {1}")]
    Directory(PathBuf, io::Error),
}

impl FileStore {
    /// Opens the store at an address like `file:///var/lib/fairhall/files`, making the directory.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub fn open(address: &str) -> Result<Self, StoreError> {
        let url = url::Url::parse(address).map_err(|_| StoreError::Address(address.to_owned()))?;
        if url.scheme() != "file" {
            return Err(StoreError::Kind(url.scheme().to_owned()));
        }
        let root = url.to_file_path().map_err(|()| StoreError::Address(address.to_owned()))?;
        Self::in_directory(&root)
    }

    /// Opens the store in this directory, making it.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub fn in_directory(root: &Path) -> Result<Self, StoreError> {
        let open = || {
            fs::create_dir_all(root)?;
            let store = Self { root: root.into(), flusher: Arc::new(Flusher::new(root)?) };
            store.probe()?;
            Ok(store)
        };
        open().map_err(|error| StoreError::Directory(root.to_owned(), error))
    }

    /// Tries whether the store can be written to, for `/readyz`. Blocks.
    ///
    /// # Errors
    /// What the file system says.
    pub fn probe(&self) -> io::Result<()> {
        let name = self.root.join(format!(".probe-{}", FileId::new()));
        File::create_new(&name)?;
        fs::remove_file(name)
    }

    /// Stores a file under an id that no other has. It is durable when this returns.
    ///
    /// # Errors
    /// Internal, when the file system refuses; nothing is left behind under the id then.
    pub async fn put(&self, id: &FileId, bytes: Bytes) -> AppResult<()> {
        let (store, id) = (self.clone(), id.clone());
        run(move || store.write_new(&id, &bytes)).await
    }

    /// The whole file; nothing when there is none.
    ///
    /// # Errors
    /// Internal, when the file system refuses.
    pub async fn get(&self, id: &FileId) -> AppResult<Option<Bytes>> {
        let path = self.path(id);
        run(move || match fs::read(path) {
            Ok(bytes) => Ok(Some(bytes.into())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        })
        .await
    }

    /// Removes a file. Safe to repeat.
    ///
    /// # Errors
    /// Internal, when the file system refuses.
    pub async fn delete(&self, id: &FileId) -> AppResult<()> {
        let (store, id) = (self.clone(), id.clone());
        run(move || store.remove(&id)).await
    }

    /// Removes a file on this thread: for tasks, never on a worker. Safe to repeat.
    ///
    /// # Errors
    /// What the file system says.
    pub fn remove(&self, id: &FileId) -> io::Result<()> {
        match fs::remove_file(self.path(id)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Nobody asks for a new id before this returns, so the file needs no other name meanwhile.
    fn write_new(&self, id: &FileId, bytes: &[u8]) -> io::Result<()> {
        let path = self.path(id);
        fs::create_dir_all(path.parent().unwrap_or(&self.root))?;
        let written = create(&path, bytes).and_then(|_| self.flusher.flush());
        if written.is_err() {
            // The error matters more than the left-over, which no row leads to.
            let _ = fs::remove_file(&path);
        }
        written
    }

    /// Stores a file under this id, on this thread: for seeding, never on a worker. Durable when
    /// it returns; the same id again replaces the content at once.
    ///
    /// # Errors
    /// What the file system says.
    pub fn write(&self, id: &FileId, bytes: &[u8]) -> io::Result<()> {
        let path = self.path(id);
        let folder = path.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder)?;
        let temporary = folder.join(format!(".{}", FileId::new()));
        // The content before the name, or a loss of power could leave the name without it.
        let written = create(&temporary, bytes)
            .and_then(|file| file.sync_all())
            .and_then(|()| fs::rename(&temporary, &path))
            .and_then(|()| self.flusher.flush());
        if written.is_err() {
            // The error matters more than the left-over, which no id leads to.
            let _ = fs::remove_file(&temporary);
        }
        written
    }

    /// 256 folders by the last, random characters: the first ones are the time, and would put a
    /// whole day into one.
    fn path(&self, id: &FileId) -> PathBuf {
        let name = id.as_str();
        self.root.join(name.get(34..36).unwrap_or("00")).join(name)
    }
}

fn create(path: &Path, bytes: &[u8]) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    Ok(file)
}

async fn run<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> AppResult<T> {
    web::block(work)
        .await
        .map_err(AppError::internal)?
        .map_err(|error| AppError::internal(format!("file store: {error}")))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use super::*;

    fn store() -> FileStore {
        FileStore::in_directory(&std::env::temp_dir().join(format!("fairhall-files-{}", FileId::new()))).unwrap()
    }

    #[actix_web::test]
    async fn what_is_put_is_got_until_it_is_deleted() {
        let store = store();
        let id = FileId::new();
        store.put(&id, Bytes::from_static(b"one")).await.unwrap();
        assert_eq!(store.get(&id).await.unwrap().unwrap(), "one");
        store.write(&id, b"two").unwrap();
        assert_eq!(store.get(&id).await.unwrap().unwrap(), "two");
        store.delete(&id).await.unwrap();
        store.delete(&id).await.unwrap();
        assert_eq!(store.get(&id).await.unwrap(), None);
        let names: Vec<_> = fs::read_dir(store.path(&id).parent().unwrap()).unwrap().collect();
        assert!(names.is_empty(), "temporary files are left: {names:?}");
        fs::remove_dir_all(&store.root).unwrap();
    }

    #[test]
    fn other_stores_are_refused_with_a_sentence() {
        for (address, sentence) in [
            ("s3://bucket/x", "file stores of the kind `s3:` are not supported: use file:///an/absolute/directory"),
            ("data/files", "`data/files` is not a file store: use file:///an/absolute/directory"),
            ("file://host/x", "`file://host/x` is not a file store: use file:///an/absolute/directory"),
        ] {
            assert_eq!(FileStore::open(address).unwrap_err().to_string(), sentence);
        }
        let error = FileStore::open("file:///proc/nowhere").unwrap_err().to_string();
        assert!(error.starts_with("the file store /proc/nowhere cannot be used: "), "{error}");
    }
}
