//! The headers by which mail programs offer to end a kind of mail with one click (RFC 2369, RFC 8058).

use lettre::message::header::{Header, HeaderName, HeaderValue};

type Unreadable = Box<dyn std::error::Error + Send + Sync>;

/// `List-Unsubscribe`: where the mails are ended. An address of the web in angle brackets; never
/// folded, since some programs read it as it stands.
#[derive(Debug, Clone)]
pub(super) struct ListUnsubscribe(pub String);

impl Header for ListUnsubscribe {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe")
    }

    fn parse(text: &str) -> Result<Self, Unreadable> {
        Ok(Self(text.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::dangerous_new_pre_encoded(Self::name(), self.0.clone(), self.0.clone())
    }
}

/// `List-Unsubscribe-Post`: that a POST there ends them without a further question.
#[derive(Debug, Clone)]
pub(super) struct OneClick;

impl Header for OneClick {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe-Post")
    }

    fn parse(_: &str) -> Result<Self, Unreadable> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "List-Unsubscribe=One-Click".to_owned())
    }
}
