//! The one-page summary in the window: the very sheet that exports paint. A click on anything leads to the notes behind it.

use std::rc::Rc;

use eframe::egui;
use egui::{Align, CentralPanel, CursorIcon, Frame, Id, Layout, Margin, Rect, RichText, ScrollArea, Sense, WidgetInfo};
use egui::{pos2, vec2};

use crate::export::{Format, Order};
use crate::file::Depth;
use crate::model::{EmpathyMap, ItemRef, NoteId};
use crate::scene::{Ink, Palette, Part, Piece, Role, Shape, Sheet};
use crate::synthesis::Gap;

use super::canvas::{BoardPainter, Manner, TextCache};
use super::shell::widgets;
use super::state::{Reveal, Surface};
use super::{Command, Cx, Editor, Message, canvas, panel, theme};

/// Points for each board unit, at most: beyond, lines are too long to read.
const LARGEST_ZOOM: f32 = 1.25;
/// Space beside the page.
const SIDE: f32 = 12.0;

/// The page of the open map, laid out when it is shown for the first time after a change.
#[derive(Default)]
pub struct OnePage {
    sheet: Option<Rc<Sheet>>,
    cache: TextCache,
}

impl OnePage {
    /// Forgets the page, since the map has changed.
    pub(super) fn forget(&mut self) {
        self.sheet = None;
    }

    /// Lays the page out where that has not been done since the last change.
    pub(super) fn lay_out(&mut self, layout: &mut crate::scene::Layout, map: &EmpathyMap) {
        self.sheet.get_or_insert_with(|| Rc::new(layout.sheet(map, Part::OnePage)));
    }
}

/// Shows the page in the rest of the window.
pub fn show(ui: &mut egui::Ui, cx: &mut Cx<'_>) {
    let Some(sheet) = cx.view.one_page.sheet.clone() else { return };
    let ground = Frame::new().fill(cx.look.palette.color(Ink::Page));
    CentralPanel::default().frame(ground).show(ui, |ui| {
        let ground = ui.interact(ui.max_rect(), Id::unique("one-page"), Sense::hover());
        cx.view.canvas_rect = None;
        bar_ui(ui, cx);
        ScrollArea::vertical().auto_shrink(false).animated(cx.look.animated).show(ui, |ui| page_ui(ui, cx, &sheet));
        canvas::show_around(ui, cx, &ground);
    });
}

/// Makes way for the board, where a command is about what only the board shows.
pub(super) fn make_way(editor: &mut Editor, command: Command) {
    use Command::*;
    let needs_board = match editor.view.surface {
        Surface::Board => false,
        Surface::Outline => command == SuggestThemes,
        Surface::Summary => {
            let zooms = matches!(command, ZoomIn | ZoomOut | ZoomFit | ZoomFull | ZoomSelection);
            zooms || matches!(command, NewNote | EditNote | EditPersona | SuggestThemes)
        }
    };
    if needs_board {
        editor.view.surface = Surface::Board;
    }
}

/// What can be done with the whole page.
fn bar_ui(ui: &mut egui::Ui, cx: &mut Cx<'_>) {
    Frame::new().inner_margin(Margin::symmetric(16, 8)).show(ui, |ui| {
        ui.horizontal(|ui| {
            let hint = "Click a need, a tension or a gap to see the notes behind it";
            ui.label(RichText::new(hint).font(theme::regular(13.0)).color(widgets::color(ui, Ink::Muted)));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.button("Save as PDF…").on_hover_text("Save this page to print it or hand it on").clicked() {
                    let order =
                        Order { format: Format::Pdf, part: Part::OnePage, palette: Palette::Light, ..Order::default() };
                    cx.out.push(Message::Export(order));
                }
            });
        });
    });
}

fn page_ui(ui: &mut egui::Ui, cx: &mut Cx<'_>, sheet: &Sheet) {
    let width = ui.available_width();
    let zoom = ((width - 2.0 * SIDE) / sheet.size.x).clamp(0.1, LARGEST_ZOOM);
    let (area, _) = ui.allocate_exact_size(vec2(width, sheet.size.y * zoom), Sense::hover());
    let origin = pos2(area.center().x - sheet.size.x * zoom / 2.0, area.top());
    let mut cache = std::mem::take(&mut cx.view.one_page.cache);
    let painter = ui.painter().clone();
    cache.begin_frame(&painter, origin, zoom);
    let mut page = BoardPainter { painter, cache: &mut cache, palette: cx.look.palette, origin, zoom };
    let visible = page.visible();
    for piece in &sheet.pieces {
        if extent(piece).intersects(visible) {
            page.picture(&piece.picture, piece.offset.to_pos2(), Manner::default());
        }
    }
    for piece in sheet.reading_order() {
        let rect = page.screen_rect(extent(piece));
        piece_ui(ui, cx, piece, rect);
    }
    if cache.behind {
        ui.ctx().request_repaint();
    }
    cx.view.one_page.cache = cache;
}

