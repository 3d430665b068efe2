//! The index in its folder: its fields, how it is opened, and how documents come into it. Only the
//! follower writes; `find` reads.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::directory::error::LockError;
use tantivy::directory::{Directory, INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, Term};
use unicode_normalization::UnicodeNormalization;

use super::document::{Document, Source};
use super::follower::Progress;
use super::kept::Kept;
use super::words::{self, cut};
use crate::error::{AppError, AppResult};
use crate::web::text::clip;

/// The number of this arrangement of fields: raised when it or the way text is cut changes, so that
/// an older index is built anew.
const VERSION: u32 = 4;
/// Memory of the writer, in bytes: the least that tantivy takes is 15 MB.
const WRITER_BYTES: usize = 20_000_000;
/// What whoever starts a second program on the same folder is told.
const IN_USE: &str = "another fairhall is running on this data folder; end that one first";
/// How much of a body is indexed, in characters.
const BODY_MAX: usize = 20_000;

/// The index with those who give into it; clones share it.
#[derive(Clone)]
pub struct Search(pub(super) Arc<Inner>);

pub(super) struct Inner {
    pub reader: IndexReader,
    pub writer: Mutex<IndexWriter>,
    pub fields: Fields,
    pub kept: Kept,
    pub sources: Vec<Arc<dyn Source>>,
    pub progress: Progress,
}

/// The fields of a document in the index.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    /// `kind id`, by which a document is replaced.
    pub key: Field,
    pub kind: Field,
    pub id: Field,
    pub edition: Field,
    pub title_stems: Field,
    pub title_grams: Field,
    /// Stems, and single characters and pairs, of title and body.
    pub stems: Field,
    pub grams: Field,
    /// Whole words of title and body, as they were written or as jieba sees them.
    pub words: Field,
    /// Words of the title as they were written, which suggestions begin.
    pub title_typed: Field,
    pub facets: Field,
    pub numbers: Field,
    pub dated: Field,
    pub from: Field,
    pub until: Field,
    /// The texts as they were written, as JSON: what highlights are made of.
    pub shown: Field,
}

/// Where in a folder the index of this version stands.
pub(super) fn place(folder: &Path) -> PathBuf {
    folder.join(format!("v{VERSION}"))
}

/// An index that another program writes may look damaged for a moment, and is not to be removed.
fn require_unused(place: &Path) -> AppResult<()> {
    let held = MmapDirectory::open(place).map(|directory| directory.acquire_lock(&INDEX_WRITER_LOCK));
    match held {
        Ok(Err(LockError::LockBusy)) => Err(AppError::internal(IN_USE)),
        _ => Ok(()),
    }
}

impl Search {
    /// Opens the index under a folder, or begins a new one when there is none, it is of another
    /// version, or it is damaged. The follower fills a new one.
    ///
    /// # Errors
    /// When the folder cannot be written, or another process writes this index.
    pub fn open(folder: &Path, sources: Vec<Arc<dyn Source>>) -> AppResult<Self> {
        let place = place(folder);
        require_unused(&place)?;
        if let Ok(index) = Index::open_in_dir(&place)
            && index.schema() == schema().0
            && index.validate_checksum().is_ok_and(|damaged| damaged.is_empty())
        {
            return Self::of(index, sources);
        }
        if folder.exists() {
            std::fs::remove_dir_all(folder).map_err(AppError::internal)?;
        }
        std::fs::create_dir_all(&place).map_err(AppError::internal)?;
        let index = Index::create_in_dir(&place, schema().0).map_err(AppError::internal)?;
        Self::of(index, sources)
    }

    /// An index that lives as long as its last clone.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn in_memory(sources: Vec<Arc<dyn Source>>) -> AppResult<Self> {
        Self::of(Index::create_in_ram(schema().0), sources)
    }

    fn of(index: Index, sources: Vec<Arc<dyn Source>>) -> AppResult<Self> {
        let writer = index.writer_with_num_threads(1, WRITER_BYTES).map_err(AppError::internal)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into();
        let payload = index.load_metas().map_err(AppError::internal)?.payload;
        let inner = Inner {
            reader: reader.map_err(AppError::internal)?,
            writer: Mutex::new(writer),
            fields: schema().1,
            kept: Kept::default(),
            sources,
            progress: Progress::new(payload.as_deref()),
        };
        Ok(Self(Arc::new(inner)))
    }
}

