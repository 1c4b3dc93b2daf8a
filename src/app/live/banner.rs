//! What stands over the map while something is between this window and its session.

use eframe::egui;
use egui::accesskit::{Live as Announced, Role};
use egui::{Align2, Area, Frame, Id, Margin, Order, RichText, Stroke};
use egui_material_icons::icons;

use crate::app::shell::widgets;
use crate::app::theme::{metrics, regular};
use crate::app::{App, Command, Message};
use crate::model::Tone;
use crate::scene::Ink;

use super::SessionWish;
use super::session::{Session, Trouble};

/// A button beside the words.
type Offer = (&'static str, Message);

fn news_ui(ui: &mut egui::Ui, text: &str) {
    let label = ui.add(egui::Label::new(RichText::new(text).font(regular(14.0))).wrap());
    ui.ctx().accesskit_node_builder(label.id, |node| {
        node.set_role(Role::Status);
        node.set_live(Announced::Polite);
        node.set_label(text);
    });
}

/// Shows the buttons; what was chosen.
fn offers_ui(ui: &mut egui::Ui, offers: Vec<Offer>) -> Option<Message> {
    if offers.is_empty() {
        return None;
    }
    let shown = ui.horizontal_wrapped(|ui| {
        let mut chosen = None;
        for (label, wish) in offers {
            if ui.add(widgets::secondary(label)).clicked() {
                chosen = Some(wish);
            }
        }
        chosen
    });
    shown.inner
}

impl App {
    /// Says what is between this window and its session, and what can be done.
    pub(in crate::app) fn session_banner(&mut self, ui: &egui::Ui) {
        let Some((text, offers)) = self.session_news() else { return };
        let top = metrics::TOP_BAR + 12.0;
        let area = Area::new(Id::unique("session banner")).order(Order::Middle).anchor(Align2::CENTER_TOP, [0.0, top]);
        let mut chosen = None;
        area.show(ui.ctx(), |ui| {
            ui.set_max_width((ui.content_rect().width() - 32.0).min(640.0));
            Frame::new()
                .fill(widgets::color(ui, Ink::Ground(Tone::Amber)))
                .stroke(Stroke::new(1.0, widgets::color(ui, Ink::Paper(Tone::Amber))))
                .corner_radius(metrics::CARD_RADIUS)
                .shadow(ui.visuals().popup_shadow)
                .inner_margin(Margin::symmetric(14, 8))
                .show(ui, |ui| {
                    ui.horizontal_top(|ui| {
                        let amber = widgets::color(ui, Ink::Strong(Tone::Amber));
                        ui.label(icons::ICON_WIFI_OFF.rich_text().size(20.0).color(amber));
                        ui.vertical(|ui| {
                            news_ui(ui, &text);
                            chosen = offers_ui(ui, offers);
                        });
                    });
                });
        });
        if let Some(wish) = chosen {
            self.outbox().push(wish);
        }
    }

    fn session_news(&self) -> Option<(String, Vec<Offer>)> {
        self.editor.as_ref()?;
        if let Some(why) = &self.live.ended {
            let offers =
                vec![("Save as…", Message::Command(Command::SaveAs)), ("OK", Message::Session(SessionWish::Dismiss))];
            return Some((format!("{why} The map stays open here; save it to keep it."), offers));
        }
        let join = ("Join by a new link…", Message::Command(Command::Join));
        match self.live.session.as_ref().and_then(|session: &Session| session.trouble(super::now()))? {
            Trouble::Down => Some(("Connection lost. You can go on; it will be merged.".to_owned(), Vec::new())),
            Trouble::HostGone { may_carry_on: true } => {
                let carry_on = (Command::CarryOn.label(), Message::Command(Command::CarryOn));
                let text = "The host does not answer. Go on alone, become the host, or join whoever did by their link.";
                Some((text.to_owned(), vec![carry_on, join]))
            }
            Trouble::HostGone { may_carry_on: false } => {
                let text = "The host does not answer. If somebody else has become the host, join them by their link.";
                Some((text.to_owned(), vec![join]))
            }
        }
    }
}
