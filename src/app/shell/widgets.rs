//! What the windows of the shell are made of, in the colours of the theme.

use eframe::egui;
use egui::accesskit::Role;
use egui::{
    Align2, Button, Color32, CornerRadius, Frame, Id, Margin, Modal, ModalResponse, Rect, Response, RichText, Sense,
    Stroke, StrokeKind, WidgetInfo, vec2,
};
use egui_material_icons::MaterialIcon;

use crate::app::theme::{metrics, regular, semibold};
use crate::model::Tone;
use crate::scene::{Ink, Palette};

/// The colours of the window as it is now.
pub fn palette(ui: &egui::Ui) -> Palette {
    if ui.visuals().dark_mode { Palette::Dark } else { Palette::Light }
}

/// A colour of the window as it is now.
pub fn color(ui: &egui::Ui, ink: Ink) -> Color32 {
    palette(ui).color(ink)
}

/// Paints the four rounded squares of the program.
pub fn logo(ui: &egui::Ui, rect: Rect) {
    let gap = rect.width() * 0.1;
    let side = (rect.width() - gap) / 2.0;
    for (tone, x, y) in [(Tone::Blue, 0, 0), (Tone::Rose, 1, 0), (Tone::Green, 0, 1), (Tone::Amber, 1, 1)] {
        let corner = rect.min + vec2(x as f32, y as f32) * (side + gap);
        let square = Rect::from_min_size(corner, egui::Vec2::splat(side));
        ui.painter().rect_filled(square, side * 0.28, color(ui, Ink::Strong(tone)));
    }
}

/// A button for what one most likely wants.
pub fn primary(label: &str, ui: &egui::Ui) -> Button<'static> {
    Button::new(RichText::new(label).font(semibold(13.5)).color(color(ui, Ink::OnAccent)))
        .fill(color(ui, Ink::Accent))
        .stroke(Stroke::NONE)
        .min_size(vec2(72.0, metrics::TARGET + 2.0))
}

/// A usual button.
pub fn secondary(label: &str) -> Button<'static> {
    Button::new(RichText::new(label).font(semibold(13.5))).min_size(vec2(72.0, metrics::TARGET + 2.0))
}

/// A square button with an icon; `name` is what a screen reader says.
pub fn icon_button(ui: &mut egui::Ui, icon: MaterialIcon, name: &str, tooltip: &str, enabled: bool) -> Response {
    let button = Button::new(icon.rich_text().size(20.0))
        .frame_when_inactive(false)
        .min_size(egui::Vec2::splat(metrics::TARGET + 2.0));
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().button_padding = vec2(6.0, 4.0);
            ui.add_enabled(enabled, button)
        })
        .inner;
    response.accessible_name(name).on_hover_text(tooltip).on_disabled_hover_text(tooltip)
}

/// A heading of a window.
pub fn heading(ui: &mut egui::Ui, text: &str) {
    ui.label(RichText::new(text).font(semibold(18.0)));
}

/// A small heading above a group of things.
pub fn caption(ui: &mut egui::Ui, text: &str) {
    ui.label(RichText::new(text).font(semibold(12.0)).color(color(ui, Ink::Muted)));
}

/// Less important text.
pub fn muted(ui: &mut egui::Ui, text: &str) -> Response {
    ui.label(RichText::new(text).font(regular(13.0)).color(color(ui, Ink::Muted)))
}

/// Shows a window in the middle, on top of everything, at most `width` points wide and never larger than the screen.
pub fn modal<R>(
    ctx: &egui::Context,
    id: Id,
    title: &str,
    width: f32,
    content: impl FnOnce(&mut egui::Ui) -> R,
) -> ModalResponse<R> {
    modal_in(ctx, Modal::default_area(id), title, width, content)
}

