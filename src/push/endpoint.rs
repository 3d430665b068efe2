//! Where a push may go. A browser names its push service, and whoever writes a request by hand may name
//! anything: only the known services are asked, only over https, only at public addresses.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

use crate::web::limits::PUSH_ENDPOINT_BYTES;

/// The push services of the browsers; a dot in front stands for every name under it.
const KNOWN: [&str; 4] = [
    // Chromium and what is made of it.
    "fcm.googleapis.com",
    // Firefox.
    "updates.push.services.mozilla.com",
    // Safari.
    ".push.apple.com",
    // Edge.
    ".notify.windows.com",
];

/// Which services are asked.
#[derive(Debug, Clone, Default)]
pub(super) struct Services {
    /// Those of the settings, in the form of [`KNOWN`].
    pub more: Vec<String>,
    /// Whether this machine may be one of them, over http: tests alone.
    pub to_loopback: bool,
}

/// The address of one browser at its push service. Whoever knows it and the keys can send to it: it
/// stands in no log.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Endpoint {
    url: Url,
    is_loopback: bool,
}

impl Services {
    /// Reads an endpoint; none when it is not of a service that is asked.
    pub fn read(&self, text: &str) -> Option<Endpoint> {
        if text.len() > PUSH_ENDPOINT_BYTES || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return None;
        }
        let url = Url::parse(text).ok()?;
        let is_plain = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
        if !is_plain {
            return None;
        }
        let is_known = url.scheme() == "https"
            && url.port().is_none()
            && matches!(url.host(), Some(Host::Domain(name)) if self.is_known(name));
        if is_known {
            return Some(Endpoint { url, is_loopback: false });
        }
        let is_own = matches!(url.host(), Some(Host::Ipv4(ip)) if ip.is_loopback());
        (self.to_loopback && url.scheme() == "http" && is_own).then_some(Endpoint { url, is_loopback: true })
    }

    fn is_known(&self, name: &str) -> bool {
        let is_of = |service: &str| {
            if service.starts_with('.') { name.ends_with(service) && name != service } else { name == service }
        };
        KNOWN.iter().any(|service| is_of(service)) || self.more.iter().any(|service| is_of(service))
    }
}

impl Endpoint {
    /// The service, as a claim names its audience (RFC 8292, 2).
    pub fn origin(&self) -> String {
        self.url.origin().ascii_serialization()
    }

    /// The host, to be looked up and to be shown to the server.
    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    /// Host, and port where it is not the usual one, for the header `Host`.
    pub fn authority(&self) -> &str {
        self.url.authority()
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.url.port_or_known_default().unwrap_or(443)
    }

    /// What a request line names.
    pub fn path_and_query(&self) -> &str {
        self.url.as_str().get(self.origin().len()..).unwrap_or("/")
    }

    /// Whether it is one of this machine, without TLS.
    pub fn is_loopback(&self) -> bool {
        self.is_loopback
    }

    /// Whether a connection for it may go to this address.
    pub fn may_reach(&self, ip: IpAddr) -> bool {
        if self.is_loopback { ip.is_loopback() } else { is_public(ip) }
    }
}

/// Whether an address is of the public network: none of this machine, of a private network, of a
/// documentation, or one that stands for such a one.
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_special = ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_documentation()
        || a == 0
        // Multicast, reserved, broadcast.
        || a >= 224
        // Shared by carriers, assignments of the IETF, relays of 6to4, benchmarks.
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b == 18 || b == 19));
    !is_special
}

