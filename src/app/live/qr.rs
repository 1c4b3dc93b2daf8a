//! A QR code on the screen: dark on white in every theme, because that is what cameras look for.

use eframe::egui;
use egui::accesskit::Role;
use egui::epaint::Mesh;
use egui::{Color32, Rect, Response, Sense, Shape, Vec2, WidgetInfo, vec2};

use crate::session::invitation::QrCode;

/// Light modules around the code, as the standard asks for.
const QUIET: usize = 4;

/// Shows a code in a square of at most so many points; `name` is what a screen reader says.
pub(super) fn show(ui: &mut egui::Ui, code: &QrCode, most: f32, name: &str) -> Response {
    // Modules of whole pixels: edges stay sharp, and no hair lines show between them.
    let pixels = ui.pixels_per_point();
    let modules = (code.side + 2 * QUIET) as f32;
    let module = (most / modules * pixels).floor().max(1.0) / pixels;
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(module * modules), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
    ui.painter().rect_filled(rect, 10.0, Color32::WHITE);
    let corner = rect.center() - Vec2::splat(module * code.side as f32 / 2.0);
    let corner = (corner.to_vec2() * pixels).round() / pixels;
    let mut dark = Mesh::default();
    for (y, row) in code.modules.chunks_exact(code.side.max(1)).enumerate() {
        for (x, _) in row.iter().enumerate().filter(|(_, is_dark)| **is_dark) {
            let at = (corner + vec2(x as f32, y as f32) * module).to_pos2();
            dark.add_colored_rect(Rect::from_min_size(at, Vec2::splat(module)), Color32::BLACK);
        }
    }
    ui.painter().add(Shape::mesh(dark));
    response
}