/// Like [`modal`], hanging from the top of the window.
pub fn modal_at_top<R>(
    ctx: &egui::Context,
    id: Id,
    title: &str,
    width: f32,
    content: impl FnOnce(&mut egui::Ui) -> R,
) -> ModalResponse<R> {
    let top = (ctx.content_rect().height() * 0.1).min(72.0);
    modal_in(ctx, Modal::default_area(id).anchor(Align2::CENTER_TOP, [0.0, top]), title, width, content)
}

fn modal_in<R>(
    ctx: &egui::Context,
    area: egui::Area,
    title: &str,
    width: f32,
    content: impl FnOnce(&mut egui::Ui) -> R,
) -> ModalResponse<R> {
    let style = ctx.global_style();
    let room = ctx.content_rect().size();
    let margin: i8 = if room.x < 700.0 { 16 } else { 24 };
    let frame = Frame::new()
        .fill(style.visuals.window_fill)
        .stroke(style.visuals.window_stroke)
        .corner_radius(style.visuals.window_corner_radius)
        .shadow(style.visuals.window_shadow)
        .inner_margin(Margin::same(margin));
    let width = width.min(room.x - 2.0 * f32::from(margin) - 24.0);
    let backdrop = Color32::from_black_alpha(if style.visuals.dark_mode { 140 } else { 70 });
    Modal::new(area.layer().id)
        .area(area.role(Role::Dialog).accessible_name(title))
        .frame(frame)
        .backdrop_color(backdrop)
        .show(ctx, |ui| {
            ui.set_width(width);
            content(ui)
        })
}

/// A row of buttons at the right end, the first one rightmost.
pub fn buttons_row(ui: &mut egui::Ui, content: impl FnOnce(&mut egui::Ui)) {
    let size = vec2(ui.available_width(), metrics::TARGET + 2.0);
    ui.allocate_ui_with_layout(size, egui::Layout::right_to_left(egui::Align::Center), content);
}

/// How high the scrolling part of a window can be, when `rest` points are above and below it.
pub fn scroll_room(ui: &egui::Ui, rest: f32) -> f32 {
    (ui.content_rect().height() - rest - 80.0).max(120.0)
}

