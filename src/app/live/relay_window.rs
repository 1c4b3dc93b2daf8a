//! Asks for a room on a Yjs relay, to share the open map there.

use std::sync::mpsc::{Receiver, TryRecvError};

use eframe::egui;
use egui::{Id, RichText};

use crate::app::shell::{Flow, widgets};
use crate::app::{App, Command};
use crate::model::Tone;
use crate::scene::Ink;
use crate::session::EditorLink;
use crate::session::relay::{Framing, RelayRoom};
use crate::session::transport::{Entered, enter};

use super::join_window::{confirmed, field};
use super::session::{Place, Session};
use super::share::wake;

/// The state of the window while it is open.
#[derive(Default)]
pub struct RelayWindow {
    url: String,
    room: String,
    token: String,
    /// How the relay frames messages; `None` to find out.
    framing: Option<Framing>,
    /// Why nothing came of it.
    trouble: Option<String>,
    entering: Option<Entering>,
    /// Whether the window was shown before.
    is_shown: bool,
}

/// A room that is being entered.
struct Entering {
    link: EditorLink,
    answer: Receiver<Result<Entered, String>>,
}

impl RelayWindow {
    /// Shows the window.
    pub(in crate::app) fn show(&mut self, app: &mut App, ctx: &egui::Context, id: Id) -> Flow {
        if self.take_answer(app) == Flow::Close {
            return Flow::Close;
        }
        let mut cancel = false;
        let mut go = false;
        let modal = widgets::modal(ctx, id, "Share through a relay", 480.0, |ui| {
            widgets::heading(ui, "Share through a relay");
            ui.add_space(8.0);
            if self.entering.is_some() {
                widgets::waiting_ui(ui, app.look.animated, "Entering the room…");
            } else {
                widgets::scroll(ui, 120.0, |ui| go = self.fields_ui(ui));
            }
            ui.add_space(10.0);
            widgets::buttons_row(ui, |ui| {
                if self.entering.is_none() {
                    go |= ui.add_enabled(self.is_complete(), widgets::primary("Share", ui)).clicked();
                }
                cancel = ui.add(widgets::secondary("Cancel")).clicked();
            });
        });
        if go && self.is_complete() {
            self.go(app, ctx);
        }
        if cancel || modal.should_close() { Flow::Close } else { Flow::Stay }
    }

    fn is_complete(&self) -> bool {
        !self.url.trim().is_empty() && !self.room.trim().is_empty()
    }

    fn go(&mut self, app: &App, ctx: &egui::Context) {
        if app.live.session.is_some() {
            self.trouble = Some("This map is in a session already. Leave that one first.".into());
            return;
        }
        self.trouble = None;
        let [url, room, token] = [&self.url, &self.room, &self.token].map(|text| text.trim().to_owned());
        let link = EditorLink::Relay { url: url.clone(), room: room.clone(), token: token.clone() };
        let room = RelayRoom { url, name: room, token };
        let answer = enter(room, self.framing, app.settings.author.clone(), wake(ctx));
        self.entering = Some(Entering { link, answer });
    }

    fn take_answer(&mut self, app: &mut App) -> Flow {
        let Some(entering) = &self.entering else { return Flow::Stay };
        let answer = match entering.answer.try_recv() {
            Err(TryRecvError::Empty) => return Flow::Stay,
            Ok(answer) => answer,
            Err(TryRecvError::Disconnected) => {
                Err("Entering the room failed in a way that should not happen. Try again.".into())
            }
        };
        match (answer, self.entering.take()) {
            (Ok(Entered::Empty { peer, link: way }), Some(Entering { link, .. })) => {
                app.live.enter(Session::new(*peer, way, Place::There(link)));
                app.outbox().command(Command::Share);
                Flow::Close
            }
            // Two maps must never be mixed: the one in the room opens beside this one.
            (Ok(Entered::Joined(_)), Some(Entering { link, .. })) => {
                app.join_in_another_window(&link);
                app.toasts
                    .tell("This room holds a map already. It opens in a window of its own; this map stays as it is.");
                Flow::Close
            }
            (Err(error), _) => {
                self.trouble = Some(error);
                Flow::Stay
            }
            (Ok(_), None) => Flow::Stay,
        }
    }

    /// Shows the fields; whether Enter was pressed in one.
    fn fields_ui(&mut self, ui: &mut egui::Ui) -> bool {
        if let Some(trouble) = &self.trouble {
            let color = widgets::color(ui, Ink::Strong(Tone::Rose));
            ui.add(egui::Label::new(RichText::new(trouble).color(color)).wrap().selectable(true));
            ui.add_space(4.0);
        }
        widgets::caption(ui, "Address of the relay");
        let url = field(ui, &mut self.url, "wss://…", "Address of the relay", 1_000);
        if !std::mem::replace(&mut self.is_shown, true) {
            url.request_focus();
        }
        widgets::caption(ui, "Room");
        let room = field(ui, &mut self.room, "A name that the others type, too", "Room", 200);
        widgets::caption(ui, "Token");
        let token = field(ui, &mut self.token, "Empty if the relay asks for none", "Token", 2_000);
        widgets::caption(ui, "Kind of relay");
        let kinds = [
            (None, "Automatic"),
            (Some(Framing::YWebsocket), "y-websocket"),
            (Some(Framing::Hocuspocus), "Hocuspocus"),
        ];
        widgets::segments(ui, &mut self.framing, &kinds);
        ui.add_space(4.0);
        widgets::muted(
            ui,
            "A room that holds a map already opens in a window of its own. Phones cannot come in by a relay.",
        );
        widgets::muted(ui, "The relay sees everything on the map in plain text, and so does whoever runs it.");
        confirmed(ui, &url) || confirmed(ui, &room) || confirmed(ui, &token)
    }
}
