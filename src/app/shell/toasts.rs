//! Messages that go away by themselves, at the bottom of the window.

use eframe::egui;
use egui::accesskit::{Live, Role};
use egui::{Align, Align2, Area, Frame, Id, Layout, Margin, Order, RichText};

use crate::app::theme::{regular, semibold};
use crate::app::{Command, Message, Outbox};
use crate::scene::{Ink, Palette};

use super::widgets;

/// How far above the bottom they stand, in points: clear of the canvas' own bars.
const ABOVE_BOTTOM: f32 = 76.0;
/// At most this many at once.
const MOST: usize = 3;
/// Least time to read a message.
const LEAST_SECS: f64 = 4.0;
/// Least time to read a message that must not be missed.
const LEAST_SECS_FOR_NEWS: f64 = 15.0;
/// Further time for each character past the first forty.
const SECS_PER_CHAR: f64 = 0.05;
/// What remains at least after the pointer has left.
const AFTER_HOVER_SECS: f64 = 1.5;

/// Messages that go away by themselves.
#[derive(Default)]
pub struct Toasts {
    shown: Vec<Toast>,
    /// Names the next message.
    next: u64,
}

/// What stands beside a message.
#[derive(Clone, Copy)]
enum Button {
    /// Runs a command.
    Offer(&'static str, Command),
    /// Sends the message away before its time.
    Dismiss,
}

impl Button {
    fn label(self) -> &'static str {
        match self {
            Self::Offer(label, _) => label,
            Self::Dismiss => "OK",
        }
    }
}

/// Work that goes on beside everything else, until it is done or given up.
#[derive(Clone, Debug)]
pub struct UnderWay {
    /// What is being done.
    pub text: String,
    /// The share that is done, from 0 to 1.
    pub share: f32,
    /// What is wished to give it up.
    pub cancel: Message,
}

struct Toast {
    name: u64,
    text: String,
    button: Option<Button>,
    /// When it goes away, in the window's seconds; `None` until it is seen.
    until: Option<f64>,
}

impl Toast {
    fn secs(&self) -> f64 {
        let long = self.text.chars().count().saturating_sub(40);
        let least = match self.button {
            None => LEAST_SECS,
            Some(Button::Offer(..)) => LEAST_SECS + 2.0,
            Some(Button::Dismiss) => LEAST_SECS_FOR_NEWS,
        };
        least + SECS_PER_CHAR * long as f64
    }

    /// Whether both say the same thing, be it of another number, so that the later one takes the place of the other.
    fn says_like(&self, text: &str) -> bool {
        let words = |text: &'_ str| text.chars().filter(|letter| !letter.is_ascii_digit()).collect::<String>();
        self.text == text || words(&self.text) == words(text)
    }
}

impl Toasts {
    /// Tells the person something. Said again, be it with another number, it takes the place of the message before.
    pub fn say(&mut self, text: impl Into<String>) {
        self.add(text.into(), None);
    }

    /// Tells the person something, with a button that runs a command.
    pub fn offer(&mut self, text: impl Into<String>, label: &'static str, command: Command) {
        self.add(text.into(), Some(Button::Offer(label, command)));
    }

    /// Tells the person something that must not be missed: it stays long, and can be sent away.
    pub fn tell(&mut self, text: impl Into<String>) {
        self.add(text.into(), Some(Button::Dismiss));
    }

    fn add(&mut self, text: String, button: Option<Button>) {
        self.shown.retain(|toast| !toast.says_like(&text));
        self.shown.push(Toast { name: self.next, text, button, until: None });
        self.next += 1;
        let surplus = self.shown.len().saturating_sub(MOST);
        self.shown.drain(..surplus);
    }

