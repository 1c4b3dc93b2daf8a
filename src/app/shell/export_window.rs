//! What to export, and how large it will be.

use eframe::egui;
use egui::{DragValue, Id, RichText};

use crate::app::{App, Message};
use crate::export::{Format, Order, glyph_warnings, png};
use crate::model::{EmpathyMap, Tone};
use crate::scene::{Ink, Layout, Palette, Part, Sheet};

use super::{Flow, widgets};

/// The state of the window while it is open.
pub struct ExportWindow {
    order: Order,
    by_width: bool,
    scale: f32,
    width: u32,
    /// What a picture can show.
    sheets: Vec<(Part, Sheet, Vec<String>)>,
}

impl ExportWindow {
    /// Asks what of `map` to export. `layout` measures the pictures, so that their size is known before they are made.
    pub fn new(map: &EmpathyMap, layout: &mut Layout, palette: Palette) -> Self {
        let has_summary = !(map.needs.is_empty() && map.motivations.is_empty() && map.tensions.is_empty());
        let parts = if has_summary { vec![Part::Map, Part::Summary, Part::All] } else { vec![Part::Map] };
        let mut sheet = |part| {
            let sheet = layout.sheet(map, part);
            let warnings = glyph_warnings(map, &sheet.missing);
            (part, sheet, warnings)
        };
        let sheets = parts.into_iter().map(&mut sheet).collect();
        let scale = 2.0;
        let part = if has_summary { Part::All } else { Part::Map };
        let order = Order { format: Format::Png, part, palette, size: png::Size::Scale(scale), clean: false };
        Self { order, by_width: false, scale, width: 3840, sheets }
    }

    /// Width and height of the picture in pixels, or why there can be none, and what it cannot show.
    fn outlook(&self) -> (Result<(u32, u32), String>, &[String]) {
        let size = self.order.size;
        match self.sheets.iter().find(|(part, ..)| *part == self.order.part) {
            Some((_, sheet, warnings)) => (png::size(sheet, size).map_err(|error| error.to_string()), warnings),
            None => (Err("There is nothing to show.".to_owned()), &[]),
        }
    }

    /// Shows the window.
    pub(super) fn show(&mut self, app: &mut App, ctx: &egui::Context, id: Id) -> Flow {
        let mut go = false;
        let mut cancel = false;
        let modal = widgets::modal(ctx, id, "Export", 500.0, |ui| {
            widgets::heading(ui, "Export");
            ui.add_space(8.0);
            widgets::scroll(ui, 110.0, |ui| {
                ui.spacing_mut().item_spacing.y = 10.0;
                let formats = Format::ALL.map(|format| (format, format.label()));
                widgets::segments(ui, &mut self.order.format, &formats);
                match self.order.format {
                    Format::Png => self.picture_ui(ui),
                    Format::Json => {
                        ui.checkbox(&mut self.order.clean, "Without authors, votes, sources and comments");
                        widgets::muted(ui, "A copy of the map, for another program or another person.");
                    }
                }
            });
            ui.add_space(8.0);
            widgets::buttons_row(ui, |ui| {
                go = ui.add_enabled(self.is_possible(), widgets::primary("Export…", ui)).clicked();
                cancel = ui.add(widgets::secondary("Cancel")).clicked();
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| self.pixels_ui(ui));
            });
        });
        if go {
            app.outbox().push(Message::Export(self.order));
            return Flow::Close;
        }
        if cancel || modal.should_close() { Flow::Close } else { Flow::Stay }
    }

    fn is_possible(&self) -> bool {
        self.order.format == Format::Json || self.outlook().0.is_ok()
    }

    fn picture_ui(&mut self, ui: &mut egui::Ui) {
        if self.sheets.len() > 1 {
            widgets::caption(ui, "What is on it");
            let label = |part| match part {
                Part::Map => "The map",
                Part::Summary => "Needs and motivations",
                Part::All => "Both",
            };
            let choices: Vec<_> = self.sheets.iter().map(|(part, ..)| (*part, label(*part))).collect();
            widgets::segments(ui, &mut self.order.part, &choices);
        }
        widgets::caption(ui, "Theme");
        widgets::segments(ui, &mut self.order.palette, &[(Palette::Light, "Light"), (Palette::Dark, "Dark")]);
        widgets::caption(ui, "Size");
        ui.horizontal(|ui| {
            widgets::segments(ui, &mut self.by_width, &[(false, "By scale"), (true, "By width")]);
            if self.by_width {
                let value = DragValue::new(&mut self.width).range(64..=32_000).speed(10.0).suffix(" px");
                ui.add(value).accessible_name("Width in pixels");
            } else {
                let value = DragValue::new(&mut self.scale).range(0.1..=8.0).speed(0.05).prefix("× ").max_decimals(2);
                ui.add(value).accessible_name("Scale");
            }
        });
        self.order.size = if self.by_width { png::Size::Width(self.width) } else { png::Size::Scale(self.scale) };
        let amber = widgets::color(ui, Ink::Strong(Tone::Amber));
        let (pixels, warnings) = self.outlook();
        for warning in pixels.err().iter().chain(warnings) {
            ui.label(RichText::new(warning).color(amber));
        }
    }

    /// The size of the picture, beside the buttons, so that it is always seen.
    fn pixels_ui(&self, ui: &mut egui::Ui) {
        if self.order.format == Format::Png
            && let (Ok((width, height)), _) = self.outlook()
        {
            ui.label(format!("{width} × {height} px"));
        }
    }
}
