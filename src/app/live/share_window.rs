//! The session of the open map: how to get in, who is here, and what the network sees.

use eframe::egui;
use egui::{Align, ComboBox, Id, Layout, RichText, vec2};
use egui_material_icons::icons;

use crate::app::shell::{Flow, widgets};
use crate::app::theme::{regular, semibold};
use crate::app::{App, Command, Message, Outbox};
use crate::model::Tone;
use crate::scene::Ink;
use crate::session::invitation::QrCode;
use crate::session::{EditorLink, Invitation, Person, Request};

use super::people::{self, Renaming, Viewer};
use super::session::{Place, Session};
use super::{SessionWish, qr};

/// Below this width the two columns stand one below the other.
const TWO_COLUMNS: f32 = 640.0;
const QR_SIDE: f32 = 264.0;

/// The state of the window while it is open.
#[derive(Default)]
pub struct ShareWindow {
    /// The network address that is shown, where there are several.
    chosen: usize,
    /// Whether the way in fills the window, for a projector.
    is_large: bool,
    renaming: Option<Renaming>,
    /// The code of the link that is shown.
    code: Option<(String, QrCode)>,
}

/// What the window shows of a session.
struct Seen {
    invitations: Vec<Invitation>,
    people: Vec<Person>,
    viewer: Viewer,
    joining_locked: bool,
    board_locked: bool,
    relay: Option<EditorLink>,
    is_hosted_here: bool,
}

impl Seen {
    fn of(session: &Session) -> Self {
        let (joining_locked, board_locked) = session.locks();
        let relay = match &session.place {
            Place::There(link @ EditorLink::Relay { .. }) => Some(link.clone()),
            _ => None,
        };
        Self {
            invitations: session.invitations().to_vec(),
            people: session.people().to_vec(),
            viewer: Viewer { me: session.me(), leads: session.leads() },
            joining_locked,
            board_locked,
            relay,
            is_hosted_here: session.is_hosted_here(),
        }
    }
}

impl ShareWindow {
    /// Shows the window.
    pub(in crate::app) fn show(&mut self, app: &mut App, ctx: &egui::Context, id: Id) -> Flow {
        let Some(seen) = app.live.session.as_ref().map(Seen::of) else { return Flow::Close };
        let invitation = seen.invitations.get(self.chosen).or(seen.invitations.first()).cloned();
        self.prepare_code(invitation.as_ref());
        if self.is_large {
            if let Some(invitation) = &invitation {
                return self.large_ui(ctx, id, invitation);
            }
            self.is_large = false;
        }
        let mut flow = Flow::Stay;
        let width = if invitation.is_some() { 820.0 } else { 480.0 };
        let modal = widgets::modal(ctx, id, "Share", width, |ui| {
            widgets::heading(ui, if seen.is_hosted_here { "This map is shared" } else { "You are in a session" });
            ui.add_space(6.0);
            widgets::scroll(ui, 120.0, |ui| match &invitation {
                Some(invitation) if ui.available_width() >= TWO_COLUMNS => {
                    ui.horizontal_top(|ui| {
                        ui.allocate_ui(vec2(QR_SIDE + 6.0, 0.0), |ui| {
                            ui.vertical(|ui| self.phones_ui(ui, app.outbox(), &seen, invitation));
                        });
                        ui.add_space(20.0);
                        ui.vertical(|ui| {
                            desktops_ui(ui, app.outbox(), invitation);
                            ui.add_space(10.0);
                            self.people_ui(ui, app.outbox(), &seen);
                        });
                    });
                    network_ui(ui, &seen);
                }
                Some(invitation) => {
                    self.phones_ui(ui, app.outbox(), &seen, invitation);
                    ui.add_space(10.0);
                    desktops_ui(ui, app.outbox(), invitation);
                    ui.add_space(10.0);
                    self.people_ui(ui, app.outbox(), &seen);
                    network_ui(ui, &seen);
                }
                None => {
                    relay_ui(ui, app.outbox(), &seen);
                    self.people_ui(ui, app.outbox(), &seen);
                    network_ui(ui, &seen);
                }
            });
            ui.add_space(10.0);
            flow = self.buttons_ui(ui, app.outbox(), &seen);
        });
        if modal.should_close() { Flow::Close } else { flow }
    }

