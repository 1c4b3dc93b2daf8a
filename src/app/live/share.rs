//! Sharing the open map from this computer, carrying on for a host that is gone, and ending a session.

use eframe::egui;

use crate::app::files::Leave;
use crate::app::shell::{self, AnswerKind, Dialog};
use crate::app::{App, Command, Message};
use crate::session::transport::{HostOptions, Hosting, Wake};
use crate::session::{Peer, PersonId, Request};

use super::SessionWish;
use super::session::{Place, Session, Trouble};

impl App {
    /// Begins to share the open map where it is not shared; whether it is shared now.
    pub(in crate::app) fn share(&mut self, ctx: &egui::Context) -> bool {
        self.live.session.is_some() || self.host(ctx, String::new())
    }

    /// Hosts a session with the open map; whether that went well.
    fn host(&mut self, ctx: &egui::Context, lineage: String) -> bool {
        let Some(editor) = &self.editor else { return false };
        let only_here = self.services.sessions_stay_here;
        let options = HostOptions {
            state: editor.document.encode_state(),
            lineage,
            title: editor.map().title.clone(),
            // This computer's address for itself, which no other one reaches.
            bind: if only_here { "127.0.0.1".parse().ok() } else { None },
            port: None,
            is_led_by_host: true,
            is_announced: !only_here,
        };
        match Hosting::start(options, wake(ctx)) {
            Ok(hosting) => {
                let peer = Peer::new(self.settings.author.clone());
                let link = hosting.link();
                self.live.enter(Session::new(peer, link, Place::Here(hosting)));
                ctx.request_repaint();
                true
            }
            Err(error) => {
                self.shell.ask(Dialog::notice("The map cannot be shared", error));
                false
            }
        }
    }

    /// Becomes the host of a session whose host is gone; the others merge with it.
    pub(super) fn carry_on(&mut self, ctx: &egui::Context) {
        let gone = |session: &Session| session.trouble(super::now()) == Some(Trouble::HostGone { may_carry_on: true });
        let Some(session) = self.live.session.as_ref().filter(|session| gone(session)) else {
            return self.toasts.say("There is no session without its host here.");
        };
        let lineage = session.lineage().unwrap_or_default().to_owned();
        if self.host(ctx, lineage) {
            self.toasts.tell("You host the session now. Give the others the new link.");
            self.outbox().command(Command::Share);
        }
    }

    /// Asks before a session ends for others.
    pub(super) fn ask_to_leave_session(&mut self) {
        let Some(session) = &self.live.session else { return self.toasts.say("There is no session.") };
        let leave = [Message::Session(SessionWish::Leave)];
        let dialog = if session.is_hosted_here() {
            let body = "It ends for everybody. The map stays open here, and everybody else keeps theirs as it is now.";
            Dialog::question("Stop the session?", body).answer(AnswerKind::Risky, "Stop", leave)
        } else {
            let body = "The map stays open here, as it is now. What you do to it then, the others do not see.";
            Dialog::question("Leave the session?", body).answer(AnswerKind::Usual, "Leave", leave)
        };
        self.shell.ask(dialog.cancel());
    }

    /// What to ask before the map is closed, when that ends the session for others.
    pub(in crate::app) fn question_before_closing(&self, to: Leave) -> Option<Dialog> {
        let session = self.live.session.as_ref().filter(|session| session.is_hosted_here())?;
        let count = session.people().len();
        let go = match to {
            Leave::Quit => Command::Quit,
            Leave::StartScreen => Command::CloseMap,
        };
        let wishes = [Message::Session(SessionWish::Leave), Message::Command(go)];
        (count > 1).then(|| {
            let body = format!(
                "{count} people are in this session, you among them. It ends for everybody when you close the map; everybody \
                 keeps it as it is now, and can save it."
            );
            Dialog::question("End the session?", body).answer(AnswerKind::Risky, "End and close", wishes).cancel()
        })
    }

    /// Leaves the session, or ends it for everybody where it is hosted here; the map stays open as it is.
    pub(in crate::app) fn leave_session(&mut self) {
        if let Some(Session { link, place, .. }) = self.live.session.take() {
            drop(link);
            if let Place::Here(hosting) = place {
                // The map that it gives back is the one that is open here.
                let _ = hosting.stop();
            }
        }
        if let Some(editor) = &mut self.editor {
            editor.view.others.clear();
            editor.view.following = None;
            editor.view.my_role = None;
            editor.view.can_edit = true;
        }
    }

    /// Gives this person another name, here and in the session.
    pub(super) fn rename_me(&mut self, ctx: &egui::Context, name: String) {
        self.settings.author.clone_from(&name);
        shell::keep_settings(self);
        let Some(session) = &mut self.live.session else { return };
        let outputs = session.peer.rename(name);
        self.fulfil(ctx, outputs);
    }

    /// Asks whether somebody shall really go.
    pub(super) fn ask_to_expel(&mut self, person: PersonId) {
        let people = self.live.session.as_ref().map_or(&[][..], Session::people);
        let Some(name) = people.iter().find(|other| other.id == person).map(|other| &other.name) else { return };
        let request = Request::Expel { person };
        let body = "Their program does not come back by itself. Lock joining, too, if they have the link and shall not join \
                    anew.";
        self.shell.ask(
            Dialog::question(format!("Take {name} out of the session?"), body)
                .answer(AnswerKind::Risky, "Take out", [Message::Session(SessionWish::Ask(request))])
                .cancel(),
        );
    }
}

/// Wakes the window when the session has news.
pub(super) fn wake(ctx: &egui::Context) -> Wake {
    let ctx = ctx.clone();
    std::sync::Arc::new(move || ctx.request_repaint())
}