/// A large area to press; `paint` fills it. `name` is what a screen reader says.
pub fn card(
    ui: &mut egui::Ui,
    size: egui::Vec2,
    name: &str,
    enabled: bool,
    paint: impl FnOnce(&mut egui::Ui, Rect),
) -> Response {
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(size, sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    if ui.is_rect_visible(rect) {
        let lit = enabled && (response.hovered() || response.has_focus());
        let stroke =
            if lit { Stroke::new(1.5, color(ui, Ink::Accent)) } else { Stroke::new(1.0, color(ui, Ink::Line)) };
        let radius = CornerRadius::same(metrics::CARD_RADIUS);
        if lit {
            ui.painter().add(
                egui::Shadow { offset: [0, 3], blur: 14, spread: 0, color: Color32::from_black_alpha(24) }
                    .as_shape(rect, radius),
            );
        }
        ui.painter().rect(rect, radius, color(ui, Ink::Surface), stroke, StrokeKind::Inside);
        let mut child = ui.new_child(
            egui::UiBuilder::new().max_rect(rect.shrink(14.0)).layout(egui::Layout::top_down(egui::Align::Min)),
        );
        child.set_clip_rect(rect.intersect(ui.clip_rect()));
        if !enabled {
            child.multiply_opacity(0.5);
        }
        paint(&mut child, rect);
    }
    if enabled { response.on_hover_cursor(egui::CursorIcon::PointingHand) } else { response }
}

/// Text of a card, over as many lines as it needs. It is not read out by itself: the card has a name.
pub fn card_text(ui: &mut egui::Ui, text: &str, font: egui::FontId, ink: Ink) {
    let galley = ui.painter().layout(text.to_owned(), font, color(ui, ink), ui.available_width());
    paint_galley(ui, galley);
}

/// Text of a card on one line, cut off where it is too long.
pub fn card_line(ui: &mut egui::Ui, text: &str, font: egui::FontId, ink: Ink) {
    card_lines(ui, text, 1, font, ink);
}

/// Text of a card on at most so many lines, cut off where it is too long.
pub fn card_lines(ui: &mut egui::Ui, text: &str, most_lines: usize, font: egui::FontId, ink: Ink) {
    let mut job =
        egui::text::LayoutJob::single_section(text.to_owned(), egui::TextFormat::simple(font, color(ui, ink)));
    job.wrap = egui::text::TextWrapping {
        max_rows: most_lines,
        ..egui::text::TextWrapping::truncate_at_width(ui.available_width())
    };
    job.wrap.break_anywhere = most_lines == 1;
    let galley = ui.painter().layout_job(job);
    paint_galley(ui, galley);
}

fn paint_galley(ui: &mut egui::Ui, galley: std::sync::Arc<egui::Galley>) {
    let (_, rect) = ui.allocate_space(galley.size());
    ui.painter().galley(rect.min, galley, color(ui, Ink::Text));
}

/// Choices side by side, of which one holds; whether another was chosen.
pub fn segments<T: Copy + PartialEq>(ui: &mut egui::Ui, value: &mut T, choices: &[(T, &str)]) -> bool {
    let before = *value;
    Frame::new().fill(color(ui, Ink::Page)).corner_radius(metrics::RADIUS + 2).inner_margin(3).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 3.0;
            for (choice, label) in choices {
                let chosen = *value == *choice;
                let (fill, ink) = if chosen { (Ink::Accent, Ink::OnAccent) } else { (Ink::Page, Ink::Text) };
                let button =
                    Button::selectable(chosen, RichText::new(*label).font(semibold(13.0)).color(color(ui, ink)))
                        .fill(color(ui, fill))
                        .stroke(Stroke::NONE)
                        .min_size(vec2(0.0, metrics::TARGET - 4.0));
                if ui.add(button).clicked() {
                    *value = *choice;
                }
            }
        });
    });
    *value != before
}

/// Keys on key caps, such as `Ctrl` `Shift` `Z`.
pub fn key_caps(ui: &mut egui::Ui, keys: &[String]) {
    for key in keys {
        let galley = ui.painter().layout_no_wrap(key.clone(), semibold(11.5), color(ui, Ink::Muted));
        let size = vec2((galley.size().x + 12.0).max(20.0), 20.0);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, key));
        let line = Stroke::new(1.0, color(ui, Ink::Line));
        ui.painter().rect(rect, 5.0, color(ui, Ink::Page), line, StrokeKind::Inside);
        let at = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), rect).min;
        ui.painter().galley(at, galley, color(ui, Ink::Muted));
    }
}

/// A part of a window that scrolls where it is higher than the window can be; `rest` points are above and below it.
pub fn scroll<R>(ui: &mut egui::Ui, rest: f32, content: impl FnOnce(&mut egui::Ui) -> R) -> R {
    let height = scroll_room(ui, rest);
    let area = egui::ScrollArea::vertical().max_height(height).min_scrolled_height(height);
    area.auto_shrink([false, true]).show(ui, content).inner
}

/// A part of a row of columns, of this size. What stands in it has names of its own, below `name`.
pub fn column<R>(ui: &mut egui::Ui, name: &str, size: egui::Vec2, content: impl FnOnce(&mut egui::Ui) -> R) -> R {
    let layout = egui::Layout::top_down(egui::Align::Min);
    let column = ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.set_min_size(size);
        ui.set_max_width(size.x);
        ui.push_id(name, content).inner
    });
    column.inner
}

/// Says that something takes a moment.
pub fn waiting_ui(ui: &mut egui::Ui, is_animated: bool, text: &str) {
    ui.horizontal(|ui| {
        if is_animated {
            ui.add(egui::Spinner::new().size(20.0).color(color(ui, Ink::Accent)));
        }
        ui.label(text);
    });
}
