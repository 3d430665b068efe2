//! One connection: reads its client's frames, writes what the hub hands it. The only file with
//! actix-web-actors.
//!
//! `handshake.rs` starts it. It must never wait for anything in its own task, and every error of
//! the stream must end it: the stream repeats an error for ever, and one unmasked frame would
//! otherwise keep a worker at 100 % even after the client has gone.

use std::collections::VecDeque;
use std::sync::Arc;

use actix::{Actor, ActorContext, AsyncContext, Handler, Message as Delivered, Recipient, StreamHandler};
use actix_web::error::PayloadError;
use actix_web::{Error, HttpRequest, HttpResponse};
use actix_web_actors::ws::{self, CloseCode, CloseReason, ProtocolError, WebsocketContext, WsResponseBuilder};
use bytes::{Bytes, BytesMut};
use bytestring::ByteString;
use futures_util::Stream;
use tokio::time::Instant;

use super::budget::Budget;
use super::conversations::{Attendee, Code, Missed, Spoken};
use super::crier::Cry;
use super::errands::Errand;
use super::following::{Following, Step};
use super::frames::{BadFrame, ClientFrame, MAX_BODY_CHARS, MAX_FRAME_BYTES, ServerFrame};
use super::guard::{Fault, FrameGuard, GONE, PROTOCOL, TOO_BIG};
use super::hub::{Hub, Seated};
use super::room::{Outlet, Push};
use super::sockets::Line;
use crate::ids::RoomId;

/// The protocol that both sides speak.
pub(super) const PROTOCOL_NAME: &str = "fairhall.v1";

const BINARY: u16 = 1003;
const NOT_UTF8: u16 = 1007;
const BEHIND: u16 = 1013;

/// What the hub may hand over before the socket has taken any of it.
pub(super) const MAILBOX: usize = 256;
/// After so many pings the login is asked for again: each five minutes.
const PINGS_A_LOGIN_CHECK: u8 = 15;

pub(super) type Context = WebsocketContext<Socket>;

/// One connection.
pub(super) struct Socket {
    pub(super) who: Arc<Attendee>,
    pub(super) hub: Hub,
    line: Line,
    fault: Fault,
    pub(super) seat: Option<Seated>,
    pub(super) following: Following,
    pub(super) errands: VecDeque<Errand>,
    pub(super) is_out: bool,
    fragments: Option<BytesMut>,
    heard_at: Instant,
    pings: u8,
    pub(super) budget: Budget,
}

/// Answers the handshake and starts the connection's actor.
///
/// # Errors
/// When the request is no WebSocket handshake: 400 or 405.
pub(super) fn start<S>(
    request: &HttpRequest,
    payload: S,
    hub: Hub,
    who: Attendee,
    line: Line,
) -> Result<HttpResponse, Error>
where
    S: Stream<Item = Result<Bytes, PayloadError>> + Unpin + 'static,
{
    let fault = Fault::default();
    let budget = Budget::new(&hub.0.pace);
    let guarded = FrameGuard::new(payload, MAX_FRAME_BYTES as u64, fault.clone());
    let socket = Socket {
        who: Arc::new(who),
        hub,
        line,
        fault,
        seat: None,
        following: Following::default(),
        errands: VecDeque::new(),
        is_out: false,
        fragments: None,
        heard_at: Instant::now(),
        pings: 0,
        budget,
    };
    WsResponseBuilder::new(socket, request, guarded).protocols(&[PROTOCOL_NAME]).frame_size(MAX_FRAME_BYTES).start()
}

/// What the hub hands over, as actix wants it.
struct Delivery(Push);

impl Delivered for Delivery {
    type Result = ();
}

/// The hub's way to this actor.
struct Way {
    to: Recipient<Delivery>,
    line: Line,
}

impl Outlet for Way {
    fn try_push(&self, push: Push) -> bool {
        self.to.try_send(Delivery(push)).is_ok()
    }

    fn cut(&self) {
        self.line.cut();
    }
}

