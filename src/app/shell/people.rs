//! Who else is in the session: a round sign for each in the top bar, that says who they are and leads to them.

use eframe::egui;
use egui::accesskit::Role as Kind;
use egui::{
    Align2, Color32, FontId, Id, Popup, Pos2, Rect, Response, RichText, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use crate::app::canvas::{self, others};
use crate::app::theme::{metrics, regular, semibold};
use crate::app::{Cx, Message, ViewState};
use crate::scene::Ink;
use crate::session::{Person, PersonId};

use super::widgets;

/// Diameter of a sign, in points.
const SIZE: f32 = 26.0;
/// From one sign to the next: they overlap a little.
const STEP: f32 = 20.0;
/// So many signs stand in the bar, in a wide and in a narrow window; the others are behind a number.
const SHOWN: usize = 3;
const SHOWN_NARROW: usize = 1;

/// What of a person stands in the bar.
struct Sign {
    person: PersonId,
    name: String,
    about: String,
    color: Color32,
    is_followed: bool,
    /// Whether they show what they see: people on phones do not.
    has_view: bool,
}

impl Sign {
    fn of(person: &Person, view: &ViewState) -> Self {
        let mut about = vec![person.role.label()];
        about.extend(person.on_phone.then_some("on a phone"));
        about.extend(person.presence.ready.then_some("done writing"));
        Self {
            person: person.id,
            name: person.name.clone(),
            about: about.join(", "),
            color: others::color(person),
            is_followed: view.following == Some(person.id),
            has_view: person.presence.view.is_some() || person.presence.cursor.is_some(),
        }
    }
}

/// Shows everybody else in the session, in a bar that is filled from the right.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, narrow: bool) {
    let count = cx.view.others.len();
    if count == 0 {
        return;
    }
    let shown = if narrow { SHOWN_NARROW } else { SHOWN };
    // A number that stands for one person takes the place of that person.
    let shown = if count == shown + 1 { count } else { count.min(shown) };
    ui.add_space(4.0);
    if count > shown {
        rest(ui, cx, count - shown);
    }
    let signs: Vec<Sign> = cx.view.others[..shown].iter().map(|person| Sign::of(person, cx.view)).collect();
    let size = vec2(SIZE + STEP * (shown - 1) as f32, metrics::TARGET);
    let (row, _) = ui.allocate_exact_size(size, Sense::hover());
    for (at, sign) in signs.iter().enumerate() {
        let center = pos2(row.min.x + SIZE / 2.0 + STEP * at as f32, row.center().y);
        let response = sign_ui(ui, sign, center);
        Popup::menu(&response).accessible_name(&sign.name).show(|ui| person_menu(ui, cx, sign));
    }
    ui.add_space(4.0);
}

/// The number of those who have no sign, behind which everybody is listed.
fn rest(ui: &mut Ui, cx: &mut Cx<'_>, count: usize) {
    let words = RichText::new(format!("+{count}")).font(regular(13.5)).color(widgets::color(ui, Ink::Muted));
    let button = egui::Button::new(words).frame_when_inactive(false).min_size(vec2(0.0, metrics::TARGET));
    let everybody = format!("All {} others here", cx.view.others.len());
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().button_padding.x = 4.0;
            ui.add(button)
        })
        .inner;
    let response = response.accessible_name(&everybody).on_hover_text(&everybody);
    Popup::menu(&response).accessible_name(&everybody).width(220.0).show(|ui| {
        let height = ui.content_rect().height() - 80.0;
        egui::ScrollArea::vertical().max_height(height).show(ui, |ui| {
            let signs: Vec<Sign> = cx.view.others.iter().map(|person| Sign::of(person, cx.view)).collect();
            for sign in &signs {
                let name = RichText::new(&sign.name).font(regular(14.0));
                let dot = RichText::new("●").font(regular(14.0)).color(sign.color);
                ui.menu_button((dot, name), |ui| person_menu(ui, cx, sign));
            }
        });
    });
}

fn sign_ui(ui: &Ui, sign: &Sign, center: Pos2) -> Response {
    let area = Rect::from_center_size(center, Vec2::splat(SIZE));
    let response = ui.interact(area, Id::unique(("person", sign.person)), Sense::click());
    let name = format!("{}, {}", sign.name, sign.about);
    response.widget_info(|| WidgetInfo::labeled(Kind::Button, true, &name));
    let painter = ui.painter();
    let edge = if sign.is_followed || response.has_focus() { Ink::Accent } else { Ink::Surface };
    painter.circle(center, SIZE / 2.0, sign.color, Stroke::new(2.0, widgets::color(ui, edge)));
    let initial = others::initial(&sign.name);
    painter.text(center, Align2::CENTER_CENTER, initial, initial_font(), Color32::WHITE);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_ui(|ui| {
        ui.label(&sign.name);
        ui.label(RichText::new(&sign.about).small().color(widgets::color(ui, Ink::Muted)));
    })
}

fn initial_font() -> FontId {
    semibold(12.0)
}

fn person_menu(ui: &mut Ui, cx: &mut Cx<'_>, sign: &Sign) {
    ui.set_min_width(190.0);
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.label(RichText::new(&sign.name).font(semibold(14.0)));
    widgets::muted(ui, &sign.about);
    ui.add_space(4.0);
    if !sign.has_view {
        widgets::muted(ui, "Works from a list, so there is no place to go to.");
        return;
    }
    let (words, wanted) = if sign.is_followed { ("Stop following", None) } else { ("Follow", Some(sign.person)) };
    if ui.button(words).on_hover_text("See what they see, until you move the map yourself").clicked() {
        cx.out.push(Message::Follow(wanted));
        ui.close();
    }
    if ui.button("Go to").on_hover_text("Show what they see now").clicked() {
        others::go_to(cx.view, sign.person);
        ui.close();
    }
}

/// Says that this person may look only.
pub fn view_only(ui: &mut Ui) {
    let words = RichText::new("View only").font(semibold(12.5)).color(widgets::color(ui, Ink::Accent));
    let frame = egui::Frame::new().fill(widgets::color(ui, Ink::AccentSoft)).corner_radius(metrics::RADIUS);
    let chip = frame.inner_margin(egui::Margin::symmetric(9, 4)).show(ui, |ui| ui.label(words)).response;
    chip.on_hover_text(canvas::VIEW_ONLY);
}
