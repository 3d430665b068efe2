//! How a socket runs its errands, and what it writes when they come back. The half of the
//! socket that answers; `socket.rs` is the half that hears.
//!
//! Errands run one after the other, so that two messages of one client keep their order. What is
//! written here goes to this client only.

use actix::fut::{ActorFutureExt, WrapFuture};
use actix::{ActorContext, AsyncContext};
use uuid::Uuid;

use super::conversations::{Code, LiveError, Opened};
use super::crier::Cry;
use super::errands::{self, Errand, Outcome};
use super::frames::{ServerFrame, text_of};
use super::socket::{Context, Socket};
use crate::ids::RoomId;

const NONSENSE: u16 = 1008;
const OUR_FAULT: u16 = 1011;
const LOGIN_ENDED: u16 = 4001;

/// What a client may ask before the first of it is answered.
pub(super) const MAX_ERRANDS: usize = 64;

impl Socket {
    /// Puts an errand at the end of the queue and runs it when its turn comes.
    pub(super) fn enqueue(&mut self, errand: Errand, ctx: &mut Context) {
        if self.errands.len() >= MAX_ERRANDS {
            return self.refuse_errand(&errand, ctx);
        }
        self.errands.push_back(errand);
        self.run_next(ctx);
    }

    /// Counts this reader's notifications when its turn comes; once is enough for all changes
    /// until then.
    pub(super) fn count_unread(&mut self, ctx: &mut Context) {
        self.enqueue_once(Errand::CountUnread, ctx);
    }

    /// Asks for this reader's login when its turn comes.
    pub(super) fn check_login(&mut self, ctx: &mut Context) {
        if self.who.signed_in.is_some() {
            self.enqueue_once(Errand::CheckLogin, ctx);
        }
    }

    fn enqueue_once(&mut self, errand: Errand, ctx: &mut Context) {
        let kind = std::mem::discriminant(&errand);
        let is_queued = self.errands.iter().any(|queued| std::mem::discriminant(queued) == kind);
        if !is_queued && self.errands.len() < MAX_ERRANDS {
            self.enqueue(errand, ctx);
        }
    }

    fn refuse_errand(&mut self, errand: &Errand, ctx: &mut Context) {
        let (room, client_id) = match errand {
            Errand::Say { room, spoken } => (Some(room), Some(spoken.client_id)),
            Errand::Open { room, .. } | Errand::Leave { room } | Errand::Read { room, .. } => (Some(room), None),
            Errand::CheckLogin | Errand::CountUnread => (None, None),
        };
        self.refuse(Code::TooFast, room.map(RoomId::as_str), client_id, ctx);
    }

    fn run_next(&mut self, ctx: &mut Context) {
        if self.is_out {
            return;
        }
        let Some(errand) = self.errands.pop_front() else { return };
        if let Errand::Open { room, .. } = &errand
            && !self.follow(room)
        {
            self.refuse(Code::TooFast, Some(room.as_str()), None, ctx);
            return self.run_next(ctx);
        }
        self.is_out = true;
        let errand = errands::run(self.hub.clone(), self.who.clone(), self.seat_number(), errand);
        ctx.spawn(errand.into_actor(self).map(|outcome, socket, ctx| {
            socket.is_out = false;
            socket.answer(outcome, ctx);
            socket.run_next(ctx);
        }));
    }

    /// Registers for a room before its history is read.
    fn follow(&mut self, room: &RoomId) -> bool {
        if !self.following.has_place_for(room) {
            return false;
        }
        let number = self.seat.as_ref().and_then(|seat| seat.join(room));
        if let Some(number) = number {
            self.following.begin(room, number);
        }
        number.is_some()
    }

    fn unfollow(&mut self, room: &RoomId) {
        self.following.end(room);
        if let Some(seat) = &self.seat {
            seat.leave(room);
        }
    }

    fn answer(&mut self, outcome: Outcome, ctx: &mut Context) {
        match outcome {
            Outcome::Opened { room, answer: Ok(opened) } => self.show(&room, opened, ctx),
            Outcome::Opened { room, answer: Err(error) } => {
                self.unfollow(&room);
                self.report(error, Some(&room), None, ctx);
            }
            Outcome::Left { room } => self.unfollow(&room),
            Outcome::Said { room, client_id, answer: Ok(said) } => {
                self.write(&ServerFrame::Said { room: &room, client_id, id: &said.id, seq: said.seq }, ctx);
            }
            Outcome::Said { room, client_id, answer: Err(error) } => {
                self.report(error, Some(&room), Some(client_id), ctx)
            }
            Outcome::Read { answer: Ok(_), .. } | Outcome::LoginChecked(Ok(true)) => {}
            Outcome::Read { room, answer: Err(error) } => self.report(error, Some(&room), None, ctx),
            Outcome::LoginChecked(Ok(false)) => self.end(LOGIN_ENDED, ctx),
            Outcome::UnreadCounted(Ok(unread)) => {
                self.write(&ServerFrame::Notification { unread: unread.count, text: &unread.text }, ctx);
            }
            Outcome::LoginChecked(Err(error)) | Outcome::UnreadCounted(Err(error)) => {
                self.report(error, None, None, ctx)
            }
        }
    }

    fn show(&mut self, room: &RoomId, opened: Opened, ctx: &mut Context) {
        let Opened { seq, rev, may_post, more, .. } = opened;
        let present = self.hub.present(room);
        self.write(&ServerFrame::Subscribed { room, seq, rev, may_post, present, more }, ctx);
        for frame in self.following.open(room, opened) {
            ctx.text(frame);
        }
        if more {
            return self.unfollow(room);
        }
        self.hub.cry(Cry::Begin { room: room.clone(), seq, rev });
    }

    /// Tells the client what was refused; ends a socket whose question could not be answered, so
    /// that its browser asks again.
    fn report(&mut self, error: LiveError, room: Option<&RoomId>, client_id: Option<Uuid>, ctx: &mut Context) {
        match error {
            LiveError::Refused { code, message } => {
                let room = room.map(RoomId::as_str);
                self.write(&ServerFrame::Error { code, room, client_id, message: &message }, ctx);
            }
            LiveError::NoLogin => self.end(LOGIN_ENDED, ctx),
            LiveError::Broken(cause) => {
                tracing::error!(%cause, "a socket's question could not be answered");
                self.end(OUR_FAULT, ctx);
            }
        }
    }

    /// Refuses what the socket itself can judge; too much of that ends it.
    pub(super) fn refuse(&mut self, code: Code, room: Option<&str>, client_id: Option<Uuid>, ctx: &mut Context) {
        if self.budget.strike() {
            return self.end(NONSENSE, ctx);
        }
        let message = self.hub.0.conversations.sentence(self.who.language, code);
        self.write(&ServerFrame::Error { code, room, client_id, message: &message }, ctx);
    }

    pub(super) fn write(&mut self, frame: &ServerFrame<'_>, ctx: &mut Context) {
        match text_of(frame) {
            Ok(text) => ctx.text(text),
            Err(error) => {
                tracing::error!(%error, "a frame has no text");
                ctx.stop();
            }
        }
    }
}