impl Actor for Socket {
    type Context = Context;

    fn started(&mut self, ctx: &mut Context) {
        ctx.set_mailbox_capacity(MAILBOX);
        let way = Way { to: ctx.address().recipient(), line: self.line.clone() };
        self.seat = Some(self.hub.sit_down(self.who.clone(), Box::new(way)));
        ctx.run_interval(self.hub.0.pace.ping_every, Self::ping);
        self.check_login(ctx);
        if self.who.signed_in.is_some() {
            self.count_unread(ctx);
        }
    }

    fn stopped(&mut self, _: &mut Context) {
        self.seat = None;
        // The close frame still goes out; without this the server read 50 MiB after it.
        self.line.stop_reading();
    }
}

impl Handler<Delivery> for Socket {
    type Result = ();

    fn handle(&mut self, Delivery(push): Delivery, ctx: &mut Context) {
        match self.following.take(push) {
            Step::Write(frame) => ctx.text(frame),
            Step::Nothing => {}
            Step::CheckLogin => self.check_login(ctx),
            Step::CountUnread => self.count_unread(ctx),
            Step::Behind => self.end(BEHIND, ctx),
            Step::Close(code) => self.end(code, ctx),
            Step::Expelled(room) => self.refuse(Code::Forbidden, Some(room.as_str()), None, ctx),
        }
    }
}

impl StreamHandler<Result<ws::Message, ProtocolError>> for Socket {
    fn handle(&mut self, item: Result<ws::Message, ProtocolError>, ctx: &mut Context) {
        let message = match item {
            Ok(message) => message,
            Err(error) => return self.end_by(&error, ctx),
        };
        self.heard_at = Instant::now();
        match message {
            ws::Message::Text(text) => self.hear(&text, ctx),
            ws::Message::Ping(data) => {
                if self.may_go_on(ctx) {
                    ctx.pong(&data);
                }
            }
            ws::Message::Pong(_) | ws::Message::Nop => {}
            #[cfg(test)]
            ws::Message::Binary(data) if self.hub.0.pace.echoes => ctx.binary(data),
            ws::Message::Binary(_) => self.end(BINARY, ctx),
            ws::Message::Continuation(item) => self.collect(item, ctx),
            ws::Message::Close(reason) => {
                ctx.close(reason);
                ctx.stop();
            }
        }
    }
}

impl Socket {
    pub(super) fn end(&mut self, code: u16, ctx: &mut Context) {
        ctx.close(Some(CloseReason { code: CloseCode::from(code), description: None }));
        ctx.stop();
    }

    /// Ends by an error of the stream: the guard's word first, since its hits and bad UTF-8
    /// arrive as the same kind.
    fn end_by(&mut self, error: &ProtocolError, ctx: &mut Context) {
        let code = match (self.fault.get(), error) {
            (Some(GONE), _) => return ctx.stop(),
            (Some(code), _) => code,
            (None, ProtocolError::Io(_)) => NOT_UTF8,
            (None, ProtocolError::Overflow) => TOO_BIG,
            (None, _) => PROTOCOL,
        };
        self.end(code, ctx);
    }

    fn ping(&mut self, ctx: &mut Context) {
        let pace = &self.hub.0.pace;
        let quiet = self.heard_at.elapsed();
        if quiet >= pace.silence {
            return ctx.stop();
        }
        if let Some(left) = pace.silence.checked_sub(quiet).filter(|left| *left < pace.ping_every) {
            let silence = pace.silence;
            ctx.run_later(left, move |socket, ctx| {
                if socket.heard_at.elapsed() >= silence {
                    ctx.stop();
                }
            });
        }
        ctx.ping(b"");
        self.budget.forgive();
        self.pings = (self.pings + 1) % PINGS_A_LOGIN_CHECK;
        if self.pings == 0 {
            self.check_login(ctx);
        }
    }

