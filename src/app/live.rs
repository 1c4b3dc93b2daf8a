//! The live session of this window: its peer, its way to the room, and what others do to the open map.
//!
//! [`App::tend_session`] takes in what came, also while the window is hidden. What this person does reaches the others from
//! `app/dispatch`. `share` hosts, `join` joins; `share_window`, `join_window`, `relay_window` and `banner` are what is seen.

mod banner;
mod join;
mod join_window;
mod people;
mod qr;
mod relay_window;
mod session;
mod share;
mod share_window;

use std::time::Duration;

use eframe::egui;

use crate::document::Applied;
use crate::session::transport::{self, LinkEvent};
use crate::session::{Millis, PeerOutput, PersonId, Presence, Request, limits};

use super::{App, Command, canvas, clock};

pub use join::is_link;
pub use join_window::JoinWindow;
pub use relay_window::RelayWindow;
pub use share_window::ShareWindow;

use session::Session;

/// So much of what came is taken in before a frame is shown: a burst must not freeze the window.
const EVENTS_A_FRAME: usize = 256;
/// The peer wants to know the time this often.
const TICK: Duration = Duration::from_secs(1);

/// What this window knows of live sessions.
#[derive(Default)]
pub struct Live {
    /// The session that the open map is in.
    session: Option<Session>,
    /// Why the last session is over, until the person has seen it.
    ended: Option<String>,
    /// By which rooms know this window again.
    key: Option<String>,
}

/// Something that is wished about the session.
#[derive(Clone, Debug)]
pub enum SessionWish {
    /// Ask the room for something.
    Ask(Request),
    /// Ask whether somebody shall really be taken out.
    Expel(PersonId),
    /// Give this person another name.
    RenameMe(String),
    /// End the session where it is hosted here, else leave it.
    Leave,
    /// The end of the session was seen.
    Dismiss,
}

impl Live {
    /// Whether the open map is in a session, here or elsewhere.
    pub fn has_session(&self) -> bool {
        self.session.is_some()
    }

    /// Whether the open map is in a session that takes place elsewhere.
    pub fn is_joined(&self) -> bool {
        self.session.as_ref().is_some_and(|session| !session.is_hosted_here())
    }

    /// Whether closing the map loses nothing, because it is with the host of its session.
    pub fn is_kept_elsewhere(&self) -> bool {
        self.session.as_ref().is_some_and(Session::is_kept_elsewhere)
    }

    /// Whether the room and this window have everything of each other.
    pub fn is_in_step(&self) -> bool {
        self.session.as_ref().is_some_and(|session| {
            session.peer.is_synced() && session.peer.is_sent() && session.trouble(now()).is_none()
        })
    }

    /// The links and codes of the session that is hosted here.
    pub fn invitations(&self) -> &[crate::session::Invitation] {
        self.session.as_ref().map_or(&[], Session::invitations)
    }

    fn enter(&mut self, session: Session) {
        self.ended = None;
        self.session = Some(session);
    }

    fn key(&mut self) -> &str {
        self.key.get_or_insert_with(clock::new_key)
    }
}

/// The time as sessions count it.
fn now() -> Millis {
    transport::now()
}

impl App {
    /// The session of the open map.
    pub fn live(&self) -> &Live {
        &self.live
    }

    /// Takes in what came from the session; once a frame, also while the window is hidden.
    pub(super) fn tend_session(&mut self, ctx: &egui::Context) {
        let (Some(session), Some(editor)) = (&mut self.live.session, &mut self.editor) else { return };
        let now = now();
        let mut outputs = Vec::new();
        let mut ended = None;
        for taken in 1..=EVENTS_A_FRAME {
            match session.link.try_next() {
                None => break,
                Some(LinkEvent::Peer(event)) => {
                    session.heard(now, &event);
                    outputs.extend(session.peer.handle(now, event, &mut editor.document));
                }
                Some(LinkEvent::Ended(why)) => {
                    ended = Some(why);
                    break;
                }
            }
            if taken == EVENTS_A_FRAME {
                ctx.request_repaint();
            }
        }
        outputs.extend(session.peer.tick(now, &editor.document));
        let me = session.me();
        editor.view.others = session.people().iter().filter(|person| Some(person.id) != me).cloned().collect();
        editor.view.my_role = Some(session.peer.role());
        editor.view.can_edit = session.peer.role().edits();
        ctx.request_repaint_after(TICK);
        self.fulfil(ctx, outputs);
        if let Some(why) = ended {
            self.session_ended(why);
        }
    }