    fn prepare_code(&mut self, invitation: Option<&Invitation>) {
        let link = invitation.map(|invitation| &invitation.participant);
        if self.code.as_ref().map(|(link, _)| link) != link {
            self.code = link.and_then(|link| Some((link.clone(), QrCode::of(link).ok()?)));
        }
    }

    fn phones_ui(&mut self, ui: &mut egui::Ui, out: &mut Outbox, seen: &Seen, invitation: &Invitation) {
        widgets::caption(ui, "Phones and browsers");
        if let Some((_, code)) = &self.code {
            qr::show(ui, code, QR_SIDE, "QR code with the link for phones");
        }
        widgets::muted(ui, "Scan it, or type the address and the code");
        ui.spacing_mut().item_spacing.y = 2.0;
        fitting(ui, &invitation.address, 36.0, Ink::Text);
        fitting(ui, &invitation.participant_code, 36.0, Ink::Accent);
        ui.spacing_mut().item_spacing.y = 8.0;
        if seen.invitations.len() > 1 {
            let chosen = self.chosen.min(seen.invitations.len() - 1);
            let list = ComboBox::from_id_salt("network").width(ui.available_width().min(QR_SIDE));
            let shown = list.selected_text(&seen.invitations[chosen].address).show_ui(ui, |ui| {
                for (at, other) in seen.invitations.iter().enumerate() {
                    ui.selectable_value(&mut self.chosen, at, &other.address);
                }
            });
            shown
                .response
                .on_hover_text("The network address that people can reach")
                .accessible_name("Network address");
        }
        ui.horizontal_wrapped(|ui| {
            copy_ui(ui, out, "Copy phone link", &invitation.participant, "Whoever has it can write notes.");
            copy_ui(ui, out, "Copy view-only link", &invitation.viewer, "Whoever has it can look.");
        });
    }

    fn people_ui(&mut self, ui: &mut egui::Ui, out: &mut Outbox, seen: &Seen) {
        widgets::caption(ui, &format!("Here now: {}", seen.people.len()));
        people::show(ui, &seen.people, seen.viewer, &mut self.renaming, out);
        if !seen.viewer.leads {
            return;
        }
        let mut ask = |request| out.push(Message::Session(SessionWish::Ask(request)));
        let mut locked = seen.joining_locked;
        let joining = ui.checkbox(&mut locked, "Lock joining");
        if joining.on_hover_text("Nobody new comes in; who was here can come back").changed() {
            ask(Request::LockJoining { locked });
        }
        let mut locked = seen.board_locked;
        let board = ui.checkbox(&mut locked, "Lock the board");
        if board.on_hover_text("Phones can look, and change nothing").changed() {
            ask(Request::LockBoard { locked });
        }
    }

