//! What can go wrong in answering a request, and the only mapping of it to an HTTP status.
//!
//! Nothing here draws a page: the response carries the [`AppError`] in its extensions, and the
//! middleware in `editions` draws it in the site's look and the reader's language.

use std::collections::BTreeMap;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};
use diesel::result::DatabaseErrorKind;

/// The result of everything that answers a request.
pub type AppResult<T> = Result<T, AppError>;

/// Why a request was not carried out.
#[derive(Debug, Clone, thiserror::Error)]
pub enum AppError {
    /// It is not there, is hidden from this person, or is another's. 404.
    #[error("not found")]
    NotFound,
    /// It was there for everyone and has ended. 410.
    #[error("gone")]
    Gone,
    /// Somebody must sign in first; the middleware leads to the login page and back. 303.
    #[error("not signed in")]
    NotSignedIn,
    /// This person is known and may not; the key names the sentence that says why. 403.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// A request that makes no sense as it stands; the key names the sentence. 400.
    #[error("bad request: {0}")]
    Bad(&'static str),
    /// The method is not one of this address. 405.
    #[error("method not allowed")]
    Method,
    /// The fields of a form that were wrong. 422.
    #[error("invalid fields: {0:?}")]
    Invalid(FieldErrors),
    /// Somebody else changed it meanwhile, or its state does not allow the move; the key names
    /// the sentence. 409.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// More than a limit of `docs/limits.md` allows. 413.
    #[error("too large: {0}")]
    TooLarge(&'static str),
    /// A body of a kind that is not read here. 415.
    #[error("unsupported: {0}")]
    Unsupported(&'static str),
    /// Too often; try again after this many seconds. 429.
    #[error("too many requests")]
    TooMany(u64),
    /// The server has no room for the work now; try again after this many seconds. 503.
    #[error("busy")]
    Busy(u64),
    /// Anything that is our fault. The text goes to the log, never to the reader. 500.
    #[error("internal: {0}")]
    Internal(String),
}

impl AppError {
    /// An internal error from anything that can be written to the log.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        Self::Internal(cause.to_string())
    }

    /// The one mapping to a status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Gone => StatusCode::GONE,
            Self::NotSignedIn => StatusCode::SEE_OTHER,
            Self::Refused(_) => StatusCode::FORBIDDEN,
            Self::Bad(_) => StatusCode::BAD_REQUEST,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unsupported(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl ResponseError for AppError {
    fn status_code(&self) -> StatusCode {
        self.status()
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status());
        if let Self::TooMany(seconds) | Self::Busy(seconds) = self {
            response.insert_header((header::RETRY_AFTER, seconds.to_string()));
        }
        let mut response = response.finish();
        response.extensions_mut().insert(self.clone());
        response
    }
}

impl From<diesel::result::Error> for AppError {
    /// A row that is not there is a 404, a race that may be run again is [`AppError::Busy`]; everything else is our fault until a query says better.
    fn from(error: diesel::result::Error) -> Self {
        match error {
            diesel::result::Error::NotFound => Self::NotFound,
            diesel::result::Error::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => Self::Busy(1),
            // libpq has no kind of its own for a deadlock (SQLSTATE 40P01).
            diesel::result::Error::DatabaseError(_, info) if info.message().contains("deadlock detected") => {
                Self::Busy(1)
            }
            other => Self::Internal(format!("database: {other}")),
        }
    }
}

impl From<FieldErrors> for AppError {
    fn from(errors: FieldErrors) -> Self {
        Self::Invalid(errors)
    }
}

/// One thing that is wrong with one field: the key of a sentence and what it speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The Fluent key of the sentence, `error-…`.
    pub key: &'static str,
    /// The number the sentence names (`$n`), where it names one: a length, a size, a bound.
    pub n: Option<i64>,
}

/// The wrong fields of a form, by the name of the field, in the order of the names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldErrors(BTreeMap<&'static str, FieldError>);

impl FieldErrors {
    /// No errors.
    pub fn new() -> Self {
        Self::default()
    }

    /// A single error, as the refusal of a whole form.
    pub fn one(field: &'static str, key: &'static str) -> Self {
        let mut errors = Self::new();
        errors.add(field, key);
        errors
    }

    /// Notes that a field is wrong. The first error of a field stays.
    pub fn add(&mut self, field: &'static str, key: &'static str) {
        self.0.entry(field).or_insert(FieldError { key, n: None });
    }

    /// As [`add`](Self::add), for a sentence that names a number.
    pub fn add_n(&mut self, field: &'static str, key: &'static str, n: i64) {
        self.0.entry(field).or_insert(FieldError { key, n: Some(n) });
    }

    /// The error of this field, if it has one.
    pub fn of(&self, field: &str) -> Option<&FieldError> {
        self.0.get(field)
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every wrong field with its error, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &FieldError)> {
        self.0.iter().map(|(field, error)| (*field, error))
    }

    /// `Ok` with the value when nothing is wrong.
    ///
    /// # Errors
    /// These errors, when there are any.
    pub fn into_result<T>(self, value: impl FnOnce() -> T) -> Result<T, Self> {
        if self.is_empty() { Ok(value()) } else { Err(self) }
    }
}
