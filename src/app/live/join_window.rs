//! Asks for a way into somebody else's session: a link, or a session found on this network and its code.

use std::sync::mpsc::{Receiver, TryRecvError};

use eframe::egui;
use egui::{Id, Key, RichText, TextEdit, vec2};

use crate::app::App;
use crate::app::shell::{Flow, widgets};
use crate::app::theme::regular;
use crate::model::Tone;
use crate::scene::Ink;
use crate::session::transport::{Browser, FoundSession, Joined, Wake, join};
use crate::session::{EditorLink, limits};

use super::share::wake;

/// The state of the window while it is open.
pub struct JoinWindow {
    name: String,
    link: String,
    /// The session on this network that was chosen.
    chosen: Option<FoundSession>,
    /// What its host shows as the code for desktops.
    code: String,
    browser: Option<Browser>,
    /// Why nothing came of it.
    trouble: Option<String>,
    joining: Option<Joining>,
    /// Whether the first field shall get the keyboard.
    begins: bool,
}

/// A session whose map is on its way.
struct Joining {
    link: EditorLink,
    answer: Receiver<Result<Joined, String>>,
}

impl JoinWindow {
    /// Asks under this name. Looks for sessions on this network where there is something to wake.
    pub(super) fn new(name: String, looks: Option<Wake>) -> Self {
        // A network that does not let itself be searched is as good as an empty one: a link still works.
        let browser = looks.and_then(|wake| Browser::start(wake).ok());
        Self {
            name,
            link: String::new(),
            chosen: None,
            code: String::new(),
            browser,
            trouble: None,
            joining: None,
            begins: true,
        }
    }

    /// Fills the link in.
    pub(super) fn put_link(&mut self, link: &str) {
        self.link = link.to_owned();
    }

    /// Joins with what was filled in: here, or in a window of its own where a map is open. Whether this window has done its
    /// part.
    pub(super) fn go(&mut self, app: &mut App, ctx: &egui::Context) -> Flow {
        let link = match &self.chosen {
            Some(FoundSession { address, fingerprint, .. }) => EditorLink::Host {
                address: address.clone(),
                secret: self.code.trim().to_owned(),
                fingerprint: *fingerprint,
            },
            None => match EditorLink::parse(self.link.trim()) {
                Ok(link) => link,
                Err(error) => {
                    self.trouble = Some(error);
                    return Flow::Stay;
                }
            },
        };
        self.trouble = None;
        let name = self.name.trim().to_owned();
        if app.settings.author != name {
            app.rename_me(ctx, name.clone());
        }
        if !app.can_join_here() {
            app.join_in_another_window(&link);
            return Flow::Close;
        }
        let answer = join(link.clone(), name, app.live.key().to_owned(), wake(ctx));
        self.joining = Some(Joining { link, answer });
        Flow::Stay
    }

    /// Shows the window.
    pub(in crate::app) fn show(&mut self, app: &mut App, ctx: &egui::Context, id: Id) -> Flow {
        if self.take_answer(app, ctx) == Flow::Close {
            return Flow::Close;
        }
        let mut cancel = false;
        let mut wants_in = false;
        let modal = widgets::modal(ctx, id, "Join a session", 480.0, |ui| {
            widgets::heading(ui, "Join a session");
            ui.add_space(8.0);
            if self.joining.is_some() {
                widgets::waiting_ui(ui, app.look.animated, "Joining… The map is on its way.");
            } else {
                widgets::scroll(ui, 120.0, |ui| wants_in = self.fields_ui(ui));
            }
            ui.add_space(10.0);
            widgets::buttons_row(ui, |ui| {
                if self.joining.is_none() {
                    let join = ui.add_enabled(self.is_complete(), widgets::primary("Join", ui));
                    wants_in |= join.clicked();
                }
                cancel = ui.add(widgets::secondary("Cancel")).clicked();
            });
        });
        if wants_in && self.is_complete() {
            return self.go(app, ctx);
        }
        if cancel || modal.should_close() { Flow::Close } else { Flow::Stay }
    }

    fn is_complete(&self) -> bool {
        match &self.chosen {
            Some(_) => !self.code.trim().is_empty(),
            None => !self.link.trim().is_empty(),
        }
    }

    fn take_answer(&mut self, app: &mut App, ctx: &egui::Context) -> Flow {
        let Some(joining) = &self.joining else { return Flow::Stay };
        let answer = match joining.answer.try_recv() {
            Err(TryRecvError::Empty) => return Flow::Stay,
            Ok(answer) => answer,
            Err(TryRecvError::Disconnected) => Err("Joining failed in a way that should not happen. Try again.".into()),
        };
        match (answer, self.joining.take()) {
            (Ok(joined), Some(Joining { link, .. })) => {
                app.joined(ctx, link, joined);
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
        let mut entered = false;
        if let Some(trouble) = &self.trouble {
            let color = widgets::color(ui, Ink::Strong(Tone::Rose));
            ui.add(egui::Label::new(RichText::new(trouble).color(color)).wrap().selectable(true));
            ui.add_space(4.0);
        }
        let begins = std::mem::take(&mut self.begins);
        widgets::caption(ui, "Your name");
        let name = field(ui, &mut self.name, "Shown to the others", "Your name", limits::NAME_CHARS);
        entered |= confirmed(ui, &name);
        ui.add_space(4.0);
        widgets::caption(ui, "Link from the host");
        let link = field(ui, &mut self.link, "empathy-map://…", "Link", 2_000);
        entered |= confirmed(ui, &link);
        if link.changed() {
            self.chosen = None;
        }
        if begins {
            let first = if self.name.is_empty() { &name } else { &link };
            first.request_focus();
        }
        if let Some(found) = self.browser.as_ref().map(Browser::found) {
            ui.add_space(4.0);
            widgets::caption(ui, "Sessions on this network");
            entered |= self.found_ui(ui, &found);
        }
        entered
    }

    fn found_ui(&mut self, ui: &mut egui::Ui, found: &[FoundSession]) -> bool {
        if found.is_empty() {
            let text = "None was found yet. Some networks hide computers from each other; a link works there, too.";
            widgets::muted(ui, text);
        }
        let mut entered = false;
        for session in found {
            let is_chosen = self.chosen.as_ref() == Some(session);
            let title = if session.title.is_empty() { "Untitled map" } else { &session.title };
            let text = RichText::new(format!("{title}  ·  {}", session.host)).font(regular(14.0));
            let row = egui::Button::selectable(is_chosen, text).min_size(vec2(ui.available_width(), 34.0));
            if ui.add(row).clicked() {
                self.chosen = Some(session.clone());
                self.link.clear();
            }
            if is_chosen {
                let code = field(ui, &mut self.code, "Code on the host’s screen", "Code", 20);
                entered |= confirmed(ui, &code);
            }
        }
        entered
    }
}

pub(super) fn field(ui: &mut egui::Ui, text: &mut String, hint: &str, name: &str, most_chars: usize) -> egui::Response {
    let field = TextEdit::singleline(text).hint_text(hint).char_limit(most_chars).margin(vec2(10.0, 7.0));
    ui.add(field.desired_width(f32::INFINITY)).accessible_name(name)
}

pub(super) fn confirmed(ui: &egui::Ui, response: &egui::Response) -> bool {
    response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}