/// Global unicast is `2000::/3`; `2001::/23` is the IETF's (Teredo), `2002::/16` stands for IPv4. An
/// address that holds one of IPv4 is refused, whatever it holds.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, ..] = ip.segments();
    let is_global = a & 0xe000 == 0x2000;
    let is_special = (a == 0x2001 && (b < 0x0200 || b == 0x0db8)) || a == 0x2002 || (a == 0x3fff && b < 0x1000);
    is_global && !is_special
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_read(services: &Services, text: &str) -> bool {
        services.read(text).is_some()
    }

    #[test]
    fn only_the_known_services_are_read() {
        let services = Services { more: vec!["push.example.org".into(), ".wide.example".into()], to_loopback: false };
        for right in [
            "https://fcm.googleapis.com/fcm/send/abc:def-_",
            "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
            "https://web.push.apple.com/QGuQyavXutnMH",
            "https://wns2-par02p.notify.windows.com/w/?token=BQYAA%2bx",
            "https://push.example.org/1",
            "https://a.wide.example/1",
            "https://fcm.googleapis.com:443/fcm/send/1",
        ] {
            assert!(is_read(&services, right), "{right}");
        }
        for wrong in [
            "http://fcm.googleapis.com/fcm/send/1",
            "https://fcm.googleapis.com:8443/1",
            "https://fcm.googleapis.com.evil.example/1",
            "https://fcm.googleapis.com./1",
            "https://evilfcm.googleapis.com/1",
            "https://fcm.googleapis.com@evil.example/1",
            "https://user@fcm.googleapis.com/1",
            "https://user:word@fcm.googleapis.com/1",
            "https://fcm.googleapis.com/1#part",
            "https://evil.example/#fcm.googleapis.com",
            "https://evil.example\\@fcm.googleapis.com/1",
            "https://push.apple.com/1",
            "https://evil-push.apple.com.example/1",
            "https://wide.example/1",
            "https://127.0.0.1/1",
            "http://127.0.0.1:8080/1",
            "https://2130706433/1",
            "https://[::1]/1",
            "https://[::ffff:127.0.0.1]/1",
            "https://localhost/1",
            "https://169.254.169.254/latest/meta-data",
            "ftp://fcm.googleapis.com/1",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https://fcm.googleapis.com/\n1",
            "https://fcm.googleapis.com/推",
            "",
        ] {
            assert!(!is_read(&services, wrong), "{wrong}");
        }
        let long = format!("https://fcm.googleapis.com/{}", "a".repeat(PUSH_ENDPOINT_BYTES));
        assert!(!is_read(&services, &long));
    }

    #[test]
    fn this_machine_is_read_where_tests_allow_it() {
        let services = Services { more: Vec::new(), to_loopback: true };
        assert!(is_read(&services, "http://127.0.0.1:4711/push/1"));
        for wrong in ["https://127.0.0.1/1", "http://10.0.0.1/1", "http://localhost/1", "http://0.0.0.0/1"] {
            assert!(!is_read(&services, wrong), "{wrong}");
        }
    }

    #[test]
    fn an_endpoint_names_its_parts() {
        let services = Services::default();
        let endpoint = services.read("https://wns2-par02p.notify.windows.com/w/?token=a%2bb");
        let parts =
            endpoint.map(|it| (it.origin(), it.path_and_query().to_owned(), it.port(), it.authority().to_owned()));
        let host = "wns2-par02p.notify.windows.com";
        assert_eq!(parts, Some((format!("https://{host}"), "/w/?token=a%2bb".to_owned(), 443, host.to_owned())));
    }

    #[test]
    fn private_addresses_are_not_reached() -> Result<(), std::net::AddrParseError> {
        for inside in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "192.0.0.1",
            "192.0.2.1",
            "198.18.0.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001::1",
            "2001:db8::1",
            "fe80::1",
            "fc00::1",
            "fd00::1",
            "ff02::1",
            "::7f00:1",
            "3fff::1",
        ] {
            assert!(!is_public(inside.parse()?), "{inside}");
        }
        for outside in ["8.8.8.8", "142.250.185.74", "100.128.0.1", "2a00:1450:4001:82a::200a", "2620:1ec:c11::200"] {
            assert!(is_public(outside.parse()?), "{outside}");
        }
        Ok(())
    }
}
