//! The network address a request comes from, and ranges of addresses.
//!
//! Rate limits and the audit trail take [`ClientAddress`]; `origin::Site` holds the trusted ranges.
//! A forwarded address is believed from a trusted proxy only.

use std::future::{Ready, ready};
use std::net::IpAddr;
use std::str::FromStr;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};

use crate::error::AppError;
use crate::web::origin::{Site, site_of};

/// The address of the person's machine: the peer, or, behind trusted proxies, the last address of
/// `X-Forwarded-For` that is not a trusted proxy's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

impl ClientAddress {
    /// The address of whoever sent this request.
    pub fn of(request: &HttpRequest) -> Self {
        let peer = request.peer_addr().map_or(IpAddr::from([0, 0, 0, 0]), |peer| plain(peer.ip()));
        match site_of(request) {
            Ok(site) if site.trusts(peer) => Self(forwarded_for(&site, request).unwrap_or(peer)),
            _ => Self(peer),
        }
    }

    /// The key to limit by: one IPv4 address, or the /64 that one IPv6 connection gets.
    pub fn limit_key(self) -> String {
        match self.0 {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
            }
        }
    }
}

impl std::fmt::Display for ClientAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl FromRequest for ClientAddress {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}

/// Reads from the end, since a client writes what it likes at the beginning; stops at the first
/// address that no trusted proxy vouches for, and at the first that is none.
fn forwarded_for(site: &Site, request: &HttpRequest) -> Option<IpAddr> {
    let lines: Vec<&str> = request.headers().get_all("x-forwarded-for").filter_map(|line| line.to_str().ok()).collect();
    let mut furthest = None;
    for text in lines.iter().rev().flat_map(|line| line.rsplit(',')) {
        let Some(address) = read_address(text.trim()) else {
            break;
        };
        furthest = Some(address);
        if !site.trusts(address) {
            break;
        }
    }
    furthest
}

/// An address, possibly with a port and brackets.
fn read_address(text: &str) -> Option<IpAddr> {
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let address = bare.parse().ok().or_else(|| text.parse::<std::net::SocketAddr>().ok().map(|socket| socket.ip()))?;
    Some(plain(address))
}

/// `::ffff:1.2.3.4` is `1.2.3.4`.
fn plain(address: IpAddr) -> IpAddr {
    address.to_canonical()
}

/// A range of addresses in CIDR form, as `10.0.0.0/8`; a bare address is a range of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AddressRange {
    network: IpAddr,
    bits: u32,
}

impl AddressRange {
    /// Whether this address lies in the range. An IPv4 range holds no IPv6 address.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.network, address) {
            (IpAddr::V4(a), IpAddr::V4(b)) => (a.to_bits() ^ b.to_bits()).checked_shr(32 - self.bits).unwrap_or(0) == 0,
            (IpAddr::V6(a), IpAddr::V6(b)) => {
                (a.to_bits() ^ b.to_bits()).checked_shr(128 - self.bits).unwrap_or(0) == 0
            }
            _ => false,
        }
    }
}

/// Text that is no range of addresses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an address range like 10.0.0.0/8 or 2001:db8::/32")]
pub struct NotARange(String);

impl FromStr for AddressRange {
    type Err = NotARange;

    fn from_str(text: &str) -> Result<Self, NotARange> {
        let wrong = || NotARange(text.to_owned());
        let (network, bits) = text.trim().split_once('/').unwrap_or((text.trim(), ""));
        let network: IpAddr = network.parse().map_err(|_| wrong())?;
        let most = if network.is_ipv4() { 32 } else { 128 };
        let bits = if text.contains('/') { bits.parse().map_err(|_| wrong())? } else { most };
        if bits > most { Err(wrong()) } else { Ok(Self { network, bits }) }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use actix_web::test::TestRequest;
    use actix_web::web;

    use super::*;

    #[test]
    fn only_a_trusted_proxy_speaks_for_others() {
        let proxied = Site {
            public_url: "https://fair.example".parse().unwrap(),
            trusted_proxies: vec!["10.0.0.0/8".parse().unwrap(), "2001:db8::/32".parse().unwrap()],
        };
        for (peer, forwarded, client) in [
            ("203.0.113.5:1", "198.51.100.1", "203.0.113.5"),
            ("10.1.1.1:1", "198.51.100.1", "198.51.100.1"),
            ("10.1.1.1:1", "1.1.1.1, 198.51.100.1, 10.2.2.2", "198.51.100.1"),
            ("10.1.1.1:1", "nonsense", "10.1.1.1"),
            ("10.1.1.1:1", "6.6.6.6, nonsense, 10.2.2.2", "10.2.2.2"),
            ("[2001:db8::1]:1", "[2a00::1]:443", "2a00::1"),
            ("[::ffff:10.1.1.1]:1", "::ffff:198.51.100.1", "198.51.100.1"),
        ] {
            let request =
                TestRequest::default().peer_addr(peer.parse().unwrap()).app_data(web::Data::new(proxied.clone()));
            let request =
                request.insert_header(("x-forwarded-for", forwarded)).insert_header(("x-forwarded-proto", "https"));
            assert_eq!(ClientAddress::of(&request.to_http_request()).to_string(), client, "{peer} {forwarded}");
        }
    }

    #[test]
    fn ranges_are_read_and_nonsense_is_named() {
        let all: AddressRange = "0.0.0.0/0".parse().unwrap();
        assert!(all.contains("203.0.113.5".parse().unwrap()) && !all.contains("::1".parse().unwrap()));
        let one: AddressRange = "::1".parse().unwrap();
        assert!(one.contains("::1".parse().unwrap()) && !one.contains("::2".parse().unwrap()));
        for wrong in ["", "10.0.0.0/33", "10.0.0.0/", "10/8", "a/8", "10.0.0.0/-1"] {
            assert!(wrong.parse::<AddressRange>().is_err(), "{wrong}");
        }
        assert_eq!(ClientAddress("2a00:1:2:3:4::1".parse().unwrap()).limit_key(), "2a00:1:2:3::/64");
    }
}