    fn session_ended(&mut self, why: String) {
        if self.live.session.as_mut().is_some_and(|session| session.give_up(now())) {
            self.toasts.tell(why);
        } else {
            self.leave_session();
            self.live.ended = Some(why);
        }
    }

    /// Does a command that is about the session; `false` where it is not.
    pub(super) fn perform_on_session(&mut self, ctx: &egui::Context, command: Command) -> bool {
        match command {
            Command::CarryOn => self.carry_on(ctx),
            Command::LeaveSession => self.ask_to_leave_session(),
            _ => return false,
        }
        true
    }

    /// Does what was wished about the session.
    pub(super) fn handle_session_wish(&mut self, ctx: &egui::Context, wish: SessionWish) {
        match wish {
            SessionWish::Ask(request) => self.ask_room(ctx, &request),
            SessionWish::Expel(person) => self.ask_to_expel(person),
            SessionWish::RenameMe(name) => self.rename_me(ctx, name),
            SessionWish::Leave => self.leave_session(),
            SessionWish::Dismiss => self.live.ended = None,
        }
    }

    /// Tells the session what this person did.
    pub(super) fn tell_session(&mut self, ctx: &egui::Context, update: &[u8]) {
        let Some(session) = &mut self.live.session else { return };
        let outputs = session.peer.edited(update);
        self.fulfil(ctx, outputs);
    }

    /// Shows the others what this person does.
    pub(super) fn show_presence(&mut self, ctx: &egui::Context, presence: Presence) {
        let Some(session) = &mut self.live.session else { return };
        if session.shown.as_ref() == Some(&presence) {
            return;
        }
        session.shown = Some(presence.clone());
        let outputs = session.peer.show(now(), presence);
        self.fulfil(ctx, outputs);
        // What came too soon after the one before waits for the next tick.
        ctx.request_repaint_after(Duration::from_millis(limits::PRESENCE_INTERVAL_MS));
    }

    /// Brings everybody to the part of the board that is seen here.
    pub(super) fn summon_here(&mut self, ctx: &egui::Context) {
        if self.live.session.is_none() {
            return self.toasts.say("Nobody else is here. Share the map first.");
        }
        let Some(view) = self.editor.as_ref().and_then(|editor| canvas::seen_board(&editor.view)) else { return };
        self.ask_room(ctx, &Request::Summon { view });
    }

    fn ask_room(&mut self, ctx: &egui::Context, request: &Request) {
        let Some(session) = &mut self.live.session else { return };
        let outputs = session.peer.ask(request);
        self.fulfil(ctx, outputs);
    }

    fn fulfil(&mut self, ctx: &egui::Context, outputs: Vec<PeerOutput>) {
        let mut others: Vec<Applied> = Vec::new();
        for output in outputs {
            match output {
                PeerOutput::Send { bytes, lane } => {
                    if let Some(session) = &self.live.session {
                        session.link.send(bytes, lane);
                    }
                }
                PeerOutput::Applied(applied) => others.push(applied),
                PeerOutput::Summoned { by, view } => self.be_summoned(by, view),
                PeerOutput::Say(text) => self.toasts.say(text),
            }
        }
        self.settle_others(ctx, others);
    }

    fn be_summoned(&mut self, by: PersonId, view: [f32; 4]) {
        let Some(editor) = &mut self.editor else { return };
        let Some(person) = editor.view.others.iter().find(|person| person.id == by) else { return };
        let words = format!("{} brought everyone here", person.name);
        if canvas::fly_to(&mut editor.view, view) {
            self.toasts.say(words);
        }
    }
}