/// What a screen reader says of a piece, and what a click on it does.
fn piece_ui(ui: &mut egui::Ui, cx: &mut Cx<'_>, piece: &Piece, rect: Rect) {
    let leads_somewhere = leads_somewhere(&piece.role);
    let sense = if leads_somewhere { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, Id::unique("one-page").with(&piece.role), sense);
    let role = match &piece.role {
        _ if leads_somewhere => egui::Role::Link,
        Role::Title | Role::Section(_) => egui::Role::Heading,
        _ => egui::Role::Label,
    };
    response.widget_info(|| WidgetInfo::labeled(role, true, words(piece)));
    if !leads_somewhere {
        return;
    }
    if response.hovered() || response.has_focus() {
        let stroke = egui::Stroke::new(1.5, cx.look.palette.color(Ink::Accent));
        ui.painter().rect_stroke(rect.expand(4.0), theme::metrics::RADIUS, stroke, egui::StrokeKind::Outside);
    }
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.clicked()
        && let Some(target) = target(cx, &piece.role)
    {
        go_to(cx, target);
    }
}

fn leads_somewhere(role: &Role) -> bool {
    use Role::*;
    matches!(role, Need(_) | Causes(_) | Plan(_) | Motivation(_) | Tension(_) | Gap(_))
}

fn extent(piece: &Piece) -> Rect {
    piece.picture.extent().translate(piece.offset)
}

/// All that a piece says.
fn words(piece: &Piece) -> String {
    let lines = piece.picture.shapes.iter().filter_map(|shape| match shape {
        Shape::Text(line) => Some(line.text.trim()),
        _ => None,
    });
    lines.collect::<Vec<_>>().join(" ")
}

/// Where a click on a piece leads.
enum Target {
    /// To the board, with these notes selected.
    Notes(Vec<NoteId>),
    /// To the card in the panel, which shows at least so much.
    Card(ItemRef, Depth),
    /// To what fills a gap.
    Gap(Gap),
}

fn target(cx: &mut Cx<'_>, role: &Role) -> Option<Target> {
    let map = cx.map;
    let (item, depth, notes) = match role {
        Role::Causes(id) => return Some(Target::Card(ItemRef::Need(id.clone()), Depth::Research)),
        Role::Plan(id) => return Some(Target::Card(ItemRef::Need(id.clone()), Depth::Team)),
        Role::Gap(place) => return cx.view.judgement.of(map).gaps.get(*place).cloned().map(Target::Gap),
        Role::Need(id) => {
            let need = map.need(id)?;
            (ItemRef::Need(id.clone()), Depth::Workshop, [&need.supports[..], &need.contradicts].concat())
        }
        Role::Motivation(id) => {
            let motivation = map.motivation(id)?;
            let notes = [&motivation.supports[..], &motivation.contradicts].concat();
            (ItemRef::Motivation(id.clone()), Depth::Team, notes)
        }
        Role::Tension(id) => {
            let tension = map.tension(id)?;
            (ItemRef::Tension(id.clone()), Depth::Research, [&tension.this[..], &tension.but].concat())
        }
        _ => return None,
    };
    Some(if notes.is_empty() { Target::Card(item, depth) } else { Target::Notes(notes) })
}

fn go_to(cx: &mut Cx<'_>, target: Target) {
    match target {
        Target::Notes(notes) => {
            cx.view.selection.set_notes(notes.iter().cloned());
            cx.view.reveal = Some(Reveal::FitNotes(notes));
            cx.out.command(Command::Show(Surface::Board));
        }
        Target::Card(item, depth) => {
            cx.view.panel_open = true;
            panel::reach_depth(cx.view, cx.out, depth);
            panel::show_card(cx, item);
        }
        Target::Gap(gap) => {
            cx.view.panel_open = true;
            // What is left over from elsewhere says nothing of this gap.
            cx.view.reveal = None;
            panel::go_to_gap(cx, &gap);
            if cx.view.reveal.is_some() {
                cx.out.command(Command::Show(Surface::Board));
            }
        }
    }
}
