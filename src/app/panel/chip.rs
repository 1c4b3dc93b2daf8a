//! Chips: small pills that count, name and can be clicked.

use eframe::egui;
use egui::{Color32, Role, Sense, TextWrapMode, WidgetInfo, WidgetText, pos2, vec2};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::ICON_CLOSE;

use crate::app::{Cx, theme};
use crate::scene::Ink;

use super::style::{color, focus_ring};

const HEIGHT: f32 = 22.0;
const PADDING: f32 = 9.0;
const DOT: f32 = 14.0;
const ICON: f32 = 16.0;
const MARK: f32 = 15.0;

/// What stands in front of a chip's text.
pub enum Sign {
    /// Nothing.
    Bare,
    /// A dot in a quadrant's or theme's colour.
    Dot(Color32),
    /// An icon in the text's colour.
    Icon(MaterialIcon),
    /// Three bars of which so many are full.
    Bars(usize),
}

/// A chip.
pub struct Chip<'a> {
    /// What stands before the text.
    pub sign: Sign,
    /// The text.
    pub text: &'a str,
    /// Small icons behind the text.
    pub marks: &'a [MaterialIcon],
    /// The colour of the pill.
    pub fill: Color32,
    /// The colour of the text.
    pub ink: Color32,
    /// What a screen reader says, and the tooltip where there is no other.
    pub name: &'a str,
    /// Whether a click takes it away, which a small cross shows.
    pub removable: bool,
}

impl Chip<'_> {
    /// Shows the chip; long texts are cut at the width of the panel.
    pub fn show(self, ui: &mut egui::Ui, cx: &Cx<'_>) -> egui::Response {
        let before = match self.sign {
            Sign::Bare => 0.0,
            Sign::Dot(_) => DOT,
            Sign::Icon(_) | Sign::Bars(_) => ICON,
        };
        let marks = MARK * self.marks.len() as f32;
        let after = if self.removable { 16.0 } else { 0.0 } + marks;
        let room = (ui.max_rect().width() - 2.0 * PADDING - before - after).max(24.0);
        let text = WidgetText::from(egui::RichText::new(self.text).font(theme::semibold(12.0)).color(self.ink));
        let galley = text.into_galley(ui, Some(TextWrapMode::Truncate), room, theme::semibold(12.0));
        let size = vec2(2.0 * PADDING + before + galley.size().x + after, HEIGHT);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), self.name));
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let fill = if response.hovered() { self.fill.lerp_to_gamma(self.ink, 0.12) } else { self.fill };
        let painter = ui.painter();
        painter.rect_filled(rect, HEIGHT / 2.0, fill);
        let middle = rect.center().y;
        match self.sign {
            Sign::Bare => {}
            Sign::Dot(dot) => {
                painter.circle_filled(pos2(rect.left() + PADDING + 3.5, middle), 3.5, dot);
            }
            Sign::Icon(icon) => {
                let at = pos2(rect.left() + PADDING - 2.0, middle);
                let font = egui::FontId::new(14.0, icon.font_family());
                painter.text(at, egui::Align2::LEFT_CENTER, icon.codepoint, font, self.ink);
            }
            Sign::Bars(full) => {
                for bar in 0..3 {
                    let (x, height) = (rect.left() + PADDING + 4.0 * bar as f32, 4.0 + 3.0 * bar as f32);
                    let bar_rect = egui::Rect::from_min_size(pos2(x, middle + 5.0 - height), vec2(2.5, height));
                    let ink = if bar < full { self.ink } else { self.ink.gamma_multiply(0.25) };
                    painter.rect_filled(bar_rect, 1.0, ink);
                }
            }
        }
        let at = pos2(rect.left() + PADDING + before, middle - galley.size().y / 2.0);
        let mut right = at.x + galley.size().x;
        painter.galley(at, galley, self.ink);
        for mark in self.marks {
            right += MARK;
            let font = egui::FontId::new(12.0, mark.font_family());
            painter.text(pos2(right, middle), egui::Align2::RIGHT_CENTER, mark.codepoint, font, self.ink);
        }
        if self.removable {
            let font = egui::FontId::new(13.0, ICON_CLOSE.font_family());
            let at = pos2(rect.right() - PADDING + 1.0, middle);
            painter.text(at, egui::Align2::RIGHT_CENTER, ICON_CLOSE.codepoint, font, color(cx, Ink::Muted));
        }
        focus_ring(ui, cx, &response, HEIGHT / 2.0);
        response.on_hover_cursor(egui::CursorIcon::PointingHand)
    }
}