    fn buttons_ui(&mut self, ui: &mut egui::Ui, out: &mut Outbox, seen: &Seen) -> Flow {
        let mut flow = Flow::Stay;
        widgets::buttons_row(ui, |ui| {
            if ui.add(widgets::primary("Done", ui)).clicked() {
                flow = Flow::Close;
            }
            if !seen.invitations.is_empty() {
                let large = ui.add(widgets::secondary("Show large"));
                self.is_large = large.on_hover_text("For a projector").clicked();
            }
            if seen.viewer.leads || seen.relay.is_some() {
                let command = Command::BringEveryoneHere;
                let bring = ui.add(widgets::secondary(command.label()));
                if bring.on_hover_text(command.tooltip(ui.ctx())).clicked() {
                    out.command(command);
                    flow = Flow::Close;
                }
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let rose = widgets::color(ui, Ink::Strong(Tone::Rose));
                let label = if seen.is_hosted_here { "Stop…" } else { "Leave…" };
                let button = egui::Button::new(RichText::new(label).font(semibold(13.5)).color(rose));
                let stop = ui.add(button.min_size(vec2(72.0, 34.0)));
                if stop.on_hover_text(Command::LeaveSession.tooltip(ui.ctx())).clicked() {
                    out.command(Command::LeaveSession);
                }
            });
        });
        flow
    }

    /// The way in, readable from the back of a room.
    fn large_ui(&mut self, ctx: &egui::Context, id: Id, invitation: &Invitation) -> Flow {
        let room = ctx.content_rect().size();
        let mut back = false;
        let modal = widgets::modal(ctx, id, "Join this session", room.x, |ui| {
            ui.vertical_centered(|ui| {
                let side = (room.y - 330.0).min(ui.available_width()).max(160.0);
                if let Some((_, code)) = &self.code {
                    qr::show(ui, code, side, "QR code with the link for phones");
                }
                ui.add_space(6.0);
                fitting(ui, &invitation.address, 64.0, Ink::Text);
                fitting(ui, &invitation.participant_code, 64.0, Ink::Accent);
                back = ui.add(widgets::secondary("Back")).clicked();
            });
        });
        if back || modal.should_close() {
            self.is_large = false;
        }
        Flow::Stay
    }
}

fn desktops_ui(ui: &mut egui::Ui, out: &mut Outbox, invitation: &Invitation) {
    widgets::caption(ui, "This program on another computer");
    ui.horizontal_wrapped(|ui| {
        copy_ui(ui, out, "Copy editor link", &invitation.editor, "Whoever has it can change everything on the map.");
        copy_ui(ui, out, "Copy viewer link", &invitation.viewer_desktop, "Whoever has it can look.");
    });
    ui.horizontal_wrapped(|ui| {
        widgets::muted(ui, "Or they choose “Join a session…” and type");
        ui.label(RichText::new(&invitation.editor_code).font(semibold(15.0)));
    });
}

fn relay_ui(ui: &mut egui::Ui, out: &mut Outbox, seen: &Seen) {
    let Some(link @ EditorLink::Relay { url, room, .. }) = &seen.relay else { return };
    widgets::caption(ui, "Through a relay");
    ui.label(format!("Room “{room}” at {url}"));
    copy_ui(ui, out, "Copy editor link", &link.to_string(), "It holds the relay’s token.");
    ui.add_space(10.0);
}

/// What others on the way can see, in one honest sentence.
fn network_ui(ui: &mut egui::Ui, seen: &Seen) {
    let text = if seen.relay.is_some() {
        "The relay sees everything on the map in plain text, and so does whoever runs it."
    } else if seen.is_hosted_here {
        "What phones and browsers send and get is not encrypted: others on this network could read it. Links between \
         desktops are encrypted."
    } else {
        "Your connection to the host is encrypted. What phones in the session send and get is not: others on their network \
         could read it."
    };
    ui.add_space(10.0);
    ui.horizontal_top(|ui| {
        ui.label(icons::ICON_WIFI.rich_text().size(18.0).color(widgets::color(ui, Ink::Muted)));
        let text = RichText::new(text).font(regular(13.0)).color(widgets::color(ui, Ink::Muted));
        ui.add(egui::Label::new(text).wrap());
    });
}

fn copy_ui(ui: &mut egui::Ui, out: &mut Outbox, label: &str, link: &str, about: &str) {
    if ui.add(widgets::secondary(label)).on_hover_text(about).clicked() {
        ui.ctx().copy_text(link.to_owned());
        out.say(format!("The link is copied. {about}"));
    }
}

/// A line in large type, smaller where it would not fit.
fn fitting(ui: &mut egui::Ui, text: &str, size: f32, ink: Ink) {
    let width = ui.painter().layout_no_wrap(text.to_owned(), semibold(size), egui::Color32::BLACK).size().x;
    let size = size * (ui.available_width() / width.max(1.0)).min(1.0);
    let label = egui::Label::new(RichText::new(text).font(semibold(size)).color(widgets::color(ui, ink)));
    ui.add(label.selectable(true).wrap_mode(egui::TextWrapMode::Extend));
}