    /// Shows what there is to tell, and what is under way. Where there is nothing, nothing is repainted.
    pub fn show(&mut self, ui: &mut egui::Ui, under_way: &[UnderWay], out: &mut Outbox) {
        let now = ui.input(|input| input.time);
        self.shown.retain(|toast| toast.until.is_none_or(|until| now < until));
        if self.shown.is_empty() && under_way.is_empty() {
            return;
        }
        let mut pressed = None;
        Area::new(Id::unique("toasts")).order(Order::Tooltip).anchor(Align2::CENTER_BOTTOM, [0.0, -ABOVE_BOTTOM]).show(
            ui.ctx(),
            |ui| {
                ui.set_max_width((ui.content_rect().width() - 48.0).min(520.0));
                ui.with_layout(Layout::top_down(Align::Center), |ui| {
                    for work in under_way {
                        under_way_ui(ui, work, out);
                    }
                    for toast in &mut self.shown {
                        let until = *toast.until.get_or_insert(now + toast.secs());
                        let (hovered, run) = toast_ui(ui, toast);
                        if hovered {
                            toast.until = Some(until.max(now + AFTER_HOVER_SECS));
                        }
                        if run {
                            pressed = Some(toast.name);
                        }
                    }
                });
            },
        );
        if let Some(at) = self.shown.iter().position(|toast| Some(toast.name) == pressed)
            && let Some(Button::Offer(_, command)) = self.shown.remove(at).button
        {
            out.command(command);
        }
        if let Some(first) = self.shown.iter().filter_map(|toast| toast.until).reduce(f64::min) {
            ui.request_repaint_after_secs((first - now).max(0.0) as f32 + 0.01);
        }
    }
}

/// Shows how far some work is, with a button to give it up.
fn under_way_ui(ui: &mut egui::Ui, work: &UnderWay, out: &mut Outbox) {
    let palette = contrast(ui);
    let percent = (100.0 * work.share).floor();
    frame(ui, palette).show(ui, |ui| {
        ui.spacing_mut().interact_size.y = 20.0;
        ui.spacing_mut().item_spacing.x = 16.0;
        ui.horizontal(|ui| {
            let text = RichText::new(&work.text).font(regular(14.0)).color(palette.color(Ink::Text));
            ui.add(egui::Label::new(text).truncate());
            let (rect, bar) = ui.allocate_exact_size(egui::vec2(140.0, 6.0), egui::Sense::hover());
            bar.widget_info(|| egui::WidgetInfo::labeled(Role::ProgressIndicator, true, &work.text));
            ui.ctx().accesskit_node_builder(bar.id, |node| {
                node.set_min_numeric_value(0.0);
                node.set_max_numeric_value(100.0);
                node.set_numeric_value(f64::from(percent));
            });
            let done = rect.with_max_x(rect.left() + rect.width() * work.share.clamp(0.0, 1.0));
            ui.painter().rect_filled(rect, 3.0, palette.color(Ink::Line));
            ui.painter().rect_filled(done, 3.0, palette.color(Ink::Accent));
            let label = RichText::new("Cancel").font(semibold(13.5)).color(palette.color(Ink::Accent));
            let button = ui.add(egui::Button::new(label).frame(false));
            if button.accessible_name(format!("Cancel: {}", work.text)).clicked() {
                out.push(work.cancel.clone());
            }
        });
    });
}

/// The other theme's colours stand out from the map without being loud.
fn contrast(ui: &egui::Ui) -> Palette {
    if widgets::palette(ui) == Palette::Dark { Palette::Light } else { Palette::Dark }
}

fn frame(ui: &egui::Ui, palette: Palette) -> Frame {
    Frame::new()
        .fill(palette.color(Ink::Surface))
        .corner_radius(10)
        .shadow(ui.visuals().popup_shadow)
        .inner_margin(Margin::symmetric(16, 10))
}

/// Shows one message; whether the pointer is on it, and whether its button was pressed.
fn toast_ui(ui: &mut egui::Ui, toast: &Toast) -> (bool, bool) {
    let palette = contrast(ui);
    let mut run = false;
    let shown = frame(ui, palette).show(ui, |ui| {
        ui.spacing_mut().interact_size.y = 20.0;
        ui.spacing_mut().item_spacing.x = 16.0;
        let room = ui.available_width() - if toast.button.is_some() { 90.0 } else { 0.0 };
        let text = toast.text.clone();
        let galley = ui.painter().layout(text, regular(14.0), palette.color(Ink::Text), room);
        ui.horizontal(|ui| {
            let label = ui.label(galley);
            ui.ctx().accesskit_node_builder(label.id, |node| {
                node.set_role(Role::Status);
                node.set_live(Live::Polite);
                node.set_label(toast.text.as_str());
            });
            if let Some(button) = toast.button {
                let text = RichText::new(button.label()).font(semibold(13.5)).color(palette.color(Ink::Accent));
                run = ui.add(egui::Button::new(text).frame(false)).clicked();
            }
        });
    });
    (shown.response.contains_pointer(), run)
}