    fn collect(&mut self, item: actix_http::ws::Item, ctx: &mut Context) {
        use actix_http::ws::Item;
        match item {
            Item::FirstText(data) => self.fragments = Some(BytesMut::from(&data[..])),
            Item::FirstBinary(_) => self.end(BINARY, ctx),
            Item::Continue(data) => {
                if let Some(fragments) = &mut self.fragments {
                    fragments.extend_from_slice(&data);
                }
            }
            Item::Last(data) => {
                let mut whole = self.fragments.take().unwrap_or_default();
                whole.extend_from_slice(&data);
                match ByteString::try_from(whole.freeze()) {
                    Ok(text) => self.hear(&text, ctx),
                    Err(_) => self.end(NOT_UTF8, ctx),
                }
            }
        }
    }

    /// Whether one more frame is within the rate; what is not, counts as nonsense.
    fn may_go_on(&mut self, ctx: &mut Context) -> bool {
        let may = self.budget.take(&self.hub.0.pace);
        if !may {
            self.refuse(Code::TooFast, None, None, ctx);
        }
        may
    }

    fn hear(&mut self, text: &str, ctx: &mut Context) {
        #[cfg(test)]
        if self.hub.0.pace.echoes {
            return ctx.text(text.to_owned());
        }
        let read = ClientFrame::read(text);
        if !self.budget.take(&self.hub.0.pace) {
            return match &read {
                Ok(ClientFrame::Say { room, client_id, .. }) => {
                    self.refuse(Code::TooFast, Some(room.as_str()), Some(*client_id), ctx)
                }
                _ => self.refuse(Code::TooFast, None, None, ctx),
            };
        }
        match read {
            Ok(frame) => self.carry_out(frame, ctx),
            Err(BadFrame { code, room, client_id }) => self.refuse(code, room.as_deref(), client_id, ctx),
        }
    }

    fn carry_out(&mut self, frame: ClientFrame, ctx: &mut Context) {
        match frame {
            ClientFrame::Ping {} => self.write(&ServerFrame::Pong, ctx),
            ClientFrame::Subscribe { room, after, changed_after } => {
                self.enqueue(Errand::Open { room, missed: Missed { after, changed_after } }, ctx);
            }
            ClientFrame::Unsubscribe { room } => self.enqueue(Errand::Leave { room }, ctx),
            ClientFrame::Say { room, client_id, body, reply_to } => {
                self.say(room, Spoken { client_id, body, reply_to, around: Vec::new() }, ctx);
            }
            ClientFrame::Read { room, seq } if self.who.signed_in.is_some() => {
                self.enqueue(Errand::Read { room, seq }, ctx)
            }
            ClientFrame::Typing { room } => self.type_in(room, ctx),
            ClientFrame::Read { room, .. } => self.refuse(Code::Forbidden, Some(room.as_str()), None, ctx),
        }
    }

    fn type_in(&mut self, room: RoomId, ctx: &mut Context) {
        match &self.who.signed_in {
            Some(one) if self.following.may_post(&room) => {
                let (person, name, seat) = (one.person.clone(), one.name.clone(), Some(self.seat_number()));
                self.hub.cry(Cry::Typing { room, person, name, seat });
            }
            _ => self.refuse(Code::Forbidden, Some(room.as_str()), None, ctx),
        }
    }

    fn say(&mut self, room: RoomId, spoken: Spoken, ctx: &mut Context) {
        let client_id = spoken.client_id;
        let code = match spoken.body.chars().take(MAX_BODY_CHARS + 1).count() {
            _ if self.who.signed_in.is_none() => Code::Forbidden,
            _ if spoken.body.trim().is_empty() => Code::BadFrame,
            0..=MAX_BODY_CHARS => return self.enqueue(Errand::Say { room, spoken }, ctx),
            _ => Code::TooLong,
        };
        self.refuse(code, Some(room.as_str()), Some(client_id), ctx);
    }

    pub(super) fn seat_number(&self) -> u64 {
        self.seat.as_ref().map_or(0, |seat| seat.number)
    }
}
