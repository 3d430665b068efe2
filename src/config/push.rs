//! The settings of push: off until a contact is named, since a push is a request to somebody else's
//! server. Read by `config`, used by `crate::push`.

use clap::Args;
use url::Url;

/// What an administrator says about push.
#[derive(Debug, Clone, Default, Args)]
pub struct PushSettings {
    /// Turns push on and says whom push services may ask about it: mailto:ops@example.org or <https://…>
    #[arg(global = true, long = "push", env = "FAIRHALL_PUSH", value_name = "CONTACT")]
    pub contact: Option<String>,
    /// More hosts of push services than those of the known browsers: push.example.org, or .example.org for all under it
    #[arg(
        global = true,
        long = "push-services",
        env = "FAIRHALL_PUSH_SERVICES",
        value_name = "HOSTS",
        value_delimiter = ','
    )]
    pub services: Vec<String>,
    /// Let push go over http to this machine, for tests; refused on an address that is not loopback
    #[arg(global = true, long = "push-loopback", hide = true)]
    pub to_loopback: bool,
}

impl PushSettings {
    /// Checks what can be meant on a server that others reach so.
    ///
    /// # Errors
    /// A sentence that names the setting and the mend.
    pub fn check(&self, is_loopback: bool, public_url: &str) -> Result<(), String> {
        if self.to_loopback && !is_loopback {
            return Err("--push-loopback is for tests on a loopback address; leave it out".into());
        }
        if let Some(service) = self.services.iter().find(|service| !is_host(service)) {
            return Err(format!("--push-services must be names of hosts, push.example.org, not {service:?}"));
        }
        let Some(contact) = &self.contact else { return Ok(()) };
        if !is_contact(contact) {
            return Err("--push must be a contact, mailto:ops@example.org or https://example.org/contact".into());
        }
        if !is_loopback && !public_url.starts_with("https://") {
            return Err("--push needs a --public-url with https://: browsers allow no push over http".into());
        }
        Ok(())
    }
}

/// A URI for the claim `sub` (RFC 8292, 2.1).
fn is_contact(contact: &str) -> bool {
    let is_mail =
        |address: &str| address.split_once('@').is_some_and(|(who, host)| !who.is_empty() && !host.is_empty());
    Url::parse(contact).is_ok_and(|url| match url.scheme() {
        "mailto" => is_mail(url.path()),
        "https" => url.host().is_some(),
        _ => false,
    })
}

/// A host by name, or what all names under it end with. Never a number: an address could be a private one.
fn is_host(text: &str) -> bool {
    let name = text.strip_prefix('.').unwrap_or(text);
    let is_domain = |host: Option<url::Host<&str>>| matches!(host, Some(url::Host::Domain(found)) if found == name);
    Url::parse(&format!("https://{name}/")).is_ok_and(|url| is_domain(url.host()) && url.port().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(settings: &PushSettings, is_loopback: bool, public_url: &str) -> String {
        settings.check(is_loopback, public_url).err().unwrap_or_default()
    }

    #[test]
    fn a_contact_is_a_mail_address_or_a_page() {
        for (contact, is_right) in [
            ("mailto:ops@example.org", true),
            ("https://example.org/contact", true),
            ("ops@example.org", false),
            ("mailto:ops", false),
            ("mailto:@example.org", false),
            ("http://example.org", false),
            ("", false),
        ] {
            let settings = PushSettings { contact: Some(contact.into()), ..PushSettings::default() };
            assert_eq!(refused(&settings, true, "http://127.0.0.1").is_empty(), is_right, "{contact}");
        }
    }

    #[test]
    fn push_wants_https_where_others_come() {
        let settings = PushSettings { contact: Some("mailto:ops@example.org".into()), ..PushSettings::default() };
        assert!(refused(&settings, false, "http://fair.example").contains("--public-url"));
        assert_eq!(settings.check(false, "https://fair.example"), Ok(()));
        assert_eq!(PushSettings::default().check(false, "http://fair.example"), Ok(()), "off");
        let to_loopback = PushSettings { to_loopback: true, ..settings };
        assert!(refused(&to_loopback, false, "https://fair.example").contains("--push-loopback"));
        assert_eq!(to_loopback.check(true, "http://127.0.0.1"), Ok(()));
    }

    #[test]
    fn services_are_named_by_host_and_never_by_number() {
        for (service, is_right) in [
            ("push.example.org", true),
            (".example.org", true),
            ("127.0.0.1", false),
            ("2130706433", false),
            ("[::1]", false),
            ("https://push.example.org", false),
            ("push.example.org:8443", false),
            ("push.example.org/x", false),
            ("Push.example.org", false),
            ("", false),
            (".", false),
        ] {
            let settings = PushSettings { services: vec![service.into()], ..PushSettings::default() };
            assert_eq!(refused(&settings, true, "http://127.0.0.1").is_empty(), is_right, "{service}");
        }
    }
}
