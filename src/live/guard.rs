//! Reads the headers of a socket's frames before the codec does, and ends the stream at the
//! first that breaks the protocol or is too big.
//!
//! actix-http 3.20 compares a frame with its limit only when the whole frame is in memory:
//! one socket that sent 300 MiB took a server from 6 to 325 MB. The guard holds 14 bytes. It
//! must never see more of a payload than it needs to skip it.

use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use actix_web::error::PayloadError;
use bytes::Bytes;
use futures_util::Stream;

/// Close codes of RFC 6455, 7.4.1.
pub(super) const PROTOCOL: u16 = 1002;
pub(super) const TOO_BIG: u16 = 1009;
/// Never sent: the peer is gone (RFC 6455 keeps 1006 for that).
pub(super) const GONE: u16 = 1006;

/// The most bytes in a control frame (RFC 6455, 5.5).
const MAX_CONTROL_BYTES: u64 = 125;
/// Two bytes, a length of eight, a mask of four.
const MAX_HEAD_BYTES: usize = 14;

/// Where guard and actor leave the reason for the end: a guard's hit and bad UTF-8 reach the
/// actor as the same kind of error.
pub(super) type Fault = Rc<Cell<Option<u16>>>;

/// A payload that ends with an error at the first bad frame header.
pub(super) struct FrameGuard<S> {
    inner: S,
    fault: Fault,
    heads: Heads,
}

impl<S> FrameGuard<S> {
    /// Guards a payload; frames and fragmented messages are held to `limit` bytes.
    pub fn new(inner: S, limit: u64, fault: Fault) -> Self {
        Self { inner, fault, heads: Heads::new(limit) }
    }
}

impl<S: Stream<Item = Result<Bytes, PayloadError>> + Unpin> Stream for FrameGuard<S> {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.fault.get().is_some() {
            return Poll::Ready(Some(Err(PayloadError::Overflow)));
        }
        let polled = Pin::new(&mut self.inner).poll_next(cx);
        match &polled {
            Poll::Ready(Some(Ok(chunk))) => {
                if let Err(code) = self.heads.check(chunk) {
                    self.fault.set(Some(code));
                    return Poll::Ready(Some(Err(PayloadError::Overflow)));
                }
            }
            Poll::Ready(Some(Err(_))) => self.fault.set(Some(GONE)),
            Poll::Ready(None) | Poll::Pending => {}
        }
        polled
    }
}

/// Follows frame headers through a stream of bytes, however it is cut.
struct Heads {
    limit: u64,
    head: [u8; MAX_HEAD_BYTES],
    filled: usize,
    /// Bytes of the present payload still to come.
    skip: u64,
    /// Bytes of the fragmented message so far, while one is open.
    open: Option<u64>,
}

impl Heads {
    fn new(limit: u64) -> Self {
        Self { limit, head: [0; MAX_HEAD_BYTES], filled: 0, skip: 0, open: None }
    }

    fn check(&mut self, mut bytes: &[u8]) -> Result<(), u16> {
        while let Some((first, rest)) = bytes.split_first() {
            if self.skip > 0 {
                let step = usize::try_from(self.skip).map_or(bytes.len(), |skip| skip.min(bytes.len()));
                self.skip -= step as u64;
                bytes = bytes.get(step..).unwrap_or_default();
                continue;
            }
            if let Some(slot) = self.head.get_mut(self.filled) {
                *slot = *first;
            }
            self.filled += 1;
            bytes = rest;
            self.skip = self.read_head()?.unwrap_or(0);
        }
        Ok(())
    }

    /// The length of the payload once the header is whole.
    fn read_head(&mut self) -> Result<Option<u64>, u16> {
        let [first, second, length @ ..] = &self.head;
        if self.filled < 2 {
            return Ok(None);
        }
        let long: usize = match second & 0x7f {
            126 => 2,
            127 => 8,
            _ => 0,
        };
        let masked = second & 0x80 != 0;
        if first & 0x70 != 0 || !masked {
            return Err(PROTOCOL);
        }
        if self.filled < 2 + long {
            return Ok(None);
        }
        let bytes = match long {
            0 => u64::from(second & 0x7f),
            _ => length.iter().take(long).fold(0, |sum, byte| sum << 8 | u64::from(*byte)),
        };
        if self.filled == 2 + long {
            let (opcode, is_last) = (first & 0x0f, first & 0x80 != 0);
            self.admit(opcode, is_last, bytes)?;
        }
        if self.filled < 2 + long + 4 {
            return Ok(None);
        }
        self.filled = 0;
        Ok(Some(bytes))
    }