impl Inner {
    /// Brings documents in, or takes them out, and commits with the note of how far this goes.
    pub fn write(&self, changes: &[(String, String, Option<Document>)], is_new: bool, note: &str) -> AppResult<()> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        if is_new {
            writer.delete_all_documents().map_err(AppError::internal)?;
        }
        for (kind, id, document) in changes {
            writer.delete_term(Term::from_field_text(self.fields.key, &format!("{kind} {id}")));
            if let Some(document) = document {
                let row = to_row(&self.fields, kind, id, document);
                writer.add_document(row).map_err(AppError::internal)?;
            }
        }
        let mut commit = writer.prepare_commit().map_err(AppError::internal)?;
        commit.set_payload(note);
        commit.commit().map_err(AppError::internal)?;
        self.reader.reload().map_err(AppError::internal)?;
        self.kept.forget(&self.reader.searcher());
        Ok(())
    }
}

fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    // The words come cut; no tokenizer of tantivy runs over them.
    let indexing = TextFieldIndexing::default().set_tokenizer("raw").set_index_option(IndexRecordOption::WithFreqs);
    let cut = TextOptions::default().set_indexing_options(indexing);
    let fields = Fields {
        key: builder.add_text_field("key", STRING),
        kind: builder.add_text_field("kind", STRING | STORED | FAST),
        id: builder.add_text_field("id", STRING | STORED),
        edition: builder.add_text_field("edition", STRING),
        title_stems: builder.add_text_field("title_stems", cut.clone()),
        title_grams: builder.add_text_field("title_grams", cut.clone()),
        stems: builder.add_text_field("stems", cut.clone()),
        grams: builder.add_text_field("grams", cut.clone()),
        words: builder.add_text_field("words", cut.clone()),
        title_typed: builder.add_text_field("title_typed", cut),
        facets: builder.add_text_field("facets", STRING | FAST),
        numbers: builder.add_json_field("numbers", FAST),
        dated: builder.add_i64_field("dated", INDEXED | FAST),
        from: builder.add_i64_field("from", FAST),
        until: builder.add_i64_field("until", FAST),
        shown: builder.add_text_field("shown", STORED),
    };
    (builder.build(), fields)
}

/// A facet with its value as one term.
pub(super) fn facet_text(name: &str, value: &str) -> String {
    format!("{name}={value}")
}

fn to_row(fields: &Fields, kind: &str, id: &str, document: &Document) -> TantivyDocument {
    let mut row = TantivyDocument::new();
    row.add_text(fields.key, format!("{kind} {id}"));
    row.add_text(fields.kind, kind);
    row.add_text(fields.id, id);
    row.add_text(fields.edition, &document.edition);
    row.add_i64(fields.dated, document.dated.and_utc().timestamp());
    row.add_i64(fields.from, document.from.map_or(i64::MIN, |at| at.and_utc().timestamp()));
    row.add_i64(fields.until, document.until.map_or(i64::MAX, |at| at.and_utc().timestamp()));
    row.add_text(fields.facets, facet_text("kind", kind));
    for (name, value) in &document.facets {
        row.add_text(fields.facets, facet_text(name, value));
    }
    let numbers = document.numbers.iter().map(|(name, value)| ((*name).to_owned(), (*value).into()));
    row.add_object(fields.numbers, numbers.collect());
    let mut shown = Vec::new();
    for text in &document.texts {
        // Composed letters, so that each can be folded by itself.
        let title: String = text.title.nfc().collect();
        let body: String = clip(&text.body, BODY_MAX).nfc().collect();
        add_text(&mut row, fields, &title, true);
        add_text(&mut row, fields, &body, false);
        shown.push((text.locale, title, body));
    }
    row.add_text(fields.shown, serde_json::to_string(&shown).unwrap_or_default());
    row
}

fn add_text(row: &mut TantivyDocument, fields: &Fields, text: &str, is_title: bool) {
    let (mut stems, mut grams, mut words) = (Vec::new(), Vec::new(), Vec::new());
    for token in cut(text) {
        if token.is_run {
            grams.extend(words::grams(&token.chars));
            words.extend(words::jieba_words(&token.text()));
        } else {
            stems.push(words::stem(&token.text()));
            words.push(token.text());
        }
    }
    if is_title {
        let typed = cut(text).iter().filter(|token| !token.is_run).map(words::Token::text).collect();
        row.add_pre_tokenized_text(fields.title_typed, pre_cut(typed));
        row.add_pre_tokenized_text(fields.title_stems, pre_cut(stems.clone()));
        row.add_pre_tokenized_text(fields.title_grams, pre_cut(grams.clone()));
    }
    for (field, texts) in [(fields.stems, stems), (fields.grams, grams), (fields.words, words)] {
        row.add_pre_tokenized_text(field, pre_cut(texts));
    }
}

fn pre_cut(texts: Vec<String>) -> PreTokenizedString {
    let tokens = texts.into_iter().enumerate();
    let tokens = tokens.map(|(position, text)| Token { position, text, ..Token::default() });
    PreTokenizedString { text: String::new(), tokens: tokens.collect() }
}
