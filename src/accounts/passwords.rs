//! Passwords: hashing, checking, and which are refused. Never inside a database closure: a hash
//! takes some 20 ms and 19 MiB.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::Semaphore;

use crate::error::{AppError, AppResult, FieldErrors};

/// Memory in KiB, passes and lanes: the least that OWASP advises for argon2id.
const COST: (u32, u32, u32) = (19_456, 2, 1);
/// Hashes at once: more would take the memory and the processor from everybody else.
static TURNS: Semaphore = Semaphore::const_new(2);
/// Shortest password, in characters (ASVS 6.2.1 asks for 8 and advises 15).
pub const MIN: usize = 10;
/// Longest password, in characters.
pub const MAX: usize = 200;
/// Stands for the hash of an account that does not exist, so that looking for one takes as long.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$Y2hlY2sgdGhlIHNhbHQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The most common passwords of this length and more, lower case, one a line.
const COMMON: &str = include_str!("common_passwords.txt");

/// A password in clear, which is never printed.
#[derive(Clone)]
pub struct Password(String);

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

impl Password {
    /// What somebody typed, whatever it is, to be checked.
    pub fn typed(text: &str) -> Self {
        Self(text.chars().take(MAX + 1).collect())
    }

    /// A new password: long enough, not one of the common ones, not the product's or a repeated
    /// character. Spaces count as they stand.
    pub fn new(text: &str, field: &'static str, errors: &mut FieldErrors) -> Self {
        let length = text.chars().count();
        if length < MIN {
            errors.add_n(field, "error-too-short", MIN as i64);
        } else if length > MAX {
            errors.add_n(field, "error-too-long", MAX as i64);
        } else if is_guessable(text) {
            errors.add(field, "error-password-common");
        }
        Self(text.to_owned())
    }

    /// As [`Password::new`]; neither may it be one of these names with digits and marks around:
    /// the event's, the person's own.
    pub fn new_here(text: &str, names: &[&str], field: &'static str, errors: &mut FieldErrors) -> Self {
        let bare = letters(text);
        if !bare.is_empty() && names.iter().any(|name| letters(name) == bare) {
            errors.add(field, "error-password-common");
        }
        Self::new(text, field, errors)
    }
}

/// The letters alone, lower case.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

fn is_guessable(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut characters = lower.chars();
    let first = characters.next();
    COMMON.lines().any(|line| line == lower) || characters.all(|c| Some(c) == first) || lower.starts_with("fairhall")
}

fn hasher() -> AppResult<Argon2<'static>> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).map_err(AppError::internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The hash to store.
///
/// # Errors
/// When hashing fails, which is our fault.
pub async fn hash(password: Password) -> AppResult<String> {
    in_turn(move || {
        let hash = hasher()?.hash_password(password.0.as_bytes()).map_err(AppError::internal)?;
        Ok(hash.to_string())
    })
    .await
}

/// Whether the password is the one of the stored hash. Without a hash (no such account) it takes
/// as long and is false.
///
/// # Errors
/// When hashing fails, which is our fault.
pub async fn is_right(password: Password, stored: Option<String>) -> AppResult<bool> {
    in_turn(move || {
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| NOBODY.to_owned());
        let parsed = PasswordHash::new(&stored).map_err(AppError::internal)?;
        Ok(hasher()?.verify_password(password.0.as_bytes(), &parsed).is_ok() && known)
    })
    .await
}

/// Whether a stored hash was made at another cost than the present one, so that it is to be made
/// anew when its password is next at hand.
pub fn is_outdated(stored: &str) -> bool {
    let Ok(parsed) = PasswordHash::new(stored) else { return true };
    let (memory, passes, lanes) = COST;
    let present = [("m", memory), ("t", passes), ("p", lanes)];
    let is_same = |(name, cost)| parsed.params.get_decimal(name) == Some(cost);
    parsed.algorithm.as_str() != "argon2id" || !present.into_iter().all(is_same)
}

async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> AppResult<T> + Send + 'static) -> AppResult<T> {
    let _turn = TURNS.acquire().await.map_err(AppError::internal)?;
    tokio::task::spawn_blocking(work).await.map_err(AppError::internal)?
}

/// A new secret for a cookie or a link: 32 random bytes in base64url, 43 characters.
///
/// # Errors
/// When the system gives no randomness.
pub fn new_token() -> AppResult<String> {
    use base64::Engine;
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(AppError::internal)?;
    Ok(base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn only_the_right_password_is_right_and_nobody_has_none() -> AppResult<()> {
        for text in ["correct horse battery", "  spaces count  ", "一個很長的中文密碼短語啊"] {
            let stored = hash(Password::typed(text)).await?;
            assert!(is_right(Password::typed(text), Some(stored.clone())).await?);
            assert!(!is_right(Password::typed(text.trim_end_matches(['y', ' ', '啊'])), Some(stored)).await?);
        }
        assert!(!is_right(Password::typed("anything"), None).await?);
        Ok(())
    }

    #[actix_web::test]
    async fn a_hash_of_another_cost_is_outdated() -> AppResult<()> {
        let present = hash(Password::typed("a quiet morning in Wuhan")).await?;
        assert!(!is_outdated(&present) && !is_outdated(NOBODY));
        assert!(is_outdated(&present.replace("m=19456", "m=12288")));
        assert!(is_outdated(&present.replace("argon2id", "argon2i")) && is_outdated("plain"));
        Ok(())
    }

    #[test]
    fn common_passwords_are_refused() {
        for text in ["short", "1234567890", "PASSWORD123", "aaaaaaaaaaaa", "fairhall-2026", &"x".repeat(201)] {
            let mut errors = FieldErrors::new();
            Password::new(text, "password", &mut errors);
            assert!(errors.of("password").is_some(), "{text}");
        }
        let mut errors = FieldErrors::new();
        Password::new_here("Talent Fair 2026", &["Talent Fair"], "password", &mut errors);
        assert!(errors.of("password").is_some(), "the event's name");
        let mut errors = FieldErrors::new();
        Password::new("a quiet morning in Wuhan", "password", &mut errors);
        assert!(errors.is_empty());
    }
}