    /// Holds one frame against the protocol (RFC 6455, 5.4 and 5.5) and the limit.
    fn admit(&mut self, opcode: u8, is_last: bool, bytes: u64) -> Result<(), u16> {
        match (opcode, self.open) {
            (8..=10, _) if is_last && bytes <= MAX_CONTROL_BYTES => return Ok(()),
            (1 | 2, None) | (0, Some(_)) => {}
            _ => return Err(PROTOCOL),
        }
        let sum = self.open.unwrap_or(0).saturating_add(bytes);
        if sum > self.limit {
            return Err(TOO_BIG);
        }
        self.open = (!is_last).then_some(sum);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

    use proptest::prelude::*;

    use super::*;

    fn frame(first: u8, length: usize) -> Vec<u8> {
        let mut bytes = vec![first];
        match length {
            0..126 => bytes.push(0x80 | length as u8),
            126..65_536 => {
                bytes.push(0x80 | 126);
                bytes.extend((length as u16).to_be_bytes());
            }
            _ => {
                bytes.push(0x80 | 127);
                bytes.extend((length as u64).to_be_bytes());
            }
        }
        bytes.extend([1, 2, 3, 4]);
        bytes.extend(std::iter::repeat_n(0x61, length));
        bytes
    }

    #[test]
    fn each_broken_rule_has_its_close_code() {
        let whole = |frames: &[Vec<u8>]| Heads::new(1000).check(&frames.concat());
        assert_eq!(
            whole(&[frame(0x81, 1000), frame(0x89, 125), frame(0x01, 10), frame(0x8a, 0), frame(0x80, 10)]),
            Ok(())
        );
        assert_eq!(whole(&[frame(0x81, 1001)]), Err(TOO_BIG));
        assert_eq!(whole(&[frame(0x01, 600), frame(0x80, 401)]), Err(TOO_BIG));
        assert_eq!(whole(&[frame(0x89, 126)]), Err(PROTOCOL));
        assert_eq!(whole(&[frame(0x09, 1)]), Err(PROTOCOL));
        assert_eq!(whole(&[frame(0xc1, 1)]), Err(PROTOCOL));
        assert_eq!(whole(&[frame(0x83, 1)]), Err(PROTOCOL));
        assert_eq!(whole(&[frame(0x80, 1)]), Err(PROTOCOL));
        assert_eq!(whole(&[frame(0x01, 1), frame(0x81, 1)]), Err(PROTOCOL));
        assert_eq!(Heads::new(1000).check(&[0x81, 0x02, b'h', b'i']), Err(PROTOCOL));
        assert_eq!(Heads::new(1000).check(&[0x81, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0]), Err(TOO_BIG));
    }

    /// The rules of RFC 6455 once more, over a whole stream at once: what the guard must say of it.
    fn judge(bytes: &[u8], limit: u64) -> Result<(), u16> {
        let (mut at, mut open) = (0, None);
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let &[first, second, ..] = rest else { return Ok(()) };
            if first & 0x70 != 0 || second < 0x80 {
                return Err(PROTOCOL);
            }
            let long =
                [(126, 2), (127, 8)].iter().find(|(mark, _)| second & 0x7f == *mark).map_or(0, |(_, long)| *long);
            let Some(digits) = rest.get(2..2 + long) else { return Ok(()) };
            let length = match long {
                0 => u64::from(second & 0x7f),
                _ => digits.iter().fold(0, |sum, digit| sum * 256 + u64::from(*digit)),
            };
            let (opcode, is_last, is_control) = (first & 0x0f, first >= 0x80, first & 0x08 != 0);
            let is_known = matches!(opcode, 0..=2 | 8..=10);
            if !is_known || (is_control && (!is_last || length > 125)) {
                return Err(PROTOCOL);
            }
            if !is_control {
                if (opcode == 0) != open.is_some() {
                    return Err(PROTOCOL);
                }
                let sum = open.unwrap_or(0u64).saturating_add(length);
                if sum > limit {
                    return Err(TOO_BIG);
                }
                open = (!is_last).then_some(sum);
            }
            at = at.saturating_add(6 + long).saturating_add(usize::try_from(length).unwrap());
        }
    }

    /// Bytes as an attacker sends them: frames that are right, frames with one byte changed, noise.
    fn streams() -> impl Strategy<Value = Vec<u8>> {
        let right = (prop::sample::select(vec![0x81, 0x01, 0x80, 0x00, 0x89, 0x8a, 0x82]), 0usize..300)
            .prop_map(|(first, length)| frame(first, length));
        let changed = (right.clone(), any::<prop::sample::Index>(), any::<u8>()).prop_map(|(mut bytes, at, byte)| {
            let at = at.index(bytes.len().min(16));
            bytes[at] = byte;
            bytes
        });
        let noise = prop::collection::vec(any::<u8>(), 0..40);
        prop::collection::vec(prop_oneof![4 => right, 2 => changed, 1 => noise], 1..8).prop_map(|parts| parts.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn any_bytes_are_judged_as_the_protocol_says(bytes in streams(), step in 1usize..64) {
            let mut heads = Heads::new(500);
            let judged = bytes.chunks(step).try_for_each(|chunk| heads.check(chunk));
            prop_assert_eq!(judged, judge(&bytes, 500), "{:?}", bytes);
        }
    }

    proptest! {
        #[test]
        fn the_cuts_between_chunks_change_nothing(
            frames in prop::collection::vec((any::<u8>(), 0usize..1200), 1..6),
            step in 1usize..40,
        ) {
            let bytes: Vec<u8> = frames.iter().flat_map(|(first, length)| frame(*first, *length)).collect();
            let mut cut = Heads::new(1000);
            let piecewise = bytes.chunks(step).try_for_each(|chunk| cut.check(chunk));
            prop_assert_eq!(piecewise, Heads::new(1000).check(&bytes[..]));
        }
    }
}
