//! One socket as the load generator holds it: RFC 6455 written by hand, so that thousands of them cost
//! less than what they measure.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

use crate::Outcome;

/// Longest wait for a frame.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// An open socket.
pub struct Wire {
    stream: TcpStream,
    /// What was received and not yet read.
    held: Vec<u8>,
}

impl Wire {
    /// Opens `/live`, signed in with this cookie, or as a visitor where it is empty.
    pub async fn open(address: SocketAddr, cookie: &str) -> Outcome<Self> {
        Self::upgrade(TcpStream::connect(address).await?, address, ("/live", cookie)).await
    }

    /// Opens `/insert` of the yardstick.
    pub async fn open_insert(address: SocketAddr) -> Outcome<Self> {
        Self::upgrade(TcpStream::connect(address).await?, address, ("/insert", "")).await
    }

    /// The same with a small window, so that what is not read stays with the server.
    pub async fn open_narrow(address: SocketAddr, cookie: &str) -> Outcome<Self> {
        let socket = TcpSocket::new_v4()?;
        socket.set_recv_buffer_size(4_096)?;
        Self::upgrade(socket.connect(address).await?, address, ("/live", cookie)).await
    }

    async fn upgrade(mut stream: TcpStream, address: SocketAddr, (path, cookie): (&str, &str)) -> Outcome<Self> {
        stream.set_nodelay(true)?;
        let cookie = if cookie.is_empty() { String::new() } else { format!("Cookie: {cookie}\r\n") };
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: {address}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n{cookie}\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
             Sec-WebSocket-Protocol: fairhall.v1\r\nOrigin: http://{address}\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).await?;
        let mut wire = Self { stream, held: Vec::new() };
        let end = loop {
            if let Some(at) = wire.held.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            wire.receive().await?;
        };
        if !wire.held.starts_with(b"HTTP/1.1 101") {
            return Err(String::from_utf8_lossy(wire.held.get(..end).unwrap_or_default()).into());
        }
        wire.held.drain(..end);
        Ok(wire)
    }

    /// Opens a socket that follows a room from a message on.
    pub async fn follow(address: SocketAddr, cookie: &str, room: &str, after: Option<i64>) -> Outcome<Self> {
        let mut wire = Self::open(address, cookie).await?;
        wire.subscribe(room, after).await?;
        Ok(wire)
    }

    /// Subscribes and waits until it is so.
    pub async fn subscribe(&mut self, room: &str, after: Option<i64>) -> Outcome<()> {
        let after = after.map(|after| format!(",\"after\":{after}")).unwrap_or_default();
        self.send(&format!(r#"{{"type":"subscribe","room":"{room}"{after}}}"#)).await?;
        while !self.next().await?.contains(r#""type":"subscribed""#) {}
        Ok(())
    }

    /// Sends a text frame, masked with zeros.
    pub async fn send(&mut self, text: &str) -> Outcome<()> {
        let mut frame = vec![0x81];
        match text.len() {
            short @ 0..126 => frame.push(0x80 | u8::try_from(short)?),
            long => {
                frame.push(0x80 | 126);
                frame.extend(u16::try_from(long)?.to_be_bytes());
            }
        }
        frame.extend([0; 4]);
        frame.extend(text.as_bytes());
        Ok(self.stream.write_all(&frame).await?)
    }

    /// The next text frame; pings are answered.
    pub async fn next(&mut self) -> Outcome<String> {
        tokio::time::timeout(PATIENCE, self.read()).await?
    }

    async fn read(&mut self) -> Outcome<String> {
        self.read_with(|text| Some(text.to_owned())).await
    }

    /// Reads until a text frame says something to `look`, without a copy of it and without a deadline.
    pub async fn read_with<T>(&mut self, look: impl Fn(&str) -> Option<T>) -> Outcome<T> {
        loop {
            let Some((opcode, begin, end)) = self.find_frame()? else {
                self.receive().await?;
                continue;
            };
            let found = match opcode {
                1 => look(std::str::from_utf8(self.held.get(begin..end).unwrap_or_default())?),
                8 => return Err("the server closed the socket".into()),
                9 => {
                    self.stream.write_all(&[0x8a, 0x80, 0, 0, 0, 0]).await?;
                    None
                }
                _ => None,
            };
            self.held.drain(..end);
            if let Some(found) = found {
                return Ok(found);
            }
        }
    }

    /// Throws away what has come, so that the server need not wait for who only speaks.
    pub fn drain(&mut self) {
        self.held.clear();
        let mut bytes = [0; 16_384];
        while self.stream.try_read(&mut bytes).is_ok_and(|read| read > 0) {}
    }

    async fn receive(&mut self) -> Outcome<()> {
        self.held.reserve(2_048);
        match self.stream.read_buf(&mut self.held).await? {
            0 => Err("the connection ended".into()),
            _ => Ok(()),
        }
    }

    /// The first whole frame that is held: its opcode, and where its payload lies.
    fn find_frame(&self) -> Outcome<Option<(u8, usize, usize)>> {
        let [first, second, rest @ ..] = self.held.as_slice() else { return Ok(None) };
        let (begin, length) = match (second, rest) {
            (126, [one, two, ..]) => (4, usize::from(u16::from_be_bytes([*one, *two]))),
            (126, _) => return Ok(None),
            (127, _) => return Err("a frame of more than 64 KiB".into()),
            (short, _) => (2, usize::from(*short)),
        };
        Ok((self.held.len() >= begin + length).then_some((first & 0x0f, begin, begin + length)))
    }
}

/// The number behind a mark in a frame, `"seq":` say.
pub fn number_behind(text: &str, mark: &str) -> Option<u64> {
    let (_, rest) = text.split_once(mark)?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest.get(..end)?.parse().ok()
}
