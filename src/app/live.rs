//! The live session of this window: its peer, its way to the room, and what others do to the open map.
//!
//! [`App::tend_session`] takes in what came, also while the window is hidden. What this person does reaches the others from
//! [`App::settle`](super::App).

mod session;

use std::time::Duration;

use eframe::egui;

use crate::document::Applied;
use crate::session::transport::LinkEvent;
use crate::session::{PeerOutput, PersonId, Presence, Request, limits};

use super::{App, canvas, clock};

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
}

impl App {
    /// Takes in what came from the session; once a frame, also while the window is hidden.
    pub(super) fn tend_session(&mut self, ctx: &egui::Context) {
        let (Some(session), Some(editor)) = (&mut self.live.session, &mut self.editor) else { return };
        let now = clock::millis();
        let mut outputs = Vec::new();
        let mut ended = None;
        for taken in 1..=EVENTS_A_FRAME {
            match session.link.try_next() {
                None => break,
                Some(LinkEvent::Peer(event)) => outputs.extend(session.peer.handle(now, event, &mut editor.document)),
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
        let me = session.peer.me();
        editor.view.others = session.peer.people().iter().filter(|person| Some(person.id) != me).cloned().collect();
        editor.view.my_role = Some(session.peer.role());
        editor.view.can_edit = session.peer.role().edits();
        ctx.request_repaint_after(TICK);
        self.fulfil(ctx, outputs);
        if let Some(why) = ended {
            self.leave_session();
            self.toasts.tell(why);
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
        if session.shown == presence {
            return;
        }
        session.shown = presence.clone();
        let outputs = session.peer.show(clock::millis(), presence);
        self.fulfil(ctx, outputs);
        // What came too soon after the one before waits for the next tick.
        ctx.request_repaint_after(Duration::from_millis(limits::PRESENCE_INTERVAL_MS));
    }

    /// Brings everybody to the part of the board that is seen here.
    pub(super) fn summon_here(&mut self, ctx: &egui::Context) {
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

    /// Leaves the session; the map stays open as it is.
    fn leave_session(&mut self) {
        self.live.session = None;
        if let Some(editor) = &mut self.editor {
            editor.view.others.clear();
            editor.view.following = None;
            editor.view.my_role = None;
            editor.view.can_edit = true;
        }
    }
}
