//! Joining a session: its map opens without a file, and the map that was open stays untouched (S5).

use std::ffi::OsStr;

use eframe::egui;

use crate::app::App;
use crate::app::shell::{self, Dialog, Overlay};
use crate::session::transport::{Joined, connect};
use crate::session::{EditorLink, Peer};

use super::join_window::JoinWindow;
use super::session::{Place, Session, lineage};
use super::share::wake;

/// What a link to a session begins with.
const SCHEME: &str = "empathy-map:";

/// Whether what stands on the command line is a link to a session.
pub fn is_link(argument: &OsStr) -> bool {
    argument.to_str().is_some_and(|text| text.starts_with(SCHEME))
}

impl App {
    /// Joins a session by a link from the command line; asks for a name first where none is set.
    pub fn join_by_link(&mut self, ctx: &egui::Context, link: &str) {
        let mut window = self.join_window(ctx);
        window.put_link(link);
        if !self.settings.author.trim().is_empty() {
            window.go(self, ctx);
        }
        self.shell.open(Overlay::Join(Box::new(window)));
    }

    /// Asks for a way into a session.
    pub(in crate::app) fn join_window(&mut self, ctx: &egui::Context) -> JoinWindow {
        let looks = (!self.services.sessions_stay_here).then(|| wake(ctx));
        JoinWindow::new(self.settings.author.clone(), looks)
    }

    /// Whether a session can be joined in this window, without touching a map that is open.
    pub(super) fn can_join_here(&self) -> bool {
        let is_down = |session: &Session| session.trouble(super::now()).is_some();
        match &self.editor {
            None => true,
            // The others may have gone on with the same map at another host.
            Some(_) => self.live.session.as_ref().is_some_and(is_down),
        }
    }

    /// Goes on with a session whose map has arrived.
    pub(super) fn joined(&mut self, ctx: &egui::Context, link: EditorLink, joined: Joined) {
        if self.editor.is_none() {
            let Joined { document, peer, link: way } = joined;
            self.open_joined(ctx, document);
            self.live.enter(Session::new(peer, way, Place::There(link)));
            ctx.request_repaint();
            return;
        }
        let ours = self.live.session.as_ref().and_then(Session::lineage);
        let carries_on = ours.is_some() && ours == lineage(&joined.peer);
        // Its map was only looked at: ours has more to say, or is another one.
        drop(joined);
        if carries_on {
            let way = connect(&link, self.live.key(), wake(ctx));
            let peer = Peer::new(self.settings.author.clone());
            self.live.enter(Session::new(peer, way, Place::There(link)));
            self.toasts.say("You are back in the session, with everything that you did meanwhile.");
        } else {
            self.join_in_another_window(&link);
        }
    }

    /// Joins a session in a window of its own.
    pub(super) fn join_in_another_window(&mut self, link: &EditorLink) {
        // The other window reads the name from there.
        shell::keep_settings(self);
        match (self.services.open_window)(Some(OsStr::new(&link.to_string()))) {
            Ok(()) => self.toasts.say("The session opens in a window of its own; this map stays as it is."),
            Err(error) => {
                let text = format!("{error}. Start empathy-map once more from your desktop, and join there.");
                self.shell.ask(Dialog::notice("A second window cannot be opened", text));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_told_from_a_file() {
        assert!(is_link(OsStr::new("empathy-map://192.168.1.20:7420/#key")));
        assert!(is_link(OsStr::new("empathy-map:relay#url=wss://example.org&room=a&token=")));
        assert!(!is_link(OsStr::new("maps/empathy-map.json")));
    }
}
